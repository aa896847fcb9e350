"""Values of official figures in words, for tables and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from claims.figure_matching import Vintage, figure_quantity
from claims.figure_words import value_text
from claims.frequencies import period_text
from claims.intake.series_files import LINE_REFUSALS
from claims.models import Series, SeriesImport
from claims.selectors.series import PeriodValues
from claims.selectors.series_imports import ROW_OUTCOMES, SeriesReport
from claims.web.number_charts import NumberChart, NumberLine, NumberPoint, draw_number_chart

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrOrPromise

MAX_SHOWN_REVISIONS = 20


@dataclass(frozen=True, slots=True)
class VintageRow:
    """A value in words, and the day of its publication."""

    text: str
    published: date


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period of a series: its latest value, and the earlier ones that were revised, the newest first."""

    name: str
    latest: VintageRow
    revisions: list[VintageRow]


def with_newest(series: Any) -> dict[str, Any]:
    """Return a series of the list with its newest period and value in words."""
    if series.newest_start is None:
        return {"series": series, "newest": "", "period": ""}
    period = period_text(series.newest_start, series.frequency)
    return {"series": series, "newest": value_text(series, series.newest_value), "period": period}


def period_rows(series: Series, periods: Sequence[PeriodValues]) -> list[PeriodRow]:
    """Return the rows of the table, the newest period first."""
    return [
        PeriodRow(
            period_text(period.start, series.frequency),
            _vintage_row(series, period.latest),
            [_vintage_row(series, vintage) for vintage in period.revisions[:MAX_SHOWN_REVISIONS]],
        )
        for period in periods
    ]


def _vintage_row(series: Series, vintage: Vintage) -> VintageRow:
    return VintageRow(value_text(series, vintage.value), vintage.published)


def draw_series(series: Series, periods: Sequence[PeriodValues]) -> NumberChart | None:
    """Draw the latest values, and beside them the first ones if any was revised."""
    if not periods:
        return None
    ordered = list(reversed(periods))
    lines = [_line(_("Latest value"), series, [period.latest for period in ordered])]
    if any(period.revisions for period in periods):
        lines.append(_line(_("As first published"), series, [period.first for period in ordered]))
    description = _("From %(first)s to %(last)s. The table below has the numbers.") % {
        "first": period_text(ordered[0].start, series.frequency),
        "last": period_text(ordered[-1].start, series.frequency),
    }
    return draw_number_chart(lines, name="series", title=series.name, description=description)


def _line(name: str, series: Series, vintages: Sequence[Vintage]) -> NumberLine:
    values = [(vintage.start, figure_quantity(series, vintage.value).low) for vintage in vintages]
    points = [NumberPoint(start, value, value) for start, value in values]
    return NumberLine(name, points, value_text(series, vintages[-1].value))


def describe_report(run: SeriesImport) -> dict[str, Any]:
    """Return what an import brings, in words; empty before it is read."""
    if not run.report:
        return {}
    report, series = SeriesReport.from_json(run.report), run.series
    preview = [
        {
            "line": row.line,
            "period": period_text(row.start, series.frequency),
            "value": value_text(series, row.value),
            "before": "" if row.before is None else value_text(series, row.before),
            "published": row.published,
            "outcome": ROW_OUTCOMES[row.outcome],
        }
        for row in report.preview
    ]
    refused: list[tuple[int, StrOrPromise, str]] = [
        (line.line, LINE_REFUSALS[line.reason], line.excerpt) for line in report.refused_lines
    ]
    return {"counts": report, "preview": preview, "refused": refused, "columns": report.columns}
