"""Leases of the queue: those of a person, of everybody, and expired ones."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Lease, User, Verdict

MAX_LEASES = 50
"""Leases on a page."""


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease, and why a moderator sent the verdict back."""

    lease: Lease
    sent_back_reason: str


def list_own_leases_with_reasons(user: User) -> list[HeldLease]:
    """Return the current leases of a person, each with the reason it was sent back, if any: one query."""
    submitted = Verdict.objects.filter(claim=OuterRef("claim"), submitted__isnull=False).order_by("-revision")
    reason = Coalesce(Subquery(submitted.values("sent_back_reason")[:1]), Value(""), output_field=TextField())
    return [HeldLease(lease, lease.reason) for lease in _running_leases(user).annotate(reason=reason)[:MAX_LEASES]]


def list_own_leases(user: User, limit: int = MAX_LEASES) -> list[Lease]:
    """Return the current leases of a person, newest first."""
    return list(_running_leases(user)[:limit])


def _running_leases(user: User) -> QuerySet[Lease]:
    running = Lease.objects.filter(editor=user, ended__isnull=True, expires__gt=timezone.now())
    return running.select_related("claim__added_by", "claim__topic", "claim__assignee").order_by("-id")


def list_running_leases(limit: int = MAX_LEASES) -> list[Lease]:
    """Return all current leases, those that end first before the others."""
    running = Lease.objects.filter(ended__isnull=True, expires__gt=timezone.now())
    return list(running.select_related("claim", "editor").order_by("expires")[:limit])


def list_lapsed_claim_ids(limit: int = 200) -> list[int]:
    """Return ids of claims with an expired lease."""
    expired = Lease.objects.filter(ended__isnull=True, expires__lte=timezone.now())
    return list(expired.order_by("expires").values_list("claim_id", flat=True)[:limit])
