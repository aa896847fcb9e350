"""Who can undo a decision, and until when."""

from typing import Any

import pytest
from django.db import connection

from claims.models import Event, User
from claims.permissions.refusals import DecidedAutomatically, DecidedByAnother, RoleTooLow
from claims.refusals import DecidedSince, NotFound, PublishedSince, Refusal, UndoneAlready
from claims.selectors.decisions import find_standing_decision
from claims.services.queue import release_expired_claim, take_claim
from claims.services.undo import undo_decision
from claims.verbs import DECISIONS
from tests.services.test_undo import newest_event, reload_claim
from tests.stories import make_publication, make_queued_claim, make_taken_claim


def undo_refusal(event: Event, by: User) -> type[Refusal]:
    with pytest.raises(Refusal) as refused:
        undo_decision(event_id=event.pk, by=by)
    return refused.type


def test_people_undo_their_own_decisions_and_higher_roles_those_of_others(
    cora: User, edith: User, emil: User, mona: User
) -> None:
    event = newest_event(make_queued_claim(edith))
    assert undo_refusal(event, emil) is DecidedByAnother
    assert undo_refusal(event, cora) is RoleTooLow
    undo_decision(event_id=event.pk, by=mona)


def test_a_decision_that_was_followed_by_another_stays(edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    event = newest_event(claim)
    take_claim(claim_id=claim.pk, editor=emil)
    assert undo_refusal(event, edith) is DecidedSince
    assert reload_claim(claim).status == "in_review"


def test_a_public_decision_stays(edith: User, mona: User) -> None:
    claim = make_publication(edith, mona).claim
    events = {event.verb: event for event in claim.events.all()}
    for verb in ("verdict.approved", "verdict.published"):
        assert undo_refusal(events[verb], mona) is PublishedSince
    assert reload_claim(claim).status == "published"


def test_decisions_are_undone_one_after_the_other_and_none_twice(edith: User) -> None:
    claim = make_taken_claim(edith)
    took = newest_event(claim)
    undo_decision(event_id=took.pk, by=edith)
    assert undo_refusal(took, edith) is UndoneAlready
    accepted_before = newest_event(claim)
    assert accepted_before.verb == "claim.accepted"
    undo_decision(event_id=accepted_before.pk, by=edith)
    assert reload_claim(claim).status == "detected"
    assert find_standing_decision(claim) is None


def test_automatic_events_and_other_events_cannot_be_undone(edith: User) -> None:
    claim = make_taken_claim(edith)
    claim.leases.update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    release_expired_claim(claim_id=claim.pk)
    assert undo_refusal(newest_event(claim), edith) is DecidedAutomatically
    with pytest.raises(NotFound):
        undo_decision(event_id=10**9, by=edith)
    with pytest.raises(NotFound):
        undo_decision(event_id=Event.objects.filter(claim=None)[0].pk, by=edith)


def test_a_batch_is_found_by_its_index(db: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Event.objects.filter(data__has_key="batch", data__batch="f00", verb__in=DECISIONS).order_by().explain()
    assert "events_of_a_batch" in plan
