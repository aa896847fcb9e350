"""Who takes a decision back, and until when."""

from typing import Any

import pytest
from django.db import connection

from claims.models import Event, User
from claims.permissions.refusals import DecidedAutomatically, DecidedByAnother, RoleTooLow
from claims.refusals import DecidedSince, NotFound, PublishedSince, Refusal, UndoneAlready
from claims.selectors import decisions
from claims.services import queue, undo
from claims.verbs import DECISIONS
from tests import stories
from tests.services.test_undo import fresh, newest


def refused(event: Event, by: User) -> type[Refusal]:
    with pytest.raises(Refusal) as said:
        undo.undo(event_id=event.pk, by=by)
    return said.type


def test_one_takes_back_ones_own_and_a_higher_role_anybodys(cora: User, edith: User, emil: User, mona: User) -> None:
    event = newest(stories.a_queued_claim(edith))
    assert refused(event, emil) is DecidedByAnother
    assert refused(event, cora) is RoleTooLow
    undo.undo(event_id=event.pk, by=mona)


def test_what_somebody_has_built_on_stays(edith: User, emil: User) -> None:
    claim = stories.a_queued_claim(edith)
    event = newest(claim)
    queue.take(claim_id=claim.pk, editor=emil)
    assert refused(event, edith) is DecidedSince
    assert fresh(claim).status == "in_review"


def test_what_is_public_stays(edith: User, mona: User) -> None:
    claim = stories.a_publication(edith, mona).claim
    told = {event.verb: event for event in claim.events.all()}
    for verb in ("verdict.approved", "verdict.published"):
        assert refused(told[verb], mona) is PublishedSince
    assert fresh(claim).status == "published"


def test_one_decision_after_the_other_but_none_twice(edith: User) -> None:
    claim = stories.a_taken_claim(edith)
    took = newest(claim)
    undo.undo(event_id=took.pk, by=edith)
    assert refused(took, edith) is UndoneAlready
    accepted_before = newest(claim)
    assert accepted_before.verb == "claim.accepted"
    undo.undo(event_id=accepted_before.pk, by=edith)
    assert fresh(claim).status == "detected"
    assert decisions.standing(claim) is None


def test_what_the_desk_did_and_what_is_no_decision_stays(edith: User) -> None:
    claim = stories.a_taken_claim(edith)
    claim.assignments.update(taken="2026-01-01T00:00Z", expires="2026-01-02T00:00Z")
    queue.release_expired(claim_id=claim.pk)
    assert refused(newest(claim), edith) is DecidedAutomatically
    with pytest.raises(NotFound):
        undo.undo(event_id=10**9, by=edith)
    with pytest.raises(NotFound):
        undo.undo(event_id=Event.objects.filter(claim=None)[0].pk, by=edith)


def test_a_batch_is_found_by_its_index(db: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Event.objects.filter(data__has_key="batch", data__batch="f00", verb__in=DECISIONS).explain()
    assert "events_of_a_batch" in plan
