"""The queue: one lease per claim, judged by the clock when it is read, whether or not it was swept."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims import permissions
from claims.event_data.claims import ClaimTakenOver, LeaseLapsed
from claims.models import Assignment, Claim, Event, User
from claims.permissions.refusals import LeasedToAnother
from claims.refusals import LeaseExpired
from claims.selectors.leases import open_lease
from claims.selectors.situations import load_situation
from claims.services import events, leases, verdicts
from claims.services.claims import locked, move
from claims.services.registry import makes_move
from claims.verbs import CLAIM_TAKEN, CLAIM_TAKEN_OVER, LEASE_LEFT, LEASE_RENEWED
from claims.workflow import Status

Ending = Assignment.Ending


@makes_move("take")
@transaction.atomic
def take(*, claim_id: int, editor: User, version: int | None = None) -> Event | None:
    """Lease this claim to an editor; a claim whose lease has expired is free.

    An editor who holds the claim keeps the lease; the event is None then.
    """
    return _take(locked(claim_id, version=version), editor)


@transaction.atomic
def take_next(*, editor: User) -> Event | None:
    """Lease the first free claim; None when nothing waits.

    Lapsed leases come first, then what this editor shall check, then what nobody in particular shall, each by
    priority. What somebody else shall check is theirs.
    """
    permissions.demand(editor, "queue.see")
    claim = _first_lapsed(editor) or _first_waiting(assignee=editor) or _first_waiting(assignee=None)
    return _take(claim, editor) if claim else None


def _first_waiting(*, assignee: User | None) -> Claim | None:
    """Two queries and not one with an OR: each has an index that holds its order."""
    free = Claim.objects.filter(status=Status.QUEUED, assignee=assignee).order_by("-priority", "id")
    return free.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()


def _first_lapsed(editor: User) -> Claim | None:
    lapsed = Claim.objects.filter(
        Q(assignee=None) | Q(assignee=editor),
        status=Status.IN_REVIEW,
        assignments__ended__isnull=True,
        assignments__expires__lte=timezone.now(),
    ).order_by("assignments__expires")
    claim = lapsed.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    return claim if claim and _is_free(claim) else None


def _is_free(claim: Claim) -> bool:
    """Whether its lease has still run out: taking and renewing change the lease, not the row that was locked."""
    lease = open_lease(claim)
    return lease is not None and lease.expires <= timezone.now()


def _take(claim: Claim, editor: User) -> Event | None:
    permissions.demand(editor, "queue.see")
    lease = open_lease(claim)
    if lease is None:
        # Others may have checked the claim while it waited, so it is matched anew.
        event = move(claim, "take", by=editor, changes={"matched": None}, data=LeaseLapsed())
    elif lease.expires > timezone.now():
        _check_own(lease, editor)
        return None
    else:
        leases.end(claim, Ending.EXPIRED)
        event = events.record(CLAIM_TAKEN, actor=editor, claim=claim, data=LeaseLapsed(lapsed=str(lease.editor)))
    verdicts.open_draft(claim, editor)
    leases.grant(claim, editor)
    return event


def _check_own(lease: Assignment, editor: User) -> None:
    if lease.editor_id != editor.pk:
        raise LeasedToAnother(claim=lease.claim_id, editor=str(lease.editor))


@transaction.atomic
def take_over(*, claim_id: int, moderator: User) -> Event | None:
    """Lease a claim to a moderator, whoever holds it; the draft stays. None where the moderator holds it."""
    permissions.demand(moderator, "queue.takeover")
    claim = locked(claim_id)
    lease = open_lease(claim)
    if lease is None or lease.expires <= timezone.now() or lease.editor_id == moderator.pk:
        return _take(claim, moderator)
    leases.end(claim, Ending.TAKEN_OVER)
    data = ClaimTakenOver(holder=str(lease.editor), editor=lease.editor_id)
    event = events.record(CLAIM_TAKEN_OVER, actor=moderator, claim=claim, data=data)
    verdicts.open_draft(claim, moderator)
    leases.grant(claim, moderator)
    return event


@transaction.atomic
def renew(*, claim_id: int, editor: User) -> Assignment:
    """Extend one's own running lease, as the open page does; refuse whoever could not submit the verdict."""
    claim = locked(claim_id)
    situation = load_situation(editor, claim, ["submit"])
    lease = situation.running_lease
    if lease is None:
        raise LeaseExpired(claim=claim_id)
    if refusal := permissions.lease_refusal(editor, situation):
        raise refusal
    lease.expires = max(lease.expires, timezone.now() + leases.lasts())
    lease.save(update_fields=["expires"])
    events.record(LEASE_RENEWED, actor=editor, claim=claim)
    return lease


@transaction.atomic
def leave(*, claim_id: int, editor: User) -> Assignment | None:
    """End one's own lease soon, as the page does that is left; coming back renews it.

    None where there is nothing to shorten: another's lease, a shorter one, or a long one that came with a verdict
    sent back.
    """
    claim, soon = locked(claim_id), timezone.now() + leases.LEAVING
    lease = open_lease(claim)
    if lease is None or lease.editor_id != editor.pk or lease.sent_back or lease.expires <= soon:
        return None
    lease.expires = soon
    lease.save(update_fields=["expires"])
    events.record(LEASE_LEFT, actor=editor, claim=claim)
    return lease


@makes_move("release")
@transaction.atomic
def release(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Give a claim back to the queue; the draft stays for whoever takes it next."""
    claim = locked(claim_id, version=version)
    event = move(claim, "release", by=editor, data=LeaseLapsed())
    leases.end(claim, Ending.RELEASED)
    return event


@transaction.atomic
def release_expired(*, claim_id: int) -> Event | None:
    """Put a claim whose lease ran out back into the queue; nothing if somebody has taken or renewed it since."""
    claim = locked(claim_id)
    lease = open_lease(claim)
    if lease is None or lease.expires > timezone.now():
        return None
    event = move(claim, "release", by=None, data=LeaseLapsed(lapsed=str(lease.editor)))
    leases.end(claim, Ending.EXPIRED)
    return event
