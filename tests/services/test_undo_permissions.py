"""Who can undo a decision, and until when."""

from typing import Any

import pytest
from django.db import connection

from claims.models import Event, User
from claims.permissions.refusals import (
    CaseHeld,
    DecidedAutomatically,
    DecidedByAnother,
    LeaseTakenOver,
    RoleTooLow,
)
from claims.permissions.undo import ABILITY_OF_VERB
from claims.refusals import DecidedSince, NotAllowed, NotFound, PublishedSince, Refusal, UndoneAlready
from claims.selectors.decisions import find_standing_decision
from claims.services.cases import hold_next_case
from claims.services.evidence import remove_evidence
from claims.services.plans import plan_claim
from claims.services.queue import release_expired_claim, take_claim, take_over_claim
from claims.services.undo import undo_decision
from claims.verbs import DECISIONS, VERBS
from claims.workflow import MOVES
from tests.services.test_undo import newest_event, reload_claim
from tests.stories import (
    make_publication,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)


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


def test_undoing_evidence_asks_for_the_lease(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    item = make_written_draft(claim, edith).evidence.get()
    removed = remove_evidence(evidence_id=item.pk, editor=edith)
    take_over_claim(claim_id=claim.pk, moderator=mona)
    assert undo_refusal(removed, edith) is LeaseTakenOver
    assert not claim.verdicts.get().evidence.exists()
    undo_decision(event_id=removed.pk, by=mona)
    assert mona.pk in claim.verdicts.get().authors


def test_undoing_does_not_end_the_lease_of_somebody_else(edith: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    taken = newest_event(claim)
    take_over_claim(claim_id=claim.pk, moderator=mona)
    assert undo_refusal(taken, edith) is LeaseTakenOver
    assert claim.leases.get(ended=None).editor == mona


def test_undoing_waits_for_the_moderator_who_holds_the_case(edith: User, mona: User) -> None:
    claim = make_submitted_verdict(edith).claim
    hold_next_case(moderator=mona)
    assert undo_refusal(newest_event(claim), edith) is CaseHeld


def test_undoing_an_assignment_asks_for_the_right_to_assign(edith: User, emil: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    for assignee in (emil, edith):
        plan_claim(claim_id=claim.pk, by=mona, changes={"assignee": assignee})
    event = newest_event(claim)
    User.objects.filter(pk=mona.pk).update(role="editor")
    mona.refresh_from_db()
    assert issubclass(undo_refusal(event, mona), NotAllowed)


def test_every_decision_that_can_be_undone_has_a_role(db: None) -> None:
    moves = {verb.name for move in MOVES.values() for verb in move.verbs}
    reversible = {name for name in DECISIONS if VERBS[name].reversal}
    assert reversible - moves == set(ABILITY_OF_VERB)
