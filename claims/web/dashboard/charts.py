"""The chart of each metric of the dashboard."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.number_format import format_number
from claims.ratings import RATINGS, Rating
from claims.selectors.metric_rows import MetricRow
from claims.selectors.metrics import METRICS, ChartKind, MetricTable
from claims.web.dashboard.chart_geometry import (
    BarChart,
    ChartNumber,
    LineChart,
    Series,
    layout_bars,
    layout_lines,
    layout_stacked_bars,
)
from claims.workflow import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONE_SIGNS = {"true": "✓", "mixed": "◐", "false": "✕", "open": "?"}
PRECISION_SERIES = (gettext_lazy("Accepted"), gettext_lazy("Read correctly"), gettext_lazy("Scored correctly"))
DURATION_SERIES = (gettext_lazy("Half of the verdicts within"), gettext_lazy("Nine of ten verdicts within"))
LEARNED_SERIES = (gettext_lazy("Shipped weights"), gettext_lazy("With what was learned"))
FIRST_PRECISION_COLUMN = 6
FIRST_LEARNED_COLUMN = 2
FIRST_DURATION_COLUMN = 2
MAX_HOURS = 72
"""Durations up to this are written in hours, longer ones in days."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A series in the legend of a chart, with its newest number, and its shade if it has one of its own."""

    name: str
    newest: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars or lines. `key` is its legend.

    Screen readers read `title` and `description`. If a metric has several charts, `caption` names this one.
    """

    id: str
    kind: str
    title: str
    description: str
    bars: BarChart | None = None
    lines: LineChart | None = None
    key: tuple[KeyEntry, ...] = ()
    caption: str = ""
    newest: str = ""
    status: str = ""


def draw_charts(table: MetricTable) -> list[Chart]:
    """Return the charts of a metric; none if it has no rows."""
    return CHARTS[METRICS[table.name].chart](table) if table.rows else []


def _status_charts(table: MetricTable) -> list[Chart]:
    """Draw a small chart for each status, each on its own scale: on one scale the largest would flatten the others."""
    days = _row_days(table)
    return [_status_chart(table, days, status, place) for place, status in enumerate(Status, 1)]


def _status_chart(table: MetricTable, days: list[str], status: Status, place: int) -> Chart:
    series = Series(table.columns[place], _column_values(table, place), _whole_text)
    first, most = series.numbers[0] or 0, max(number or 0 for number in series.numbers)
    description = _("%(first)s on %(first_day)s, %(newest)s on %(last_day)s, %(most)s at most.") % {
        "first": _whole_text(first),
        "first_day": days[0],
        "newest": series.newest,
        "last_day": days[-1],
        "most": _whole_text(most),
    }
    return Chart(
        id=f"states-{status}", kind="area", title=_("Claims: %(status)s") % {"status": series.name},
        description=description,
        lines=layout_lines(days, [series], small=True),
        caption=series.name, newest=series.newest, status=status.value,
    )  # fmt: skip


def _count_chart(table: MetricTable) -> list[Chart]:
    series = [Series(table.columns[1], _column_values(table, 1), _whole_text)]
    return [_build_chart(table, "counts", series, bars=layout_bars(_row_names(table), series))]


def _ratings_chart(table: MetricTable) -> list[Chart]:
    """Draw a bar for each row, with a part for each rating from true to false. A sign repeats what the colour says."""
    series = [
        Series(str(rating.label), _column_values(table, place), _with_sign(TONE_SIGNS[rating.tone]), _shade(rating))
        for place, rating in enumerate(RATINGS.values(), 1)
    ]
    key = tuple(
        KeyEntry(f"{TONE_SIGNS[rating.tone]} {rating.label}", shade=_shade(rating)) for rating in RATINGS.values()
    )
    return [_build_chart(table, "ratings", series, bars=layout_stacked_bars(_row_names(table), series), key=key)]


def draw_rating_counts(counts: Mapping[str, int], *, title: str) -> Chart:
    """Draw one bar with a part for each canonical rating that occurs, best first; the legend has the numbers."""
    given = [rating for rating in RATINGS.values() if counts.get(rating.code)]
    series = [
        Series(str(row.label), [counts[row.code]], _with_sign(TONE_SIGNS[row.tone]), _shade(row)) for row in given
    ]
    key = tuple(
        KeyEntry(f"{TONE_SIGNS[row.tone]} {row.label}", _whole_text(counts[row.code]), _shade(row)) for row in given
    )
    description = "; ".join(f"{item.name}: {item.newest}" for item in series)
    return Chart("ratings", "ratings", title, description, layout_stacked_bars([""], series), key=key)


def _shade(rating: Rating) -> str:
    return f"{rating.tone}-strong" if rating.strong else rating.tone


def _precision_chart(table: MetricTable) -> list[Chart]:
    series = _precision_series(table)
    key = tuple(KeyEntry(item.name) for item in series)
    return [_build_chart(table, "judged", series, bars=layout_bars(_row_names(table), series, top=100), key=key)]


def _weekly_precision_charts(table: MetricTable) -> list[Chart]:
    return [_time_chart(table, "judged", _precision_series(table), top=100)]


def _precision_series(table: MetricTable) -> list[Series]:
    return _percent_series(table, PRECISION_SERIES, FIRST_PRECISION_COLUMN)


def _learned_chart(table: MetricTable) -> list[Chart]:
    return [_time_chart(table, "judged", _percent_series(table, LEARNED_SERIES, FIRST_LEARNED_COLUMN), top=100)]


def _percent_series(table: MetricTable, names: "Iterable[StrOrPromise]", first_column: int) -> list[Series]:
    return [
        Series(str(name), _column_values(table, place), _percent_text) for place, name in enumerate(names, first_column)
    ]


def _duration_chart(table: MetricTable) -> list[Chart]:
    series = [
        Series(str(name), _column_values(table, place), _duration_text)
        for place, name in enumerate(DURATION_SERIES, FIRST_DURATION_COLUMN)
    ]
    return [_time_chart(table, "waited", series)]


CHARTS: dict[ChartKind, Callable[[MetricTable], list[Chart]]] = {
    ChartKind.STATUSES: _status_charts,
    ChartKind.COUNTS: _count_chart,
    ChartKind.DURATIONS: _duration_chart,
    ChartKind.RATINGS: _ratings_chart,
    ChartKind.SHARES: _precision_chart,
    ChartKind.WEEKLY_SHARES: _weekly_precision_charts,
    ChartKind.LEARNED: _learned_chart,
}


def _time_chart(table: MetricTable, kind: str, series: list[Series], top: float = 0) -> Chart:
    """Draw lines, with the newest numbers in the legend. A single row is drawn as bars: one point makes no line."""
    if len(table.rows) == 1:
        key = tuple(KeyEntry(item.name) for item in series)
        return _build_chart(table, kind, series, bars=layout_bars(_row_days(table), series, top=top), key=key)
    newest = tuple(KeyEntry(item.name, item.newest) for item in series)
    return _build_chart(table, kind, series, lines=layout_lines(_row_days(table), series, top=top), key=newest)


def _build_chart(
    table: MetricTable, kind: str, series: list[Series], *,
    bars: BarChart | None = None, lines: LineChart | None = None, key: tuple[KeyEntry, ...] = (),
) -> Chart:  # fmt: skip
    """Build a chart with a short description; the table below it has the numbers."""
    description = _("%(series)s, from “%(first)s” to “%(last)s”. The table below has the numbers.") % {
        "series": ", ".join(item.name for item in series),
        "first": table.rows[0][0],
        "last": table.rows[-1][0],
    }
    return Chart(table.name, kind, table.title, description, bars, lines, key)


def _column_values(table: MetricTable, place: int) -> list[ChartNumber]:
    return [number if isinstance(number := row[place], int | float) else None for row in table.rows]


def _row_names(table: MetricTable) -> list[str]:
    return [str(row[0]) for row in table.rows]


def _row_days(table: MetricTable) -> list[str]:
    return [_day_label(row) for row in table.rows]


def _day_label(row: MetricRow) -> str:
    return date_format(date.fromisoformat(str(row[0])), "SHORT_DATE_FORMAT")


def _whole_text(number: float) -> str:
    return format_number(round(number))


def _percent_text(number: float) -> str:
    return _("%(number)s %%") % {"number": format_number(round(number))}


def _duration_text(hours: float) -> str:
    """Write a duration in hours, or in days above `MAX_HOURS`."""
    if hours < MAX_HOURS:
        return _("%(hours)s h") % {"hours": format_number(round(hours))}
    days = round(hours / 24, 1)
    return ngettext("%(days)s day", "%(days)s days", round(days)) % {"days": format_number(days)}


def _with_sign(sign: str) -> Callable[[float], str]:
    return lambda number: f"{sign} {_whole_text(number)}"
