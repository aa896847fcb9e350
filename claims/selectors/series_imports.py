"""Imports of official figures: their list, and what the rows of a file change in a series."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.intake.series_files import CHANGED, MAX_REFUSED_LINES, RefusedLine, SeriesRow, SeriesTable
from claims.json_data import JsonData
from claims.models import Observation, SeriesImport
from claims.refusals import require_found

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PREVIEW_ROWS = 20
MAX_IMPORTS = 20
"""Imports that the page of a series lists."""

ADDED, REVISED, UNCHANGED, REFUSED = "added", "revised", "unchanged", "refused"
ROW_OUTCOMES: "dict[str, StrOrPromise]" = {
    ADDED: _("new"),
    REVISED: _("revised"),
    UNCHANGED: _("already here"),
    REFUSED: _("not stored"),
}

Vintages = dict[date, list[tuple[date, float]]]
"""The days of publication and the values of each period, in the order of the days."""
StoredValues = list[tuple[date, date, float, int]]
"""Period, day of publication, value and line of what an import stores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow(JsonData):
    """A row of a file and what becomes of it; `before` is the value that it revises."""

    line: int
    start: date
    value: float
    published: date
    outcome: str
    before: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReport(JsonData):
    """What an import does: how many values are new, revised, here already and refused, and the first of them."""

    layout: str = ""
    columns: list[str] = field(default_factory=list)
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    refused: int = 0
    preview: list[PreviewRow] = field(default_factory=list)
    refused_lines: list[RefusedLine] = field(default_factory=list)


def list_series_imports(series_id: int) -> QuerySet[SeriesImport]:
    """Return the imports of a series without their data, newest first."""
    rows = SeriesImport.objects.filter(series=series_id).defer("data", "table").select_related("created_by")
    return rows.order_by("-id")


def get_series_import(import_id: int) -> SeriesImport:
    """Return an import with its series, without its data; raises `NotFound`."""
    rows = SeriesImport.objects.defer("data").select_related("created_by", "series")
    return require_found(rows.filter(pk=import_id).first())


def list_unread_series_import_ids(limit: int = 20) -> list[int]:
    """Return the ids of imports that wait for a worker, the oldest first."""
    rows = SeriesImport.objects.filter(state=SeriesImport.State.WAITING, due__lte=timezone.now())
    return list(rows.order_by("id").values_list("pk", flat=True)[:limit])


def list_stored_values(series_id: int, rows: Sequence[SeriesRow]) -> Vintages:
    """Return the values that a series has for the periods of these rows."""
    days = [row.start for row in rows]
    stored = Observation.objects.filter(series=series_id, withdrawn=False, start__gte=min(days), start__lte=max(days))
    values: Vintages = {}
    for start, published, value in stored.order_by("start", "published").values_list("start", "published", "value"):
        values.setdefault(start, []).append((published, value))
    return values


def compare_rows(table: SeriesTable, stored: Vintages, published: date) -> tuple[SeriesReport, StoredValues]:
    """Return what the rows of a file change, and the values to store.

    A value that repeats the one published before it is here already. Another value of the same day is refused.
    """
    counts, preview, lines = dict.fromkeys(ROW_OUTCOMES, 0), list[PreviewRow](), list(table.refused)
    new: StoredValues = []
    for row in sorted(table.rows, key=lambda row: (row.start, row.published or published)):
        day = row.published or published
        outcome, before = _compare_row(row, day, stored.setdefault(row.start, []))
        counts[outcome] += 1
        if outcome in (ADDED, REVISED):
            new.append((row.start, day, row.value, row.line))
        if outcome == REFUSED:
            lines.append(RefusedLine(line=row.line, reason=CHANGED, excerpt=f"{row.start} · {row.value}"))
        preview.append(
            PreviewRow(line=row.line, start=row.start, value=row.value, published=day, outcome=outcome, before=before)
        )
    report = SeriesReport(
        layout=table.layout,
        columns=table.columns,
        added=counts[ADDED],
        revised=counts[REVISED],
        unchanged=counts[UNCHANGED],
        refused=counts[REFUSED] + table.refused_count,
        preview=_choose_preview(preview),
        refused_lines=sorted(lines, key=lambda line: line.line)[:MAX_REFUSED_LINES],
    )
    return report, new


def _compare_row(row: SeriesRow, day: date, vintages: list[tuple[date, float]]) -> tuple[str, float | None]:
    """Return what becomes of a row and the value before it; a value that is stored becomes one of the vintages."""
    same = next((value for published, value in vintages if published == day), None)
    if same is not None:
        return (UNCHANGED, None) if same == row.value else (REFUSED, same)
    place = bisect_right(vintages, day, key=lambda vintage: vintage[0])
    before = vintages[place - 1][1] if place else None
    if before == row.value:
        return UNCHANGED, None
    outcome = REVISED if vintages else ADDED
    insort(vintages, (day, row.value))
    return outcome, before


def _choose_preview(rows: Iterable[PreviewRow]) -> list[PreviewRow]:
    """Return the first rows in the order of the file, those that change something before the others."""
    chosen = sorted(rows, key=lambda row: (row.outcome == UNCHANGED, row.line))[:PREVIEW_ROWS]
    return sorted(chosen, key=lambda row: (row.line, row.published))
