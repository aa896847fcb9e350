"""Charts of numbers over time: values and ranges of several lines, with marks. A template writes them as SVG.

Widths are in percent and heights in pixels, as in `claims.web.dashboard.chart_geometry`. The scale need not begin at 0.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from claims.number_format import format_number

TOP_PIXELS, SCALE_PIXELS, FOOT_PIXELS = 18, 180, 22  # heights above the scale, of the scale, and below it
MAX_DOTS = 60  # points of a line that are drawn as dots; more are drawn as a line only
SCALE_STEPS = 4
STEPS = (1, 2, 2.5, 5, 10)
ZERO_SHARE = 0.5
"""A scale begins at 0 if the smallest value is at most this share of the largest."""
MAX_LINES = 6
"""Lines that `charts.css` has a colour for."""


@dataclass(frozen=True, slots=True)
class NumberPoint:
    """A value of a day, or a range; None is an open end. `sign` and `tone` mark it, such as a verdict does."""

    day: date
    low: float | None
    high: float | None
    sign: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The points of one source in the order of their days, at least one; `newest` is its last value in words."""

    name: str
    points: Sequence[NumberPoint]
    newest: str = ""


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A sign beside a point, in percent and pixels."""

    x: float
    y: float
    sign: str
    tone: str


@dataclass(frozen=True, slots=True)
class NumberCurve:
    """A line: a path in a square of 100 by 100, its dots and its ranges in percent and pixels, and its marks."""

    series: int
    path: str
    dots: list[tuple[float, float]]
    ranges: list[tuple[float, float, float]]
    marks: list[NumberMark]


@dataclass(frozen=True, slots=True)
class NumberChart:
    """A chart with the rules of its scale. Screen readers read `title` and `description`."""

    id: str
    title: str
    description: str
    key: list[tuple[str, str]]
    curves: list[NumberCurve]
    rules: list[tuple[float, str]]
    first: str
    last: str
    height: int = TOP_PIXELS + SCALE_PIXELS + FOOT_PIXELS
    scale: int = SCALE_PIXELS


@dataclass(frozen=True, slots=True)
class Scale:
    """The days and the values that a chart spans."""

    first: date
    last: date
    bottom: float
    top: float
    step: float

    def x(self, day: date) -> float:
        """Return where a day is, in percent; the middle if there is one day alone."""
        days = (self.last - self.first).days
        return round(100 * (day - self.first).days / days, 2) if days else 50.0

    def y(self, value: float) -> float:
        """Return where a value is, in percent from the top; a value outside is at the edge."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return round(100 * (1 - min(max(share, 0), 1)), 2)

    def y_pixels(self, value: float) -> float:
        """Return where a value is, in pixels."""
        return round(TOP_PIXELS + SCALE_PIXELS * self.y(value) / 100, 1)


def draw_number_chart(lines: Sequence[NumberLine], *, name: str, title: str, description: str) -> NumberChart | None:
    """Lay out the lines over one scale, up to `MAX_LINES`; None without a value."""
    shown = [line for line in lines if line.points][:MAX_LINES]
    points = [point for line in shown for point in line.points]
    values = [end for point in points for end in (point.low, point.high) if end is not None]
    if not values:
        return None
    scale = _choose_scale([point.day for point in points], values)
    count = round((scale.top - scale.bottom) / scale.step)
    rules = [scale.bottom + number * scale.step for number in range(count + 1)]
    return NumberChart(
        name,
        title,
        description,
        [(line.name, line.newest) for line in shown],
        [_draw_curve(index, line.points, scale) for index, line in enumerate(shown)],
        [(scale.y_pixels(rule), format_number(float(f"{rule:.12g}"))) for rule in rules],
        date_format(scale.first, "SHORT_DATE_FORMAT"),
        date_format(scale.last, "SHORT_DATE_FORMAT") if scale.last > scale.first else "",
    )


def _choose_scale(days: Sequence[date], values: Sequence[float]) -> Scale:
    low, high = min(values), max(values)
    if 0 < low <= high * ZERO_SHARE:
        low = 0
    spread = (high - low) or abs(high) or 1
    unit = 10.0 ** math.floor(math.log10(spread / SCALE_STEPS))
    step = next(unit * factor for factor in STEPS if unit * factor * SCALE_STEPS >= spread * 0.999)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return Scale(min(days), max(days), bottom, top if top > bottom else bottom + step, step)


def _draw_curve(series: int, points: Sequence[NumberPoint], scale: Scale) -> NumberCurve:
    values = [(point, _middle(point)) for point in points]
    path = " ".join(
        f"{'L' if place else 'M'}{scale.x(point.day)} {scale.y(value)}" for place, (point, value) in enumerate(values)
    )
    dots = [(scale.x(point.day), scale.y_pixels(value)) for point, value in values]
    ranges = [
        (scale.x(point.day), _end(point.high, scale, scale.top), _end(point.low, scale, scale.bottom))
        for point in points
        if point.low != point.high
    ]
    marks = [
        NumberMark(scale.x(point.day), scale.y_pixels(value), point.sign, point.tone)
        for point, value in values
        if point.sign
    ]
    return NumberCurve(series, path, dots if len(dots) <= MAX_DOTS else [], ranges, marks)


def _middle(point: NumberPoint) -> float:
    """Return where a line passes a point: the value, the middle of a range, or its one end."""
    ends = [end for end in (point.low, point.high) if end is not None]
    return sum(ends) / len(ends)


def _end(value: float | None, scale: Scale, edge: float) -> float:
    """Return where a range ends, in pixels; an open one goes to the edge."""
    return scale.y_pixels(edge if value is None else value)
