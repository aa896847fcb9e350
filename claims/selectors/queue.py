"""Leases of the queue: those of a person, of everybody, and expired ones."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Lease, User, Verdict
from claims.selectors.prepared import Parameter
from claims.selectors.prepared_rows import ID, PreparedRows

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Reason(TypedDict):
        reason: str

    LeaseWithReason = WithAnnotations[Lease, _Reason]

MAX_LEASES = 50
"""Leases on a page."""


@dataclass(frozen=True, slots=True)
class HeldLease:
    """A lease, and why a moderator sent the verdict back."""

    lease: Lease
    sent_back_reason: str


def list_own_leases_with_reasons(user: User) -> list[HeldLease]:
    """Return the current leases of a person, each with the reason it was sent back, if any: one query."""
    return [HeldLease(lease, lease.reason) for lease in _OWN_LEASES.fetch(user.pk, timezone.now())]


def _own_leases_with_reasons() -> "QuerySet[Lease, LeaseWithReason]":
    submitted = Verdict.objects.filter(claim=OuterRef("claim"), submitted__isnull=False).order_by("-revision")
    reason = Coalesce(Subquery(submitted.values("sent_back_reason")[:1]), Value(""), output_field=TextField())
    return _running_leases(ID, Parameter(2, "timestamptz")).annotate(reason=reason)[:MAX_LEASES]


_OWN_LEASES = PreparedRows(_own_leases_with_reasons)


def list_own_leases(user: User, limit: int = MAX_LEASES) -> list[Lease]:
    """Return the current leases of a person, newest first."""
    return list(_running_leases(user, timezone.now())[:limit])


def _running_leases(editor: User | Parameter, now: datetime | Parameter) -> QuerySet[Lease]:
    running = Lease.objects.filter(editor=editor, ended__isnull=True, expires__gt=now)
    return running.select_related("claim__added_by", "claim__topic", "claim__assignee").order_by("-id")


def list_running_leases() -> list[Lease]:
    """Return all current leases with what their claims say, those that end first before the others."""
    return _ALL_LEASES.fetch(timezone.now())


_ALL_LEASES = PreparedRows(
    lambda: (
        Lease.objects.filter(ended__isnull=True, expires__gt=Parameter(1, "timestamptz"))
        .select_related("claim", "editor")
        .only("expires", "editor__name", "editor__email", "claim__text", "claim__statement")
        .order_by("expires")[:MAX_LEASES]
    )
)


def list_lapsed_claim_ids(limit: int = 200) -> list[int]:
    """Return ids of claims with an expired lease."""
    expired = Lease.objects.filter(ended__isnull=True, expires__lte=timezone.now())
    return list(expired.order_by("expires").values_list("claim_id", flat=True)[:limit])
