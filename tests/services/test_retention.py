"""Personal data are erased when their time is up, by the one table that the privacy page shows."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from claims.event_data.retention import DataErased
from claims.models import Event, Submission, Translation, User, Verdict
from claims.retention import EXPIRING, RETENTION
from claims.services.account_events import record_sign_in
from claims.services.queue import release_claim
from claims.services.retention import ERASERS, EXPIRING_CODES, erase_expired_data
from claims.services.submissions import submit_file
from claims.services.translations import begin_translation, recall_translation, submit_translation
from claims.tasks import delete_expired_records
from tests.architecture.source_files import ROOT
from tests.stories import make_publication, make_submitted_verdict, make_taken_claim, make_written_draft
from tests.translation_stories import make_translation, write_translation


def later(days: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(days=days))


def test_every_row_with_days_is_carried_out() -> None:
    assert set(ERASERS) == set(EXPIRING)
    assert sorted(map(repr, set(ERASERS.values()))) == sorted(repr(ERASERS[code]) for code in EXPIRING_CODES)


def test_the_manual_has_every_row_and_variable() -> None:
    manual = (ROOT / "docs" / "operate.md").read_text()
    for row in RETENTION.values():
        assert all(f"`{table}`" in manual for table in row.tables), row.code
        assert not row.days or f"| `{row.variable}` | {row.days} |" in manual, row.code


def test_the_file_of_a_failed_submission_is_erased(cora: User) -> None:
    file = submit_file(name="trees.txt", data=b"Two trees fell.", by=cora)
    Submission.objects.filter(pk=file.pk).update(state="failed", error="It died.", error_code="error")
    with later(6):
        delete_expired_records()
    assert Submission.objects.get().data is not None
    with later(8):
        delete_expired_records()
    assert Submission.objects.get().data is None
    assert Event.objects.get(verb="data.erased").payload == DataErased(code="submitted_files", count=1)


def test_a_draft_that_was_never_submitted_is_erased_with_its_words(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    make_written_draft(claim, edith)
    kept = make_submitted_verdict(edith)
    with later(370):
        erase_expired_data(code="drafts")
        assert Verdict.objects.filter(claim=claim).exists()
        release_claim(claim_id=claim.pk, editor=mona)
        erase_expired_data(code="drafts")
    assert list(Verdict.objects.all()) == [kept]
    save = claim.events.get(verb="verdict.drafted")
    assert (save.data.get("delta"), save.data.get("sums")) == (None, None)
    assert kept.claim.events.get(verb="verdict.drafted").data["delta"]


def test_a_translation_that_nobody_else_has_seen_is_erased(edith: User, mona: User) -> None:
    original = make_publication(edith, mona)
    make_translation(original, edith, mona)
    for language in ("de", "es", "it"):
        write_translation(original, edith, language)
    for language in ("de", "es"):
        submit_translation(claim_id=original.claim_id, language=language, editor=edith)
    recall_translation(claim_id=original.claim_id, language="es", editor=edith)
    with later(364):
        erase_expired_data(code="drafts")
        assert Translation.objects.filter(language="it").exists()
    with later(370):
        event = erase_expired_data(code="drafts")
    assert event
    assert event.payload == DataErased(code="drafts", count=1)
    assert [*Translation.objects.values_list("language", flat=True)] == ["de", "es", "fr"]


@pytest.mark.parametrize("language", ["de", "fr"])
def test_the_database_keeps_a_translation_that_was_submitted(edith: User, mona: User, language: str) -> None:
    original = make_publication(edith, mona)
    make_translation(original, edith, mona)
    begin_translation(claim_id=original.claim_id, language="fr", editor=edith)  # a draft again, and public
    write_translation(original, edith, "de")
    submit_translation(claim_id=original.claim_id, language="de", editor=edith)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        Translation.objects.filter(language=language)._raw_delete("default")


def test_sign_ins_are_erased_and_nothing_else_of_the_history(edith: User, ada: User) -> None:
    for days in (200, 181, 179):
        at = timezone.now() - timedelta(days=days)
        Event.objects.create(verb="user.signed_in", actor=edith, data={"user": edith.pk}, at=at)
    Event.objects.create(verb="user.changed", actor=ada, data={}, at=timezone.now() - timedelta(days=900))
    erase_expired_data(code="sign_ins")
    assert sorted(Event.objects.values_list("verb", flat=True)) == ["data.erased", "user.changed", "user.signed_in"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims_event WHERE verb = 'user.signed_in'",
        "DELETE FROM claims_event WHERE verb = 'verdict.drafted'",
        "UPDATE claims_event SET data = '{}' WHERE verb = 'user.signed_in'",
        "UPDATE claims_event SET data = data - 'delta', actor_id = NULL WHERE verb = 'verdict.drafted'",
    ],
)
def test_the_database_keeps_events_from_everybody_else(edith: User, statement: str) -> None:
    record_sign_in(user=edith)
    make_written_draft(make_taken_claim(edith), edith)
    with pytest.raises(DatabaseError, match="events stay"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_sessions_that_nobody_uses_are_erased(client: Client, edith: User) -> None:
    client.force_login(edith)
    client.get("/articles/")
    session = Session.objects.get()
    UserSession.objects.get_or_create(
        user=edith, session_key=session.session_key, defaults={"ip": "203.0.113.7", "user_agent": "Browser"}
    )
    erase_expired_data(code="sessions")
    assert UserSession.objects.count() == 1
    with later(31):
        erase_expired_data(code="sessions")
    assert (UserSession.objects.count(), Session.objects.count()) == (0, 0)
