"""Who gets which claim, and until when."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from claims.event_data.claims import ClaimTakenOver
from claims.models import Assignment, Claim, User
from claims.refusals import AlreadyTaken, IllegalMove, LeaseExpired, NotAllowed
from claims.selectors.leases import open_lease
from claims.services import moderation, queue, verdicts
from claims.workflow import Status
from tests import stories


def later(**time: float) -> AbstractContextManager[object]:
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


def test_the_next_claim_is_leased_to_one_editor_alone(edith: User, emil: User) -> None:
    claim = stories.a_queued_claim(edith)
    event = queue.take_next(editor=edith)
    assert event is not None
    assert event.claim == claim
    assert queue.take_next(editor=emil) is None
    with pytest.raises(AlreadyTaken):
        queue.take(claim_id=claim.pk, editor=emil)


def test_taking_ones_own_claim_again_changes_nothing(edith: User) -> None:
    claim = stories.a_taken_claim(edith)
    lease = claim.assignments.get()
    assert queue.take(claim_id=claim.pk, editor=edith) is None
    assert claim.assignments.get() == lease
    assert claim.events.filter(verb="claim.taken").count() == 1


def test_a_lease_that_ended_is_free_without_any_sweep(edith: User, emil: User) -> None:
    claim = stories.a_taken_claim(edith)
    with later(minutes=31):
        event = queue.take_next(editor=emil)
    assert event is not None
    assert (event.claim, claim.assignments.get(ended=None).editor) == (claim, emil)
    assert claim.assignments.get(editor=edith).ending == Assignment.Ending.EXPIRED


def test_a_lease_taken_over_at_the_same_moment_leads_to_the_next_claim(
    edith: User, emil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking for a lapsed lease and locking its claim, somebody else takes it."""
    lapsed, waiting = stories.a_taken_claim(edith), stories.a_queued_claim(edith)
    taken_over = Assignment(claim=lapsed, editor=edith, expires=timezone.now() + timedelta(minutes=61))
    monkeypatch.setattr(queue, "open_lease", lambda claim: taken_over if claim == lapsed else open_lease(claim))
    with later(minutes=31):
        event = queue.take_next(editor=emil)
    assert event is not None
    assert event.claim == waiting


def test_a_renewed_lease_lasts_and_a_lapsed_one_cannot_be_renewed(edith: User, emil: User) -> None:
    claim = stories.a_taken_claim(edith)
    with later(minutes=29):
        queue.renew(claim_id=claim.pk, editor=edith)
    with later(minutes=40):
        assert queue.take_next(editor=emil) is None
    with later(minutes=70), pytest.raises(LeaseExpired):
        queue.renew(claim_id=claim.pk, editor=edith)


def test_the_sweep_frees_what_lapsed_and_nothing_else(edith: User, emil: User) -> None:
    lapsed, running = stories.a_taken_claim(edith), stories.a_queued_claim(edith)
    with later(minutes=31):
        queue.take(claim_id=running.pk, editor=emil)
        for claim in (lapsed, running):
            queue.release_expired(claim_id=claim.pk)
        assert queue.release_expired(claim_id=lapsed.pk) is None
    lapsed.refresh_from_db()
    running.refresh_from_db()
    assert (lapsed.status, running.status) == (Status.QUEUED, Status.IN_REVIEW)


def test_a_moderator_takes_a_claim_from_somebody_who_left(edith: User, emil: User, mona: User) -> None:
    claim = stories.a_taken_claim(edith)
    with pytest.raises(AlreadyTaken):
        queue.release(claim_id=claim.pk, editor=emil)
    queue.release(claim_id=claim.pk, editor=mona)
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED


def test_leaving_ends_a_lease_soon_and_coming_back_renews_it(edith: User, emil: User) -> None:
    claim = stories.a_taken_claim(edith)
    queue.leave(claim_id=claim.pk, editor=edith)
    with later(minutes=2):
        assert queue.take_next(editor=emil) is None
        queue.renew(claim_id=claim.pk, editor=edith)
    with later(minutes=20):
        assert queue.leave(claim_id=claim.pk, editor=emil) is None
        assert queue.take_next(editor=emil) is None
        queue.leave(claim_id=claim.pk, editor=edith)
    with later(minutes=24):
        event = queue.take_next(editor=emil)
    assert event is not None
    assert event.claim == claim


def test_leaving_what_a_moderator_sent_back_changes_nothing(edith: User, emil: User, mona: User) -> None:
    claim_id = stories.a_submitted_verdict(edith).claim_id
    moderation.send_back(claim_id=claim_id, moderator=mona, reason="Count again.")
    assert queue.leave(claim_id=claim_id, editor=edith) is None
    with later(hours=23):
        assert queue.take_next(editor=emil) is None


def test_a_moderator_takes_over_and_the_former_holder_hears_who_has_it(edith: User, emil: User, mona: User) -> None:
    claim = stories.a_taken_claim(edith)
    draft = stories.a_written_draft(claim, edith)
    with pytest.raises(NotAllowed):
        queue.take_over(claim_id=claim.pk, moderator=emil)
    queue.take_over(claim_id=claim.pk, moderator=mona)
    lease = claim.assignments.get(ended=None)
    assert queue.take_over(claim_id=claim.pk, moderator=mona) is None
    assert (claim.assignments.get(ended=None), lease.editor) == (lease, mona)
    assert claim.assignments.get(editor=edith).ending == Assignment.Ending.TAKEN_OVER
    assert claim.events.get(verb="claim.taken_over").payload_as(ClaimTakenOver).holder == "Edith"
    for attempt in (
        lambda: queue.renew(claim_id=claim.pk, editor=edith),
        lambda: verdicts.submit(claim_id=claim.pk, editor=edith),
    ):
        with pytest.raises(AlreadyTaken, match="Mona has taken over this claim"):
            attempt()
    assert claim.verdicts.get() == draft


def test_taking_over_what_nobody_holds_is_taking_it(edith: User, mona: User) -> None:
    claim = stories.a_queued_claim(edith)
    queue.take_over(claim_id=claim.pk, moderator=mona)
    assert claim.assignments.get(ended=None).editor == mona
    with pytest.raises(IllegalMove):
        queue.take_over(claim_id=stories.a_detected_claim(edith).pk, moderator=mona)


def test_a_contributor_takes_nothing(cora: User, edith: User) -> None:
    claim = stories.a_queued_claim(edith)
    with pytest.raises(NotAllowed):
        queue.take_next(editor=cora)
    with pytest.raises(NotAllowed):
        queue.take(claim_id=claim.pk, editor=cora)


def test_a_claim_nobody_accepted_cannot_be_taken(edith: User) -> None:
    with pytest.raises(IllegalMove):
        queue.take(claim_id=stories.a_detected_claim(edith).pk, editor=edith)


@pytest.mark.django_db(transaction=True)
def test_eight_editors_at_once_get_eight_claims(edith: User) -> None:
    wanted = {stories.a_queued_claim(edith).pk for _ in range(8)}

    def take(_: int) -> int | None:
        try:
            event = queue.take_next(editor=edith)
            return event.claim_id if event else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as editors:
        taken = list(editors.map(take, range(12)))
    assert sorted(filter(None, taken)) == sorted(wanted)
    assert Claim.objects.filter(status=Status.IN_REVIEW).count() == 8
