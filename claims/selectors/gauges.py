"""What monitoring measures: waiting work, its age, reading times, deliveries, backups, workers.

Each number has a bound: counts stop at `COUNT_LIMIT`, and times are those of the newest rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from redis.exceptions import RedisError

from claims.models import (
    Article,
    Case,
    Claim,
    Delivery,
    Import,
    Lease,
    Notification,
    Reading,
    Snapshot,
    TipNotification,
)
from claims.models.claim import UNMATCHED_CLAIMS
from claims.models.mail import Mail
from claims.selectors.backups import get_backup_states
from claims.selectors.heartbeats import SWEEP, count_queued_messages, get_heartbeat_ages, list_queues
from claims.workflow import Status

COUNT_LIMIT = 10_000
"""Counts stop here, so that they cost the same however long a queue is."""

NEWEST_READINGS, NEWEST_DELIVERIES = 100, 1_000
QUANTILES = (0.5, 0.9, 0.99)
Rows = Callable[[], "QuerySet[Any, Any]"]

UNREAD = (Article.Status.RECEIVED, Article.Status.READING)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number with the name, the description and the name of the label that Prometheus is told."""

    name: str
    description: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A value of a gauge."""

    gauge: Gauge
    value: float
    label: str = ""


WAITING = Gauge("factcheck_waiting", f"Rows that wait for a worker or a person, up to {COUNT_LIMIT}.", "work")
OLDEST = Gauge("factcheck_oldest_waiting_seconds", "Age of what has waited longest, 0 if nothing waits.", "work")
READING = Gauge(
    "factcheck_reading_seconds",
    f"Seconds from the submission of an article to its reading, of the newest {NEWEST_READINGS} readings.",
    "quantile",
)
GIVEN_UP = Gauge(
    "factcheck_deliveries_given_up", f"Deliveries of webhooks given up, of the newest {NEWEST_DELIVERIES} deliveries."
)
BACKUP_AGE = Gauge("factcheck_backup_age_seconds", "Seconds since the newest report of a backup or a drill.", "kind")
BACKUP_OK = Gauge("factcheck_backup_ok", "Whether the newest backup or drill is good and not late.", "kind")
MESSAGES = Gauge("factcheck_queue_messages", "Messages in the queues of the broker.", "queue")
WORKER_AGE = Gauge("factcheck_worker_seen_seconds", "Seconds since the last heartbeat of a worker of a queue.", "queue")
SWEEP_AGE = Gauge("factcheck_sweep_seconds", "Seconds since the last sweep for lost work.")
UP = Gauge("factcheck_valkey_up", "Whether Valkey answers.")


def _active_deliveries() -> "QuerySet[Delivery]":
    """Return what waits for a receiver; what a paused webhook holds back waits for a person."""
    return Delivery.objects.filter(state=Delivery.State.WAITING, webhook__ended__isnull=True, webhook__pause="")


WAITING_ROWS: dict[str, Rows] = {
    "articles": lambda: Article.objects.filter(status__in=UNREAD),
    "queued_claims": lambda: Claim.objects.filter(status=Status.QUEUED),
    "uncompared_claims": lambda: Claim.objects.filter(UNMATCHED_CLAIMS),
    "cases": lambda: Case.objects.filter(closed__isnull=True),
    "imports": lambda: Import.objects.filter(state__in=["waiting", "running"]),
    "snapshots": lambda: Snapshot.objects.filter(state="waiting"),
    "deliveries": _active_deliveries,
    "mails": lambda: _unsent(Notification.objects.all()),
    "tip_mails": lambda: _unsent(TipNotification.objects.all()),
    "open_leases": lambda: Lease.objects.filter(ended__isnull=True),
    "lapsed_leases": lambda: Lease.objects.filter(ended__isnull=True, expires__lt=timezone.now()),
}
"""The rows behind each `work` of the gauge `factcheck_waiting`; each has an index of its own."""

OLDEST_TIMES: dict[str, Rows] = {
    "articles": lambda: Article.objects.filter(status__in=UNREAD).order_by("id").values("created"),
    "queued_claims": lambda: Claim.objects.filter(status=Status.QUEUED).order_by("created").values("created"),
    "deliveries": lambda: _active_deliveries().order_by("due").values("due"),
    "mails": lambda: _unsent(Notification.objects.all()).order_by("last_attempt").values("last_attempt"),
    "lapsed_leases": lambda: Lease.objects.filter(ended__isnull=True).order_by("expires").values("expires"),
}
"""The time since which the first of them waits."""


def list_samples() -> Iterator[Sample]:
    """Yield the values of all gauges. Raises `django.db.Error`; without Valkey, its gauges are left out."""
    yield from _waiting_samples()
    yield from _reading_samples()
    yield from _backup_samples()
    yield from _valkey_samples()


def _waiting_samples() -> Iterator[Sample]:
    counts = {name: _limited_count(rows()) for name, rows in WAITING_ROWS.items()}
    yield from (Sample(WAITING, value, name) for name, value in _select(counts).items())
    now = timezone.now()
    times = {name: _compile(rows()[:1]) for name, rows in OLDEST_TIMES.items()}
    for name, since in _select(times).items():
        yield Sample(OLDEST, max((now - since).total_seconds(), 0.0) if since else 0.0, name)
    newest = Delivery.objects.order_by("-id").values("state")[:NEWEST_DELIVERIES]
    states = list(newest.values_list("state", flat=True))
    yield Sample(GIVEN_UP, states.count(Delivery.State.GIVEN_UP))


def _reading_samples() -> Iterator[Sample]:
    """Yield the quantiles of the newest first readings; a later one says nothing of how long somebody waited."""
    earlier = Reading.objects.filter(article=OuterRef("article"), id__lt=OuterRef("id"))
    newest = Reading.objects.order_by("-id").annotate(took=F("created") - F("article__created"), again=Exists(earlier))
    rows = newest.values_list("took", "again")[:NEWEST_READINGS]
    seconds = sorted(took.total_seconds() for took, again in rows if not again)
    for quantile in QUANTILES if seconds else ():
        yield Sample(READING, seconds[min(int(quantile * len(seconds)), len(seconds) - 1)], str(quantile))


def _backup_samples() -> Iterator[Sample]:
    for kind, state in get_backup_states().items():
        if state.at:
            yield Sample(BACKUP_AGE, (timezone.now() - state.at).total_seconds(), kind)
        yield Sample(BACKUP_OK, state.state == "ok", kind)


def _valkey_samples() -> Iterator[Sample]:
    try:
        ages, messages = get_heartbeat_ages(), count_queued_messages(*list_queues())
    except RedisError:
        yield Sample(UP, 0)
        return
    yield Sample(UP, 1)
    yield from (Sample(MESSAGES, count, queue) for queue, count in messages.items())
    for name, age in ages.items():
        if age is not None:
            yield Sample(SWEEP_AGE, age) if name == SWEEP else Sample(WORKER_AGE, age, name)


def _unsent(mails: "QuerySet[Any]") -> "QuerySet[Any]":
    return mails.filter(sent__isnull=True, attempts__lt=Mail.MAX_ATTEMPTS)


Statement = tuple[str, tuple[Any, ...]]


def _compile(rows: "QuerySet[Any, Any]") -> Statement:
    return rows.query.sql_with_params()


def _limited_count(rows: "QuerySet[Any, Any]") -> Statement:
    sql, values = _compile(rows.order_by().values("pk")[:COUNT_LIMIT])
    return f"SELECT COUNT(*) FROM ({sql}) limited", values  # noqa: S608 - the SQL of a queryset


def _select(statements: dict[str, Statement]) -> dict[str, Any]:
    """Return the only value of each statement, with one query."""
    columns = ", ".join(f"({sql})" for sql, _ in statements.values())
    values = [value for _, parameters in statements.values() for value in parameters]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", values)
        return dict(zip(statements, cursor.fetchone(), strict=True))
