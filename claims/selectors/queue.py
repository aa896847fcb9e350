"""Reading the queue: what waits, what is mine, whose lease has run out."""

from django.db.models import QuerySet
from django.utils import timezone

from claims.models import Assignment, Claim, User
from claims.selectors.claims import _with_places
from claims.workflow import Status

CAP = 1000
"""Counts stop here: "more than 1,000" is as much as anybody needs to know."""


def waiting() -> QuerySet[Claim]:
    """Claims that anybody may take, the most checkworthy first."""
    return _with_places(Claim.objects.filter(status=Status.QUEUED).order_by("-checkworthiness", "id"))


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


def count_waiting() -> int:
    """How many claims wait, up to `CAP` + 1."""
    return Claim.objects.filter(status=Status.QUEUED)[: CAP + 1].count()
