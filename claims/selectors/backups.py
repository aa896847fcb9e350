"""Backups and drills: the newest of each, and what monitoring is told about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from claims.event_data import Verb
from claims.event_data.operation import BackupReported
from claims.models import Event
from claims.verbs import BACKUP_VERBS
from claims.verbs.desk import BACKUP_DRILLED, BACKUP_MADE

OLDEST = {BACKUP_MADE.name: timedelta(hours=36), BACKUP_DRILLED.name: timedelta(days=9)}
"""The age from which the newest report is late: a night and a week, with time for the work."""


@dataclass(frozen=True, slots=True)
class BackupState:
    """The state of backups or of drills: `state` is none, ok, late, failed or off."""

    state: str
    at: datetime | None = None


def find_newest_report(verb: Verb[BackupReported]) -> Event | None:
    """Return the newest event of a backup or drill."""
    return Event.objects.filter(verb=verb.name).order_by("-id").first()


def get_backup_states() -> dict[str, BackupState]:
    """Return the state of backups and drills."""
    if settings.BACKUP_HOUR is None:
        return {"backup": BackupState("off"), "drill": BackupState("off")}
    rows = Event.objects.filter(verb__in=BACKUP_VERBS).order_by("verb", "-id").distinct("verb")
    newest = {event.verb: event for event in rows[: len(BACKUP_VERBS)]}
    return {
        "backup": _state_of(newest.get(BACKUP_MADE.name)),
        "drill": _state_of(newest.get(BACKUP_DRILLED.name)),
    }


def _state_of(event: Event | None) -> BackupState:
    if event is None:
        return BackupState("none")
    is_late = event.at < timezone.now() - OLDEST[event.verb]
    has_failed = event.payload_as(BackupReported).error != ""
    return BackupState("failed" if has_failed else "late" if is_late else "ok", event.at)


def count_rows() -> dict[str, int]:
    """Return the number of rows of each table of the desk, without those of sessions, which change all the time."""
    with connection.cursor() as cursor:
        cursor.execute(LIST_TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(count_statement(tables))
        return dict(zip(tables, cursor.fetchone(), strict=True))


LIST_TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence = 'p' ORDER BY relname
"""


def count_statement(tables: list[str]) -> str:
    """Return the statement that counts the rows of these tables."""
    counts = ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # noqa: S608 - names of tables
    return f"SELECT {counts}"
