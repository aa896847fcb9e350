"""Reading the queue: what waits, what is mine, whose lease has run out."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from claims.models import Assignment, Claim, User, Verdict
from claims.selectors.claims import _with_places
from claims.workflow import Status


def in_order() -> QuerySet[Claim]:
    """What waits, the highest priority first; each claim without anything around it."""
    return Claim.objects.filter(status=Status.QUEUED).order_by("-priority", "id")


def waiting() -> QuerySet[Claim]:
    """Claims that anybody may take, with their places, in the order of the queue."""
    return _with_places(in_order())


def waiting_page(*, after: int | None = None, size: int = 25) -> tuple[list[Claim], int | None]:
    """A page of what waits, beginning behind the claim `after`, and what to give as `after` for the next one.

    By the key of the order, so that each page costs the same; a claim that has left the queue still marks its place.
    """
    found = waiting()
    passed = Claim.objects.filter(pk=after).values_list("priority", flat=True).first() if after else None
    if passed is not None:
        found = found.filter(Q(priority__lt=passed) | Q(pk__gt=after), priority__lte=passed)
    rows = list(found[: size + 1])
    return rows[:size], rows[size - 1].pk if len(rows) > size else None


@dataclass(frozen=True, slots=True)
class Held:
    """A lease, and what a moderator wrote who sent the verdict back."""

    lease: Assignment
    sent_back_reason: str


def mine_with_reasons(user: User) -> list[Held]:
    """A person's running leases, each with the reason why it came back, if it did: two queries."""
    leases = mine(user)
    submitted = Verdict.objects.filter(claim__in=[lease.claim_id for lease in leases], submitted__isnull=False)
    newest = submitted.order_by("claim_id", "-revision").distinct("claim_id")
    reasons = dict(newest.values_list("claim_id", "sent_back_reason"))
    return [Held(lease, reasons.get(lease.claim_id, "")) for lease in leases]


def mine(user: User, limit: int = 50) -> list[Assignment]:
    """A person's running leases, newest first."""
    running = Assignment.objects.filter(editor=user, ended__isnull=True, expires__gt=timezone.now())
    return list(running.select_related("claim").order_by("-id")[:limit])


def taken(limit: int = 50) -> list[Assignment]:
    """All running leases, the ones that end first before the others."""
    running = Assignment.objects.filter(ended__isnull=True, expires__gt=timezone.now())
    return list(running.select_related("claim", "editor").order_by("expires")[:limit])


def lapsed(limit: int = 200) -> list[int]:
    """Ids of claims whose lease has run out."""
    over = Assignment.objects.filter(ended__isnull=True, expires__lte=timezone.now())
    return list(over.order_by("expires").values_list("claim_id", flat=True)[:limit])
