"""What the database promises, each with an attempt to break it past all services."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pgtrigger
import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Claim, Event, Evidence, Lease, Publication, Reading, User, Verdict
from claims.workflow import MOVES, Status, list_transitions
from tests.stories import (
    make_article,
    make_detected_claim,
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)


def test_a_claim_has_one_open_assignment_however_it_is_written(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    now = timezone.now()
    with pytest.raises(IntegrityError, match="one_open_lease_per_claim"):
        Lease.objects.create(claim=claim, editor=emil, taken=now, expires=now + timedelta(minutes=1))


def test_only_the_moves_of_the_table_pass_the_trigger(edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    passed = {
        (start, end) for start, end in product(Status, Status) if start != end and _is_accepted(publication, start, end)
    }
    assert passed == set(list_transitions())


def _is_accepted(publication: Publication, start: Status, end: Status) -> bool:
    """Whether the trigger lets a claim go from one state to the other, whatever other constraints say."""
    claims = Claim.objects.filter(pk=publication.claim_id)
    with transaction.atomic():
        with pgtrigger.ignore("claims.Claim:only_legal_moves"):
            _insert_row(claims, publication, start)
        try:
            with transaction.atomic():
                _insert_row(claims, publication, end)
        except Error as refusal:
            if "Invalid transition" in str(refusal):
                return False
            raise
    return True


def _insert_row(claims: QuerySet[Claim], publication: Publication, status: Status) -> None:
    claims.update(
        status=status,
        dismissal="trivial" if status == Status.DISMISSED else "",
        publication=None if status in (Status.DETECTED, Status.DISMISSED) else publication,
    )


@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.DETECTED, Status.QUEUED)])
def test_a_claim_cannot_start_in_the_middle(db: None, status: Status) -> None:
    with pytest.raises(Error, match="a claim starts as one of"):
        Claim.objects.create(text="300 trees", status=status, dismissal="trivial" if status == "dismissed" else "")


def test_a_claim_is_never_deleted(edith: User) -> None:
    claim = make_queued_claim(edith)
    with pytest.raises(Error, match="Cannot delete"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_claim WHERE id = %s", [claim.pk])


@pytest.mark.parametrize("change", [lambda e: e.update(verb="nothing"), lambda e: e._raw_delete("default")])
def test_events_are_append_only_even_for_bulk_writes(cora: User, change: Callable[[Any], Any]) -> None:
    make_article(cora)
    with pytest.raises(Error, match="events stay"):
        change(Event.objects.all())


@pytest.mark.parametrize(
    ("table", "refusal"), [(Publication, "publications stay"), (Reading, "Cannot update or delete rows")]
)
def test_what_went_out_and_what_was_read_stays(
    edith: User, mona: User, table: type[Publication | Reading], refusal: str
) -> None:
    make_publication(edith, mona)
    with pytest.raises(Error, match=refusal):
        table.objects.update(id=0)


@pytest.mark.parametrize(
    "change",
    [{"rating": "false"}, {"summary": "x"}, {"justification": "x"}, {"authors": []}, {"submitted": None}],
)
def test_a_submitted_verdict_is_frozen(edith: User, change: dict[str, object]) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(Error, match="Cannot update rows from claims_verdict"):
        Verdict.objects.filter(pk=verdict.pk).update(**change)


def test_a_submitted_verdict_cannot_be_deleted(edith: User) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(Error, match=r"frozen|Cannot delete"):
        verdict.delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.evidence.update(answer="x"),
        lambda v: v.evidence.all()._raw_delete("default"),
        lambda v: Evidence.objects.create(verdict=v, number=9, question="q", answer="a", stance="context"),
    ],
)
def test_the_evidence_of_a_submitted_verdict_is_frozen(edith: User, change: Callable[[Any], Any]) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(Error, match="evidence of a submitted verdict is frozen"):
        change(verdict)


def test_evidence_cannot_be_moved_out_of_or_into_a_submitted_verdict(edith: User) -> None:
    frozen = make_submitted_verdict(edith)
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    with pytest.raises(Error, match="frozen"), transaction.atomic():
        frozen.evidence.update(verdict=draft)
    with pytest.raises(Error, match="frozen"):
        draft.evidence.update(verdict=frozen)


def test_an_author_never_approves_past_the_services_either(edith: User) -> None:
    verdict = make_submitted_verdict(edith)
    with pytest.raises(IntegrityError, match="an_author_never_approves"):
        Verdict.objects.filter(pk=verdict.pk).update(approved=timezone.now(), approved_by=edith)


def test_who_signed_a_verdict_never_approves_it_whoever_is_listed(edith: User) -> None:
    claim = make_detected_claim(edith)
    words = {"rating": "true", "summary": "So it is.", "justification": "It was counted."}
    now = timezone.now()
    with pytest.raises(IntegrityError, match="an_author_never_approves"):
        Verdict.objects.create(
            claim=claim, revision=1, author=edith, authors=[], submitted=now, approved=now, approved_by=edith, **words
        )


def test_a_claim_has_one_draft(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with pytest.raises(IntegrityError, match="one_draft_per_claim"):
        Verdict.objects.create(claim=claim, revision=7, author=emil)


def test_an_articles_text_stays(cora: User) -> None:
    article = make_article(cora)
    article.text += "!"
    with pytest.raises(Error, match="Cannot update"):
        article.save()


def test_every_move_is_one_that_the_database_knows() -> None:
    assert {(s, m.target) for m in MOVES.values() for s in m.sources} == set(list_transitions())
