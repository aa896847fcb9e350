"""The dashboard: metrics as charts with their tables, and as CSV files."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.number_format import format_number
from claims.selectors.backups import get_backup_states
from claims.selectors.metrics import DEFAULT_DAYS, RANGE_LABELS, MetricTable, get_metric_table, list_metric_tables
from claims.web.access import SignedInRequest, require_ability
from claims.web.csv_files import csv_response
from claims.web.dashboard.charts import draw_charts
from claims.web.query_parameters import parse_number

BACKUP_SENTENCES = {
    ("backup", "none"): _("No backup was made yet."),
    ("backup", "off"): _("Backups are turned off."),
    ("backup", "ok"): _("The newest backup is complete."),
    ("backup", "late"): _("The newest backup is more than a night old."),
    ("backup", "failed"): _("The newest backup failed."),
    ("drill", "none"): _("No backup was restored on trial yet."),
    ("drill", "off"): _("No backup is restored on trial."),
    ("drill", "ok"): _("The newest trial shows that a backup can be restored."),
    ("drill", "late"): _("The newest trial of a backup is more than a week old."),
    ("drill", "failed"): _("In the newest trial, a backup could not be restored."),
}


@require_ability("metrics.see")
@require_safe
def dashboard_page(request: SignedInRequest) -> HttpResponse:
    """Show all metrics. They are computed by a task; the page only reads them."""
    days = _clean_days(request)
    tables = list_metric_tables(days)
    computed = max((table.computed for table in tables if table.computed), default=None)
    metrics = [{"table": table, "charts": draw_charts(table), "rows": table_rows(table)} for table in tables]
    backups = [(BACKUP_SENTENCES[name, part.state], part.at) for name, part in get_backup_states().items()]
    context = {
        "metrics": metrics,
        "days": days,
        "ranges": RANGE_LABELS.items(),
        "computed": computed,
        "backups": backups,
    }
    return render(request, "dashboard/page.html", context)


@require_ability("metrics.see")
@require_safe
def metric_csv(request: SignedInRequest, name: str) -> StreamingHttpResponse:
    """Stream a metric as comma-separated values in UTF-8."""
    table = get_metric_table(name, _clean_days(request))
    return csv_response((table.columns, *table.rows), name)


def _clean_days(request: SignedInRequest) -> int:
    days = parse_number(request, "days")
    return days if days in RANGE_LABELS else DEFAULT_DAYS


def table_rows(table: MetricTable) -> Iterator[tuple[int | None, str, list[str]]]:
    """Yield for each row the id of its claim, if it has one, its name, and its values as text."""
    claims = table.claim_ids or (None,) * len(table.rows)
    for claim_id, (name, *values) in zip(claims, table.rows, strict=True):
        yield claim_id, str(name), [_cell_text(value) for value in values]


def _cell_text(value: str | float | None) -> str:
    """Write a value; a dash for None."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else format_number(value)
