"""The dashboard: where the desk stands, as charts with their tables, and as files for a spreadsheet."""

import csv
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.selectors.metrics import DEFAULT_DAYS, RANGE_LABELS, MetricTable, get_metric_table, list_metric_tables
from claims.web.access import SignedInRequest, require_ability
from claims.web.dashboard.charts import draw_charts
from claims.web.query_parameters import parse_number

FORMULA_PREFIXES = tuple("=+-@\t\r")
"""What a spreadsheet takes for the beginning of a formula."""


class CsvLine:
    """Takes a line of CSV and gives it back, so that no file is held."""

    def write(self, line: str) -> str:
        """The line."""
        return line


@require_ability("metrics.see")
@require_safe
def dashboard_page(request: SignedInRequest) -> HttpResponse:
    """All figures; only what was computed before is read."""
    days = _clean_days(request)
    tables = list_metric_tables(days)
    computed = max((table.computed for table in tables if table.computed), default=None)
    shown = [{"table": table, "charts": draw_charts(table), "rows": _table_rows(table)} for table in tables]
    context = {"figures": shown, "days": days, "ranges": RANGE_LABELS.items(), "computed": computed}
    return render(request, "dashboard/page.html", context)


@require_ability("metrics.see")
@require_safe
def metric_csv(request: SignedInRequest, name: str) -> StreamingHttpResponse:
    """One figure as comma-separated values in UTF-8, line by line."""
    table = get_metric_table(name, _clean_days(request))
    lines = csv.writer(CsvLine())
    answer = StreamingHttpResponse(
        (lines.writerow(map(_csv_cell, row)) for row in (table.columns, *table.rows)),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _clean_days(request: SignedInRequest) -> int:
    asked = parse_number(request, "days")
    return asked if asked in RANGE_LABELS else DEFAULT_DAYS


def _table_rows(table: MetricTable) -> Iterator[tuple[int | None, str, list[str]]]:
    """Each row: the claim that it is about, if it is about one, its name, and its values as they are read."""
    claims = table.claim_ids or (None,) * len(table.rows)
    for claim, (name, *values) in zip(claims, table.rows, strict=True):
        yield claim, str(name), [_cell_text(value) for value in values]


def _cell_text(value: str | float | None) -> str:
    """Numbers by thousands; a dash where there is none."""
    return "–" if value is None else value if isinstance(value, str) else f"{value:,}"


def _csv_cell(value: str | float | None) -> str | float | None:
    """A cell that a spreadsheet shows and does not run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_PREFIXES) else value
