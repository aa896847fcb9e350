"""Reading the queue: what waits, what is mine, whose lease has run out."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.models import Assignment, Claim, User, Verdict
from claims.selectors import filters
from claims.selectors.claims import LoadedClaim, with_appearances
from claims.selectors.filters import Filter

MOST = 50
"""Leases that are shown at once."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some claims in their order. `following` is what to give as `after` for the next ones, None on the last page.

    `cut` says that only the newest `filters.LOOKED` were looked at.
    """

    claims: list[LoadedClaim]
    following: int | None
    cut: bool


def page(asked: Filter, user: User, *, after: int | None = None, size: int = 25) -> Page:
    """A page of what somebody asks for, beginning behind the claim `after`.

    By the key of the order, so that each page costs the same; a claim that has left the queue still marks its place.
    """
    found = filters.found(asked, user)
    claims = with_appearances(found.claims)
    if after:
        claims = _behind(claims, after, by_priority=asked.state == filters.QUEUED)
    rows = list(claims[: size + 1])
    return Page(rows[:size], rows[size - 1].pk if len(rows) > size else None, found.cut)


def _behind(claims: "QuerySet[Claim, LoadedClaim]", after: int, *, by_priority: bool) -> "QuerySet[Claim, LoadedClaim]":
    if not by_priority:
        return claims.filter(pk__lt=after)
    passed = Claim.objects.filter(pk=after).values_list("priority", flat=True).first()
    if passed is None:
        return claims
    return claims.filter(Q(priority__lt=passed) | Q(pk__gt=after), priority__lte=passed)


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
