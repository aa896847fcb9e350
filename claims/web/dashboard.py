"""The dashboard: where the desk stands, as charts with their tables, and as files for a spreadsheet."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors import figures
from claims.selectors.figures import RANGES, USUAL, Table
from claims.web import charts
from claims.web.access import PersonsRequest, needs
from claims.web.query import number

FORMULA = tuple("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula."""


class Echo:
    """Takes a line of CSV and gives it back, so that no file is held."""

    def write(self, line: str) -> str:
        """The line."""
        return line


@needs("dashboard.see")
@require_safe
def page(request: PersonsRequest) -> HttpResponse:
    """All figures; only what was computed before is read."""
    days = _days(request)
    tables = figures.every(days)
    computed = max((table.computed for table in tables if table.computed), default=None)
    shown = [{"table": table, "charts": charts.drawn(table), "rows": _rows(table)} for table in tables]
    context = {"figures": shown, "days": days, "ranges": RANGES.items(), "computed": computed}
    return render(request, "dashboard/page.html", context)


@needs("dashboard.see")
@require_safe
def as_csv(request: PersonsRequest, name: str) -> StreamingHttpResponse:
    """One figure as comma-separated values in UTF-8, line by line."""
    table = figures.one(name, _days(request))
    lines = csv.writer(Echo())
    answer = StreamingHttpResponse(
        (lines.writerow(map(_harmless, row)) for row in (table.columns, *table.rows)),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _days(request: PersonsRequest) -> int:
    asked = number(request, "days")
    return asked if asked in RANGES else USUAL


def _rows(table: Table) -> Iterator[tuple[int | None, str, list[str]]]:
    """Each row: the claim that it is about, if it is about one, its name, and its values as they are read."""
    claims = table.claims or (None,) * len(table.rows)
    for claim, (name, *values) in zip(claims, table.rows, strict=True):
        yield claim, str(name), [_read(value) for value in values]


def _read(value: str | float | None) -> str:
    """Numbers by thousands; a dash where there is none."""
    return "–" if value is None else value if isinstance(value, str) else f"{value:,}"


def _harmless(value: str | float | None) -> str | float | None:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
