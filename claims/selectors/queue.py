"""Reading leases: a person's own, those of everybody, and those that have run out."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Assignment, User, Verdict

MOST = 50
"""Leases that are shown at once."""


@dataclass(frozen=True, slots=True)
class Held:
    """A lease, and what a moderator wrote who sent the verdict back."""

    lease: Assignment
    sent_back_reason: str


def mine_with_reasons(user: User) -> list[Held]:
    """A person's running leases, each with the reason why it came back, if it did: one query."""
    submitted = Verdict.objects.filter(claim=OuterRef("claim"), submitted__isnull=False).order_by("-revision")
    reason = Coalesce(Subquery(submitted.values("sent_back_reason")[:1]), Value(""), output_field=TextField())
    return [Held(lease, lease.reason) for lease in _running(user).annotate(reason=reason)[:MOST]]


def mine(user: User, limit: int = MOST) -> list[Assignment]:
    """A person's running leases, newest first."""
    return list(_running(user)[:limit])


def _running(user: User) -> QuerySet[Assignment]:
    running = Assignment.objects.filter(editor=user, ended__isnull=True, expires__gt=timezone.now())
    return running.select_related("claim__added_by", "claim__topic", "claim__assignee").order_by("-id")


def taken(limit: int = MOST) -> list[Assignment]:
    """All running leases, the ones that end first before the others."""
    running = Assignment.objects.filter(ended__isnull=True, expires__gt=timezone.now())
    return list(running.select_related("claim", "editor").order_by("expires")[:limit])


def lapsed(limit: int = 200) -> list[int]:
    """Ids of claims whose lease has run out."""
    over = Assignment.objects.filter(ended__isnull=True, expires__lte=timezone.now())
    return list(over.order_by("expires").values_list("claim_id", flat=True)[:limit])
