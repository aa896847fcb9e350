"""Reading evidence with the desk's copy of its page, whose text is brought along only where it is asked for."""

import json
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from claims.models import Evidence, Snapshot, Verdict
from claims.refusals import require_found

FETCH_RETRY_DELAY = timedelta(minutes=2)
"""How long a page that could not be fetched waits for its next attempt, and the longest that an attempt takes."""

SNAPSHOT_MAX_AGE = timedelta(hours=1)
"""How long a copy of a page stands for the page as it is, so that nobody fetches it twice in a row."""

MAX_SNAPSHOTS = 20


def list_evidence_rows(*, text: bool = False) -> QuerySet[Evidence]:
    """Evidence with its snapshot and what was found in it: one query however many."""
    found = Evidence.objects.select_related("snapshot", "quote_check", "verdict__claim")
    return found if text else found.defer("snapshot__text")


def evidence_prefetch() -> "Prefetch[Any]":
    """For verdicts that are read with their evidence."""
    return Prefetch("evidence", list_evidence_rows())


def dump_evidence(item: Evidence) -> dict[str, Any]:
    """All that makes a piece of evidence, column by column as plain JSON, for whoever puts it back."""
    names = {*Evidence.CONTENT_FIELDS, "dependence", "snapshot"}
    columns = [each for each in Evidence._meta.concrete_fields if each.name in names]  # noqa: SLF001 - public in Django
    told = {column.attname: item.serializable_value(column.name) for column in columns}
    content: dict[str, Any] = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    return content


def list_evidence(verdict: Verdict) -> list[Evidence]:
    """What a verdict rests on, in the order in which it was added; what it has brought along is not asked for again."""
    prefetch_related_objects([verdict], evidence_prefetch())
    return list(verdict.evidence.all())


def get_evidence(evidence_id: int, *, text: bool = False) -> Evidence:
    """One piece of evidence; refuses with `NotFound`."""
    return require_found(list_evidence_rows(text=text).filter(pk=evidence_id).first())


def list_snapshots(url: str) -> list[Snapshot]:
    """The desk's copies of a page without their texts, newest first, `SHOWN` at most; `url` in canonical form."""
    kept = Snapshot.objects.filter(url=url, state=Snapshot.State.STORED).defer("text")
    return list(kept.order_by("-id")[:MAX_SNAPSHOTS])


def get_snapshot(item: Evidence, snapshot_id: int) -> Snapshot:
    """One copy of the page of a piece of evidence, with its text; refuses with `NotFound`."""
    kept = Snapshot.objects.filter(pk=snapshot_id, state=Snapshot.State.STORED)
    return require_found(kept.filter(url=item.snapshot.url).first() if item.snapshot else None)


def find_fresh_snapshot(url: str) -> Snapshot | None:
    """The newest visit to a page, if it is fresh; `url` in canonical form."""
    return Snapshot.objects.filter(url=url, created__gt=timezone.now() - SNAPSHOT_MAX_AGE).order_by("-id").first()


def list_unfetched_snapshot_ids(limit: int = 50) -> list[int]:
    """Ids of snapshots that no nudge has reached, or whose fetch died or is to be tried again, oldest first."""
    due = Q(last_attempt__isnull=True) | Q(last_attempt__lte=timezone.now() - FETCH_RETRY_DELAY)
    waiting = Snapshot.objects.filter(due, state=Snapshot.State.WAITING)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def list_evidence_ids_of_snapshot(snapshot_id: int, limit: int = 1000) -> list[int]:
    """Ids of evidence for which this copy was fetched."""
    return list(Evidence.objects.filter(snapshot=snapshot_id).order_by("id").values_list("pk", flat=True)[:limit])


def list_unexamined_evidence_ids(limit: int = 50) -> list[int]:
    """Ids of evidence whose page was kept within the hour, and whose quote nobody has looked up in it yet."""
    lately = Evidence.objects.filter(snapshot__state=Snapshot.State.STORED, quote_check__isnull=True)
    lately = lately.filter(snapshot__fetched__gt=timezone.now() - SNAPSHOT_MAX_AGE)
    return list(lately.order_by("id").values_list("pk", flat=True)[:limit])
