"""Which chart each figure of the dashboard is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.number_format import format_number
from claims.ratings import RATINGS, Rating
from claims.selectors.metrics import MetricRow, MetricTable
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

TONE_SIGNS = {"true": "✓", "mixed": "◐", "false": "✕", "open": "?"}
PRECISION_SERIES = ("Accepted", "Read right", "Scored right")
DURATION_SERIES = ("Half of the verdicts within", "Nine of ten within")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A series in the key of a chart, with its newest number, and its shade where it has one of its own."""

    name: str
    newest: str = ""
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: bars or lines. `key` tells its series apart, each with its newest number where it has one.

    `title` and `described` are for those who do not see it. Where a figure has several, `caption` names this one.
    """

    id: str
    kind: str
    title: str
    described: str
    bars: BarChart | None = None
    lines: LineChart | None = None
    key: tuple[KeyEntry, ...] = ()
    caption: str = ""
    newest: str = ""
    status: str = ""


def draw_charts(table: MetricTable) -> list[Chart]:
    """The charts of a figure; none where there is nothing to draw."""
    return CHART_BY_METRIC[table.name](table) if table.rows else []


def _status_charts(table: MetricTable) -> list[Chart]:
    """One small chart a state, each with its own scale: the largest would flatten all others."""
    return [_status_chart(table, status, place) for place, status in enumerate(Status, 1)]


def _status_chart(table: MetricTable, status: Status, place: int) -> Chart:
    days, series = _row_days(table), Series(status.label.capitalize(), _column_values(table, place), _whole_text)
    first, most = series.numbers[0] or 0, max(number or 0 for number in series.numbers)
    return Chart(
        id=f"states-{status}", kind="area", title=f"Claims that are {status.label}",
        described=f"{first:,} on {days[0]}, {series.newest} on {days[-1]}, {most:,} at most.",
        lines=layout_lines(days, [series], small=True),
        caption=series.name, newest=series.newest, status=status.value,
    )  # fmt: skip


def _count_chart(table: MetricTable) -> list[Chart]:
    series = [Series(table.columns[1], _column_values(table, 1), _whole_text)]
    return [_build_chart(table, "counts", series, bars=layout_bars(_row_names(table), series))]


def _ratings_chart(table: MetricTable) -> list[Chart]:
    """A bar a row, parted by rating from true to false; a sign says what a colour cannot say to everybody."""
    series = [
        Series(str(rating.label), _column_values(table, place), _with_sign(TONE_SIGNS[rating.tone]), _shade(rating))
        for place, rating in enumerate(RATINGS.values(), 1)
    ]
    key = tuple(
        KeyEntry(f"{TONE_SIGNS[rating.tone]} {rating.label}", shade=_shade(rating)) for rating in RATINGS.values()
    )
    return [_build_chart(table, "ratings", series, bars=layout_stacked_bars(_row_names(table), series), key=key)]


def _shade(rating: Rating) -> str:
    return f"{rating.tone}-strong" if rating.strong else rating.tone


def _precision_chart(table: MetricTable) -> list[Chart]:
    series = [
        Series(name, _column_values(table, place), _percent_text) for place, name in enumerate(PRECISION_SERIES, 6)
    ]
    return [
        _build_chart(
            table,
            "judged",
            series,
            bars=layout_bars(_row_names(table), series, top=100),
            key=tuple(map(KeyEntry, PRECISION_SERIES)),
        )
    ]


def _weekly_precision_charts(table: MetricTable) -> list[Chart]:
    series = [
        Series(name, _column_values(table, place), _percent_text) for place, name in enumerate(PRECISION_SERIES, 6)
    ]
    return [_time_chart(table, "judged", series, top=100)]


def _duration_chart(table: MetricTable) -> list[Chart]:
    series = [Series(name, _column_values(table, place), _hours_text) for place, name in enumerate(DURATION_SERIES, 2)]
    return [_time_chart(table, "waited", series)]


CHART_BY_METRIC: dict[str, Callable[[MetricTable], list[Chart]]] = {
    "states": _status_charts,
    "queue-age": _count_chart,
    "time-to-verdict": _duration_chart,
    "ratings-by-source": _ratings_chart,
    "ratings-by-topic": _ratings_chart,
    "repeated-claims": _count_chart,
    "precision-by-score": _precision_chart,
    "precision-by-week": _weekly_precision_charts,
    "precision-by-pipeline": _precision_chart,
    "dismissals": _count_chart,
}


def _time_chart(table: MetricTable, kind: str, series: list[Series], top: float = 0) -> Chart:
    """Lines with the newest numbers in the key; one moment alone makes no line, so it is told in bars."""
    if len(table.rows) == 1:
        key = tuple(KeyEntry(one.name) for one in series)
        return _build_chart(table, kind, series, bars=layout_bars(_row_days(table), series, top=top), key=key)
    newest = tuple(KeyEntry(one.name, one.newest) for one in series)
    return _build_chart(table, kind, series, lines=layout_lines(_row_days(table), series, top=top), key=newest)


def _build_chart(
    table: MetricTable, kind: str, series: list[Series], *,
    bars: BarChart | None = None, lines: LineChart | None = None, key: tuple[KeyEntry, ...] = (),
) -> Chart:  # fmt: skip
    """With a description that ends where one has heard enough; the table below has all of it."""
    first, last = table.rows[0][0], table.rows[-1][0]
    shown = ", ".join(one.name.lower() for one in series)
    described = f"{shown.capitalize()}, from “{first}” to “{last}”. The table below has the numbers."
    return Chart(table.name, kind, table.title, described, bars, lines, key)


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


def _hours_text(number: float) -> str:
    """Hours while one counts in them, else days."""
    return f"{number:.0f} h" if number < 72 else f"{number / 24:.1f} days"  # noqa: PLR2004 - three days


def _with_sign(sign: str) -> Callable[[float], str]:
    return lambda number: f"{sign} {_whole_text(number)}"
