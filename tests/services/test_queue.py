"""Taking, holding and releasing claims of the queue."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from claims.event_data.claims import ClaimTakenOver
from claims.models import Claim, Lease, User
from claims.refusals import AlreadyTaken, IllegalMove, LeaseExpired, NotAllowed
from claims.selectors.leases import open_lease
from claims.services import queue
from claims.services.moderation import send_back_verdict
from claims.services.queue import (
    release_claim,
    release_expired_claim,
    renew_lease,
    shorten_lease,
    take_claim,
    take_over_claim,
)
from claims.services.verdicts import submit_verdict
from claims.workflow import Status
from tests.stories import (
    make_detected_claim,
    make_queued_claim,
    make_submitted_verdict,
    make_taken_claim,
    make_written_draft,
)


def later(**time: float) -> AbstractContextManager[object]:
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


def test_the_next_claim_is_leased_to_one_editor(edith: User, emil: User) -> None:
    claim = make_queued_claim(edith)
    event = queue.take_next_claim(editor=edith)
    assert event is not None
    assert event.claim == claim
    assert queue.take_next_claim(editor=emil) is None
    with pytest.raises(AlreadyTaken):
        take_claim(claim_id=claim.pk, editor=emil)


def test_taking_ones_own_claim_again_changes_nothing(edith: User) -> None:
    claim = make_taken_claim(edith)
    lease = claim.leases.get()
    assert take_claim(claim_id=claim.pk, editor=edith) is None
    assert claim.leases.get() == lease
    assert claim.events.filter(verb="claim.taken").count() == 1


def test_a_claim_with_an_expired_lease_is_free_without_a_sweep(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with later(minutes=31):
        event = queue.take_next_claim(editor=emil)
    assert event is not None
    assert (event.claim, claim.leases.get(ended=None).editor) == (claim, emil)
    assert claim.leases.get(editor=edith).ending == Lease.Ending.EXPIRED


def test_a_lease_taken_over_at_the_same_moment_leads_to_the_next_claim(
    edith: User, emil: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking for a lapsed lease and locking its claim, somebody else takes it."""
    lapsed, waiting = make_taken_claim(edith), make_queued_claim(edith)
    taken_over = Lease(claim=lapsed, editor=edith, expires=timezone.now() + timedelta(minutes=61))
    monkeypatch.setattr(queue, "open_lease", lambda claim: taken_over if claim == lapsed else open_lease(claim))
    with later(minutes=31):
        event = queue.take_next_claim(editor=emil)
    assert event is not None
    assert event.claim == waiting


def test_a_running_lease_can_be_renewed_and_an_expired_one_cannot(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    with later(minutes=29):
        renew_lease(claim_id=claim.pk, editor=edith)
    with later(minutes=40):
        assert queue.take_next_claim(editor=emil) is None
    with later(minutes=70), pytest.raises(LeaseExpired):
        renew_lease(claim_id=claim.pk, editor=edith)


def test_the_sweep_releases_only_expired_leases(edith: User, emil: User) -> None:
    lapsed, running = make_taken_claim(edith), make_queued_claim(edith)
    with later(minutes=31):
        take_claim(claim_id=running.pk, editor=emil)
        for claim in (lapsed, running):
            release_expired_claim(claim_id=claim.pk)
        assert release_expired_claim(claim_id=lapsed.pk) is None
    lapsed.refresh_from_db()
    running.refresh_from_db()
    assert (lapsed.status, running.status) == (Status.QUEUED, Status.IN_REVIEW)


def test_a_moderator_takes_a_claim_from_somebody_who_left(edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    with pytest.raises(AlreadyTaken):
        release_claim(claim_id=claim.pk, editor=emil)
    release_claim(claim_id=claim.pk, editor=mona)
    claim.refresh_from_db()
    assert claim.status == Status.QUEUED


def test_closing_the_page_shortens_a_lease_and_opening_it_renews_it(edith: User, emil: User) -> None:
    claim = make_taken_claim(edith)
    shorten_lease(claim_id=claim.pk, editor=edith)
    with later(minutes=2):
        assert queue.take_next_claim(editor=emil) is None
        renew_lease(claim_id=claim.pk, editor=edith)
    with later(minutes=20):
        assert shorten_lease(claim_id=claim.pk, editor=emil) is None
        assert queue.take_next_claim(editor=emil) is None
        shorten_lease(claim_id=claim.pk, editor=edith)
    with later(minutes=24):
        event = queue.take_next_claim(editor=emil)
    assert event is not None
    assert event.claim == claim


def test_closing_the_page_does_not_shorten_the_lease_of_a_returned_verdict(edith: User, emil: User, mona: User) -> None:
    claim_id = make_submitted_verdict(edith).claim_id
    send_back_verdict(claim_id=claim_id, moderator=mona, reason="Count again.")
    assert shorten_lease(claim_id=claim_id, editor=edith) is None
    with later(hours=23):
        assert queue.take_next_claim(editor=emil) is None


def test_after_a_takeover_the_former_holder_reads_who_has_the_claim(edith: User, emil: User, mona: User) -> None:
    claim = make_taken_claim(edith)
    draft = make_written_draft(claim, edith)
    with pytest.raises(NotAllowed):
        take_over_claim(claim_id=claim.pk, moderator=emil)
    take_over_claim(claim_id=claim.pk, moderator=mona)
    lease = claim.leases.get(ended=None)
    assert take_over_claim(claim_id=claim.pk, moderator=mona) is None
    assert (claim.leases.get(ended=None), lease.editor) == (lease, mona)
    assert claim.leases.get(editor=edith).ending == Lease.Ending.TAKEN_OVER
    assert claim.events.get(verb="claim.taken_over").payload_as(ClaimTakenOver).holder == "Edith"
    for attempt in (
        lambda: renew_lease(claim_id=claim.pk, editor=edith),
        lambda: submit_verdict(claim_id=claim.pk, editor=edith),
    ):
        with pytest.raises(AlreadyTaken, match="Mona has taken over this claim"):
            attempt()
    assert claim.verdicts.get() == draft


def test_taking_over_a_free_claim_takes_it(edith: User, mona: User) -> None:
    claim = make_queued_claim(edith)
    take_over_claim(claim_id=claim.pk, moderator=mona)
    assert claim.leases.get(ended=None).editor == mona
    with pytest.raises(IllegalMove):
        take_over_claim(claim_id=make_detected_claim(edith).pk, moderator=mona)


def test_a_contributor_cannot_take_claims(cora: User, edith: User) -> None:
    claim = make_queued_claim(edith)
    with pytest.raises(NotAllowed):
        queue.take_next_claim(editor=cora)
    with pytest.raises(NotAllowed):
        take_claim(claim_id=claim.pk, editor=cora)


def test_a_detected_claim_cannot_be_taken(edith: User) -> None:
    with pytest.raises(IllegalMove):
        take_claim(claim_id=make_detected_claim(edith).pk, editor=edith)


@pytest.mark.django_db(transaction=True)
def test_eight_editors_at_once_get_eight_claims(edith: User) -> None:
    wanted = {make_queued_claim(edith).pk for _ in range(8)}

    def take(_: int) -> int | None:
        try:
            event = queue.take_next_claim(editor=edith)
            return event.claim_id if event else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as editors:
        taken = list(editors.map(take, range(12)))
    assert sorted(filter(None, taken)) == sorted(wanted)
    assert Claim.objects.filter(status=Status.IN_REVIEW).count() == 8
