"""Which chart each figure of the dashboard is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.number_format import format_number
from claims.ratings import RATINGS, Rating
from claims.selectors.figures import Row, Table
from claims.web.drawing import Bars, Lines, Number, Series, bars, lines, stacked
from claims.workflow import Status

SIGNS = {"true": "✓", "mixed": "◐", "false": "✕", "open": "?"}
JUDGED = ("Accepted", "Read right", "Scored right")
WAITED = ("Half of the verdicts within", "Nine of ten within")


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
    bars: Bars | None = None
    lines: Lines | None = None
    key: tuple[KeyEntry, ...] = ()
    caption: str = ""
    newest: str = ""
    status: str = ""


def drawn(table: Table) -> list[Chart]:
    """The charts of a figure; none where there is nothing to draw."""
    return CHARTS[table.name](table) if table.rows else []


def _states(table: Table) -> list[Chart]:
    """One small chart a state, each with its own scale: the largest would flatten all others."""
    return [_state(table, status, place) for place, status in enumerate(Status, 1)]


def _state(table: Table, status: Status, place: int) -> Chart:
    days, series = _days(table), Series(status.label.capitalize(), _column(table, place), _whole)
    first, most = series.numbers[0] or 0, max(number or 0 for number in series.numbers)
    return Chart(
        id=f"states-{status}", kind="area", title=f"Claims that are {status.label}",
        described=f"{first:,} on {days[0]}, {series.newest} on {days[-1]}, {most:,} at most.",
        lines=lines(days, [series], small=True),
        caption=series.name, newest=series.newest, status=status.value,
    )  # fmt: skip


def _counts(table: Table) -> list[Chart]:
    series = [Series(table.columns[1], _column(table, 1), _whole)]
    return [_chart(table, "counts", series, bars=bars(_names(table), series))]


def _ratings(table: Table) -> list[Chart]:
    """A bar a row, parted by rating from true to false; a sign says what a colour cannot say to everybody."""
    series = [
        Series(str(rating.label), _column(table, place), _signed(SIGNS[rating.tone]), _shade(rating))
        for place, rating in enumerate(RATINGS.values(), 1)
    ]
    key = tuple(KeyEntry(f"{SIGNS[rating.tone]} {rating.label}", shade=_shade(rating)) for rating in RATINGS.values())
    return [_chart(table, "ratings", series, bars=stacked(_names(table), series), key=key)]


def _shade(rating: Rating) -> str:
    return f"{rating.tone}-strong" if rating.strong else rating.tone


def _judged(table: Table) -> list[Chart]:
    series = [Series(name, _column(table, place), _percent) for place, name in enumerate(JUDGED, 6)]
    return [
        _chart(table, "judged", series, bars=bars(_names(table), series, top=100), key=tuple(map(KeyEntry, JUDGED)))
    ]


def _judged_by_week(table: Table) -> list[Chart]:
    series = [Series(name, _column(table, place), _percent) for place, name in enumerate(JUDGED, 6)]
    return [_over_time(table, "judged", series, top=100)]


def _waited(table: Table) -> list[Chart]:
    series = [Series(name, _column(table, place), _hours) for place, name in enumerate(WAITED, 2)]
    return [_over_time(table, "waited", series)]


CHARTS: dict[str, Callable[[Table], list[Chart]]] = {
    "states": _states,
    "queue-age": _counts,
    "time-to-verdict": _waited,
    "ratings-by-source": _ratings,
    "ratings-by-topic": _ratings,
    "repeated-claims": _counts,
    "precision-by-score": _judged,
    "precision-by-week": _judged_by_week,
    "precision-by-pipeline": _judged,
    "dismissals": _counts,
}


def _over_time(table: Table, kind: str, series: list[Series], top: float = 0) -> Chart:
    """Lines with the newest numbers in the key; one moment alone makes no line, so it is told in bars."""
    if len(table.rows) == 1:
        key = tuple(KeyEntry(one.name) for one in series)
        return _chart(table, kind, series, bars=bars(_days(table), series, top=top), key=key)
    newest = tuple(KeyEntry(one.name, one.newest) for one in series)
    return _chart(table, kind, series, lines=lines(_days(table), series, top=top), key=newest)


def _chart(
    table: Table, kind: str, series: list[Series], *,
    bars: Bars | None = None, lines: Lines | None = None, key: tuple[KeyEntry, ...] = (),
) -> Chart:  # fmt: skip
    """With a description that ends where one has heard enough; the table below has all of it."""
    first, last = table.rows[0][0], table.rows[-1][0]
    shown = ", ".join(one.name.lower() for one in series)
    described = f"{shown.capitalize()}, from “{first}” to “{last}”. The table below has the numbers."
    return Chart(table.name, kind, table.title, described, bars, lines, key)


def _column(table: Table, place: int) -> list[Number]:
    return [number if isinstance(number := row[place], int | float) else None for row in table.rows]


def _names(table: Table) -> list[str]:
    return [str(row[0]) for row in table.rows]


def _days(table: Table) -> list[str]:
    return [_day(row) for row in table.rows]


def _day(row: Row) -> str:
    return date_format(date.fromisoformat(str(row[0])), "SHORT_DATE_FORMAT")


def _whole(number: float) -> str:
    return format_number(round(number))


def _percent(number: float) -> str:
    return _("%(number)s %%") % {"number": format_number(round(number))}


def _hours(number: float) -> str:
    """Hours while one counts in them, else days."""
    return f"{number:.0f} h" if number < 72 else f"{number / 24:.1f} days"  # noqa: PLR2004 - three days


def _signed(sign: str) -> Callable[[float], str]:
    return lambda number: f"{sign} {_whole(number)}"
