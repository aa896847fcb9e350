"""Claims that are filed as duplicates of another: stored, linked, counted, shown, told and undone."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Claim, Evidence, User
from claims.refusals import BadValue, NotFound, VersionConflict
from claims.selectors.tip_notifications import DECISION_GRACE_PERIOD
from claims.services.claims import accept_claim, dismiss_claim, reopen_claim
from claims.services.evidence import reuse_evidence
from claims.services.publications import withdraw_verdict
from claims.services.tips import link_tip, submit_tip
from claims.services.undo import undo_decision
from claims.tasks import notify_tip_readers
from tests.stories import make_detected_claim, make_publication, make_queued_claim, make_taken_claim


def file_under(claim: Claim, original: Claim, editor: User, **words: Any) -> Any:
    return dismiss_claim(claim_id=claim.pk, editor=editor, reason="duplicate", duplicate_of=original.pk, **words)


def original_of(claim: Claim) -> int | None:
    return Claim.objects.get(pk=claim.pk).duplicate_of_id


def give_address(claim: Claim, url: str, **details: Any) -> None:
    Article.objects.filter(appearances__claim=claim).update(url=url, **details)


def test_a_duplicate_is_filed_reopened_and_filed_again_by_undo(edith: User, mona: User) -> None:
    original, claim = make_publication(edith, mona).claim, make_detected_claim(edith)
    event = file_under(claim, original, edith)
    assert original_of(claim) == original.pk
    assert f"Filed under claim {original.pk}" in [str(note) for note in event.payload.notes()]
    reopening = reopen_claim(claim_id=claim.pk, editor=edith)
    assert original_of(claim) is None
    undo_decision(event_id=reopening.pk, by=edith)
    claim.refresh_from_db()
    assert (claim.status, claim.dismissal, claim.duplicate_of_id) == ("dismissed", "duplicate", original.pk)
    undo_decision(event_id=event.pk, by=edith)
    claim.refresh_from_db()
    assert (claim.status, claim.duplicate_of_id) == ("detected", None)


def test_a_duplicate_of_a_duplicate_is_filed_under_the_original(edith: User) -> None:
    original, first, second = (make_queued_claim(edith) for _ in range(3))
    file_under(first, original, edith)
    file_under(second, first, edith)
    assert original_of(second) == original.pk
    with pytest.raises(BadValue, match="filed under this one"):
        file_under(original, make_queued_claim(edith), edith)


def test_a_claim_is_filed_under_another_that_is_worked_on(edith: User) -> None:
    claim, undecided = make_queued_claim(edith), make_detected_claim(edith)
    for other in (claim, undecided):
        with pytest.raises(BadValue, match="Name another claim"):
            file_under(claim, other, edith)
    with pytest.raises(NotFound):
        dismiss_claim(claim_id=claim.pk, editor=edith, reason="duplicate", duplicate_of=claim.pk + 99)
    with pytest.raises(BadValue, match="Only a duplicate"):
        dismiss_claim(claim_id=claim.pk, editor=edith, reason="opinion", duplicate_of=undecided.pk)
    with pytest.raises(VersionConflict):
        file_under(claim, make_queued_claim(edith), edith, version=claim.version + 1)
    assert original_of(claim) is None


@pytest.mark.parametrize("wrong", ["queued", "itself", "chain"])
def test_the_database_keeps_duplicates_one_step_from_their_claim(edith: User, wrong: str) -> None:
    original, claim, other = (make_queued_claim(edith) for _ in range(3))
    file_under(claim, original, edith)
    rows = {
        "queued": (other.pk, original.pk),
        "itself": (claim.pk, claim.pk),
        "chain": (other.pk, claim.pk),
    }
    pk, of = rows[wrong]
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=pk).update(duplicate_of=of)


# Readers -----------------------------------------------------------------------------


def public_text(client: Client, claim: Claim) -> str:
    return client.get(reverse("verdict", args=[claim.pk]), follow=True).content.decode()


def test_the_public_page_says_where_else_the_claim_was_said(client: Client, edith: User, mona: User) -> None:
    publication = make_publication(edith, mona)
    document, page = publication.document, publication.page
    claim, pasted = make_detected_claim(edith), make_detected_claim(edith)
    claim.appearances.get().quantities.update(low=400, high=400)
    give_address(claim, "https://paper.example/again", title="Trees <again>", publisher="The Paper")
    for each in (claim, pasted):
        file_under(each, publication.claim, edith, note="Our own words.")
    html = public_text(client, publication.claim)
    part = html[html.index('id="further"') : html.index('id="history"')]
    assert "Trees &lt;again&gt;" in part
    assert re.findall(r'href="(https.*?)"', part) == ["https://paper.example/again"]
    assert "400 trees" in re.sub(r"\s+", " ", re.sub("<.*?>", "", part))
    assert "Our own words." not in html
    publication.refresh_from_db()
    assert (publication.document, publication.page) == (document, page)
    undo_decision(event_id=claim.events.latest("id").pk, by=edith)
    assert 'id="further"' not in public_text(client, publication.claim)


def test_a_withdrawn_verdict_lists_no_further_articles(client: Client, edith: User, mona: User) -> None:
    original, claim = make_publication(edith, mona).claim, make_detected_claim(edith)
    give_address(claim, "https://paper.example/again")
    file_under(claim, original, edith)
    withdraw_verdict(claim_id=original.pk, moderator=mona, reason="Wrong.")
    assert 'id="further"' not in public_text(client, original)


def test_readers_who_asked_about_a_duplicate_get_the_verdict(edith: User, mona: User) -> None:
    original, claim = make_publication(edith, mona).claim, make_queued_claim(edith)
    tip = submit_tip(text="Were 300 trees planted?", email="reader@mail.example")
    link_tip(tip_id=tip.pk, editor=edith, claim_id=claim.pk)
    file_under(claim, original, edith)
    notify_tip_readers()
    assert mail.outbox == []
    with time_machine.travel(timezone.now() + DECISION_GRACE_PERIOD + timedelta(minutes=1)):
        notify_tip_readers()
        notify_tip_readers()
    assert [message.to for message in mail.outbox] == [["reader@mail.example"]]
    assert f"/verdicts/{original.pk}-" in mail.outbox[0].body


# Evidence -----------------------------------------------------------------------------


def test_the_evidence_of_a_verdict_is_reused_once(edith: User, mona: User) -> None:
    original, claim = make_publication(edith, mona).claim, make_taken_claim(edith)
    event = reuse_evidence(claim_id=claim.pk, editor=edith, original_id=original.pk)
    item = Evidence.objects.get(verdict__claim=claim)
    assert event
    assert (item.question, item.quote) == ("How many trees were planted?", "298 trees were planted in spring")
    assert reuse_evidence(claim_id=claim.pk, editor=edith, original_id=original.pk) is None
    undo_decision(event_id=event.pk, by=edith)
    assert not Evidence.objects.filter(pk=item.pk).exists()
    with pytest.raises(NotFound):
        reuse_evidence(claim_id=claim.pk, editor=edith, original_id=make_queued_claim(edith).pk)


def test_a_claim_with_a_duplicate_can_be_accepted_anew(edith: User) -> None:
    original, claim = make_queued_claim(edith), make_detected_claim(edith)
    file_under(claim, original, edith)
    reopen_claim(claim_id=claim.pk, editor=edith)
    accept_claim(claim_id=claim.pk, editor=edith)
    assert Claim.objects.get(pk=claim.pk).status == "queued"
