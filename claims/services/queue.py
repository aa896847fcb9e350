"""The queue: taking, holding and releasing claims. A lease that has expired does not count, swept or not."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.event_data.claims import ClaimTakenOver, LeaseLapsed
from claims.models import Claim, Event, Lease, User
from claims.permissions import demand, lease_refusal
from claims.permissions.refusals import LeasedToAnother
from claims.refusals import LeaseExpired
from claims.selectors.leases import open_lease
from claims.selectors.prepared import Parameter
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.selectors.situations import load_situation
from claims.services.claims import lock_claim, make_claim_move
from claims.services.events import record_event
from claims.services.leases import LEAVE_DELAY, end_lease, grant_lease, lease_duration
from claims.services.registry import makes_move
from claims.services.verdicts import open_draft
from claims.verbs.claims import CLAIM_TAKEN, CLAIM_TAKEN_OVER, LEASE_LEFT, LEASE_RENEWED
from claims.workflow import Status

Ending = Lease.Ending


@makes_move("take")
@transaction.atomic
def take_claim(*, claim_id: int, editor: User, version: int | None = None) -> Event | None:
    """Lease a claim to an editor; a claim whose lease has expired is free.

    Returns None if the editor holds the claim already; the lease stays as it is.
    """
    return _lease_claim(lock_claim(claim_id, version=version), editor)


@transaction.atomic
def take_next_claim(*, editor: User) -> Event | None:
    """Lease the first free claim of the queue. Returns None if there is none.

    Claims with an expired lease come first, then claims assigned to this editor, then unassigned claims, each by
    priority. Claims assigned to somebody else are left out.
    """
    demand(editor, "queue.see")
    claim = _lock_first_lapsed(editor) or _lock_first_waiting(assignee=editor) or _lock_first_waiting(assignee=None)
    return _lease_claim(claim, editor) if claim else None


def _lock_first_waiting(*, assignee: User | None) -> Claim | None:
    """Lock the first claim with this assignee. One query per assignee, since each has an index in the right order."""
    return _FIRST_ASSIGNED.find(assignee.pk) if assignee else _FIRST_UNASSIGNED.find()


def _lock_first(claims: QuerySet[Claim], *order: str) -> QuerySet[Claim]:
    return claims.order_by(*order).select_for_update(no_key=True, skip_locked=True, of=("self",))[:1]


_WAITING_ORDER = ("-priority", "id")
_FIRST_ASSIGNED = PreparedRows(
    lambda: _lock_first(Claim.objects.filter(status=Status.QUEUED, assignee=ID), *_WAITING_ORDER)
)
_FIRST_UNASSIGNED = PreparedRows(
    lambda: _lock_first(Claim.objects.filter(status=Status.QUEUED, assignee=None), *_WAITING_ORDER)
)
_FIRST_LAPSED = PreparedRows(
    lambda: _lock_first(
        Claim.objects.filter(
            Q(assignee=None) | Q(assignee=ID),
            status=Status.IN_REVIEW,
            leases__ended__isnull=True,
            leases__expires__lte=Parameter(2, "timestamptz"),
        ),
        "leases__expires",
    )
)


def _lock_first_lapsed(editor: User) -> Claim | None:
    claim = _FIRST_LAPSED.find(editor.pk, timezone.now())
    return claim if claim and _has_lapsed(claim) else None


def _has_lapsed(claim: Claim) -> bool:
    """Return whether the lease is still expired: taking and renewing change the lease, not the locked claim."""
    lease = open_lease(claim)
    return lease is not None and lease.expires <= timezone.now()


def _lease_claim(claim: Claim, editor: User) -> Event | None:
    demand(editor, "queue.see")
    lease = open_lease(claim)
    if lease is None:
        # Other publishers may have checked the claim while it was queued, so it is matched again.
        event = make_claim_move(claim, "take", by=editor, changes={"matched": None}, data=LeaseLapsed())
    elif lease.expires > timezone.now():
        _check_own(lease, editor)
        return None
    else:
        end_lease(claim, Ending.EXPIRED)
        event = record_event(CLAIM_TAKEN, actor=editor, claim=claim, data=LeaseLapsed(lapsed=str(lease.editor)))
    open_draft(claim, editor)
    grant_lease(claim, editor)
    return event


def _check_own(lease: Lease, editor: User) -> None:
    if lease.editor_id != editor.pk:
        raise LeasedToAnother(claim=lease.claim_id, editor=str(lease.editor))


@transaction.atomic
def take_over_claim(*, claim_id: int, moderator: User) -> Event | None:
    """Lease a claim to a moderator, whoever holds it; the draft stays. Returns None if the moderator holds it."""
    demand(moderator, "queue.take_over")
    claim = lock_claim(claim_id)
    lease = open_lease(claim)
    if lease is None or lease.expires <= timezone.now() or lease.editor_id == moderator.pk:
        return _lease_claim(claim, moderator)
    end_lease(claim, Ending.TAKEN_OVER)
    data = ClaimTakenOver(holder=str(lease.editor), editor=lease.editor_id)
    event = record_event(CLAIM_TAKEN_OVER, actor=moderator, claim=claim, data=data)
    open_draft(claim, moderator)
    grant_lease(claim, moderator)
    return event


@transaction.atomic
def renew_lease(*, claim_id: int, editor: User) -> Lease:
    """Extend one's own running lease, as the open page does. Refuse whoever cannot submit the verdict."""
    claim = lock_claim(claim_id)
    situation = load_situation(editor, claim, ["submit"])
    lease = situation.running_lease
    if lease is None:
        raise LeaseExpired(claim=claim_id)
    if refusal := lease_refusal(editor, situation):
        raise refusal
    lease.expires = max(lease.expires, timezone.now() + lease_duration())
    lease.save(update_fields=["expires"])
    record_event(LEASE_RENEWED, actor=editor, claim=claim)
    return lease


@transaction.atomic
def shorten_lease(*, claim_id: int, editor: User) -> Lease | None:
    """Let one's own lease end soon, as a page does when it is closed; opening the page again renews it.

    Returns None if there is nothing to shorten: the lease of somebody else, a shorter one, or the long lease of a
    verdict that was sent back.
    """
    claim, soon = lock_claim(claim_id), timezone.now() + LEAVE_DELAY
    lease = open_lease(claim)
    if lease is None or lease.editor_id != editor.pk or lease.sent_back or lease.expires <= soon:
        return None
    lease.expires = soon
    lease.save(update_fields=["expires"])
    record_event(LEASE_LEFT, actor=editor, claim=claim)
    return lease


@makes_move("release")
@transaction.atomic
def release_claim(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Return a claim to the queue; the draft stays for the next editor."""
    claim = lock_claim(claim_id, version=version)
    event = make_claim_move(claim, "release", by=editor, data=LeaseLapsed())
    end_lease(claim, Ending.RELEASED)
    return event


@transaction.atomic
def release_expired_claim(*, claim_id: int) -> Event | None:
    """Return a claim with an expired lease to the queue. Returns None if the lease was renewed since."""
    claim = lock_claim(claim_id)
    lease = open_lease(claim)
    if lease is None or lease.expires > timezone.now():
        return None
    event = make_claim_move(claim, "release", by=None, data=LeaseLapsed(lapsed=str(lease.editor)))
    end_lease(claim, Ending.EXPIRED)
    return event
