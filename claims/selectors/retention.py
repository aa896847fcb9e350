"""Personal data whose time is up, and the days of each kind; see `claims.retention`."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Case, Event, Translation, Verdict
from claims.retention import RETENTION
from claims.verbs import SIGN_IN_VERBS
from claims.workflow import Status

SWEEP_ROWS = 1_000
"""Rows of one kind that a run of the task erases at most; the next run goes on."""


@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """A kind of data and how long it is kept, in words."""

    data: str
    until: str


def list_retention_periods() -> list[RetentionPeriod]:
    """Return all kinds of data with the days of this desk."""
    days = settings.RETENTION_DAYS
    return [
        RetentionPeriod(str(row.data), str(row.until) % {"days": days[code]} if row.days else str(row.until))
        for code, row in RETENTION.items()
    ]


def expiry_of(code: str) -> datetime:
    """Return the moment before which data of a kind are to be erased."""
    return timezone.now() - timedelta(days=settings.RETENTION_DAYS[code])


def list_expired_drafts() -> list[Verdict]:
    """Return old drafts of claims that nobody works on and that never had a submitted verdict."""
    submitted = Verdict.objects.filter(claim=OuterRef("claim"), submitted__isnull=False)
    old = Verdict.objects.filter(submitted__isnull=True, saved__lt=expiry_of("drafts"))
    idle = old.exclude(claim__status=Status.IN_REVIEW).filter(~Exists(submitted))
    return list(idle.order_by("id")[:SWEEP_ROWS])


def list_expired_translation_ids() -> list[int]:
    """Return the ids of old drafts of translations that no moderator and no reader has ever seen."""
    drafts = Translation.objects.filter(submitted__isnull=True, publication__isnull=True)
    unseen = drafts.filter(~Exists(Case.objects.filter(translation=OuterRef("pk"))))
    old = unseen.filter(saved__lt=expiry_of("drafts")).order_by("id")
    return list(old.values_list("pk", flat=True)[:SWEEP_ROWS])


def list_expired_sessions() -> "QuerySet[UserSession]":
    """Return sessions that nobody has used for long."""
    old: QuerySet[UserSession] = UserSession.objects.filter(last_seen_at__lt=expiry_of("sessions"))
    return old.order_by("pk")[:SWEEP_ROWS]


def list_expired_sign_in_ids() -> list[int]:
    """Return the ids of old events of signing in."""
    old = Event.objects.filter(verb__in=SIGN_IN_VERBS, at__lt=expiry_of("sign_ins"))
    return list(old.order_by("id").values_list("pk", flat=True)[:SWEEP_ROWS])
