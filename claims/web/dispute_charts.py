"""The chart of a dispute about a number: a line or ranges for each source, with the verdicts, and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext

from claims.disputes import DisputePoint
from claims.quantity_words import quantity_text
from claims.ratings import RATINGS
from claims.web.dashboard.charts import TONE_SIGNS
from claims.web.number_charts import MAX_LINES, NumberChart, NumberLine, NumberPoint, draw_number_chart

if TYPE_CHECKING:
    from datetime import date

    from claims.csv_lines import Cell

CSV_COLUMNS = ("day", "source", "low", "high", "unit", "currency", "official", "rating", "url")


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A number of the table, in words; `rating` and `url` are of its verdict."""

    day: date
    source: str
    number: str
    rating: str
    url: str
    official: bool


@dataclass(frozen=True, slots=True)
class Dispute:
    """A chart with its table. `left_out` sources stand in the table alone."""

    chart: NumberChart
    rows: list[DisputeRow]
    left_out: int
    csv_url: str
    card_url: str


def draw_dispute(points: Sequence[DisputePoint], *, csv_url: str, card_url: str = "") -> Dispute | None:
    """Draw the numbers of a dispute; None if there are none."""
    if not points:
        return None
    by_source: dict[str, list[DisputePoint]] = {}
    for point in points:
        by_source.setdefault(point.source, []).append(point)
    ordered = sorted(by_source.items(), key=lambda item: -len(item[1]))
    lines = [NumberLine(name, [_chart_point(point) for point in mine], _newest(mine)) for name, mine in ordered]
    chart = draw_number_chart(lines, name="dispute", title=gettext("The number over time"), description=_about(points))
    if chart is None:
        return None
    return Dispute(chart, [_row(point) for point in points], max(len(lines) - MAX_LINES, 0), csv_url, card_url)


def dispute_cells(points: Sequence[DisputePoint]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of the CSV file, the head first."""
    yield CSV_COLUMNS
    for point in points:
        official = "yes" if point.official else "no"
        yield (point.day.isoformat(), point.source, point.low, point.high, point.unit, point.currency, official,
               point.rating, point.url)  # fmt: skip


def _chart_point(point: DisputePoint) -> NumberPoint:
    tone = RATINGS[point.rating].tone if point.rating in RATINGS else ""
    return NumberPoint(point.day, point.low, point.high, TONE_SIGNS.get(tone, ""), tone)


def _row(point: DisputePoint) -> DisputeRow:
    rating = str(RATINGS[point.rating].label) if point.rating in RATINGS else ""
    return DisputeRow(point.day, point.source, quantity_text(point), rating, point.url, point.official)


def _newest(points: Sequence[DisputePoint]) -> str:
    return quantity_text(points[-1])


def _about(points: Sequence[DisputePoint]) -> str:
    text = gettext("What the sources said from %(first)s to %(last)s. The table below has the numbers.")
    days = [date_format(point.day, "DATE_FORMAT") for point in (points[0], points[-1])]
    return text % {"first": days[0], "last": days[1]}
