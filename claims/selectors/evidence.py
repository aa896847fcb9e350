"""Evidence with the snapshots of its pages; the text of a snapshot is loaded only on request."""

import json
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from claims.citations import CitationReview, review_citations
from claims.intake.quote_matching import QuoteMatch, quote_spans
from claims.models import Evidence, Revisit, Snapshot, StoredFile, Verdict
from claims.refusals import require_found
from claims.selectors.prepared import IsOneOf
from claims.selectors.prepared_rows import IDS, PreparedRows, attach_rows
from claims.text_positions import find_position

FETCH_RETRY_DELAY = timedelta(minutes=2)
"""The delay between two attempts to fetch a page; no attempt takes longer."""

SNAPSHOT_MAX_AGE = timedelta(hours=1)
"""How long a snapshot counts as current, so that a page is not fetched twice in a row."""

MAX_SNAPSHOTS = 20


def list_evidence_rows(*, text: bool = False) -> QuerySet[Evidence]:
    """Return evidence with its snapshot, quote check and the revisit of its page, if that found a change: one query."""
    evidence_rows = Evidence.objects.select_related("snapshot", "quote_check", "verdict__claim", "file")
    touched = Revisit.objects.filter(url=OuterRef("snapshot__url"), article__isnull=True).exclude(touched=[])
    evidence_rows = evidence_rows.annotate(touched_by=Subquery(touched.values("pk")[:1]))
    return evidence_rows.defer(
        "file__data", "file__text", "file__positions", *([] if text else ["snapshot__text", "snapshot__positions"])
    )


def evidence_prefetch() -> "Prefetch[Any]":
    """Return the prefetch for verdicts with their evidence."""
    return Prefetch("evidence", list_evidence_rows())


EVIDENCE = PreparedRows(lambda: list_evidence_rows().filter(IsOneOf("verdict_id", IDS)))
"""The evidence of verdicts."""


def dump_evidence(item: Evidence) -> dict[str, Any]:
    """Return the columns of a piece of evidence as plain JSON, from which it can be restored."""
    names = {*Evidence.CONTENT_FIELDS, "number", "dependence", "snapshot"}
    columns = [field for field in Evidence._meta.concrete_fields if field.name in names]  # noqa: SLF001 - public in Django
    values = {column.attname: item.serializable_value(column.name) for column in columns}
    content: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return content


def list_evidence(verdict: Verdict) -> list[Evidence]:
    """Return the evidence of a verdict in the order of its numbers; prefetched evidence is not loaded again."""
    if "evidence" not in vars(verdict).get("_prefetched_objects_cache", {}):
        attach_rows([verdict], "evidence", EVIDENCE)
    return list(verdict.evidence.all())


def review_draft_citations(verdict: Verdict) -> CitationReview:
    """Return what is amiss with the citations of a verdict."""
    items = list_evidence(verdict)
    changed = [item.number for item in items if item.changed_since_cited]
    return review_citations(verdict.justification, [item.number for item in items], changed)


def get_evidence(evidence_id: int, *, text: bool = False) -> Evidence:
    """Return a piece of evidence; raises `NotFound`."""
    return require_found(list_evidence_rows(text=text).filter(pk=evidence_id).first())


def list_snapshots(url: str) -> list[Snapshot]:
    """Return the stored snapshots of a canonical URL without texts, newest first, up to `MAX_SNAPSHOTS`."""
    snapshots = _snapshots_of(url).filter(state=Snapshot.State.STORED).defer("text", "positions")
    return list(snapshots.order_by("-id")[:MAX_SNAPSHOTS])


def _snapshots_of(url: str) -> QuerySet[Snapshot]:
    """Return the copies of whole pages at a canonical URL; later versions of an article are its text alone."""
    return Snapshot.objects.filter(url=url, revisit__article__isnull=True)


def get_snapshot(item: Evidence, snapshot_id: int) -> Snapshot:
    """Return a snapshot of the page of a piece of evidence, with its text; raises `NotFound`."""
    snapshots = _snapshots_of(item.snapshot.url) if item.snapshot else Snapshot.objects.none()
    return require_found(snapshots.filter(pk=snapshot_id, state=Snapshot.State.STORED).first())


def find_quote_page(page: Snapshot | StoredFile, match: QuoteMatch) -> int | None:
    """Return the page of a PDF on which a quote begins; None if it has no pages or not the quote."""
    spans = quote_spans(page.text, match) if page.positions else []
    position = find_position(page.positions, *spans[0]) if spans else None
    return position.page if position else None


def find_fresh_snapshot(url: str) -> Snapshot | None:
    """Return the newest snapshot of a canonical URL, if it is recent."""
    return _snapshots_of(url).filter(created__gt=timezone.now() - SNAPSHOT_MAX_AGE).order_by("-id").first()


def list_unfetched_snapshot_ids(limit: int = 50) -> list[int]:
    """Return ids of snapshots whose fetch was lost, interrupted or is due again, oldest first."""
    due = Q(last_attempt__isnull=True) | Q(last_attempt__lte=timezone.now() - FETCH_RETRY_DELAY)
    waiting = Snapshot.objects.filter(due, state=Snapshot.State.WAITING)
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])


def list_evidence_ids_of_snapshot(snapshot_id: int, limit: int = 1000) -> list[int]:
    """Return ids of the evidence for which a snapshot was fetched."""
    return list(Evidence.objects.filter(snapshot=snapshot_id).order_by("id").values_list("pk", flat=True)[:limit])


def list_unexamined_evidence_ids(limit: int = 50) -> list[int]:
    """Return ids of evidence with a recent snapshot whose quote is not checked yet."""
    unchecked = Evidence.objects.filter(snapshot__state=Snapshot.State.STORED, quote_check__isnull=True)
    unchecked = unchecked.filter(snapshot__fetched__gt=timezone.now() - SNAPSHOT_MAX_AGE)
    return list(unchecked.order_by("id").values_list("pk", flat=True)[:limit])
