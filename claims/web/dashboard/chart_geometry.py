"""The geometry of charts: the positions of bars and lines. The templates of `dashboard/` write it as SVG.

Widths are in percent and heights in pixels, so that a chart fits any screen and its text keeps its size.
`charts.css` colours a series by its shade or its number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from claims.number_format import format_number

ChartNumber = int | float | None

MAX_LABEL_CHARACTERS = 48  # of a name; a longer one is shortened
NAME_PIXELS, BAR_PIXELS, GAP_PIXELS = 20, 16, 12  # heights of a name, a bar, and the gap between two rows
FULL_WIDTH_PERCENT = 86  # of the longest bar; its number needs the rest
MIN_LABEL_PERCENT = 9  # of a part of a bar that has room for its number
TOP_PIXELS, HEIGHT_PIXELS, FOOT_PIXELS = 18, 150, 22  # heights above the scale, of the scale, and below it
SMALL_HEIGHT_PIXELS = 72  # height of a small scale
MAX_DOTS = 60  # points of a line that are drawn as dots; more are drawn as a line only
SCALE_STEPS = 4  # steps of a scale


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbers and how to write them. `shade` names a colour of `charts.css`; empty is by position."""

    name: str
    numbers: list[ChartNumber]
    format_value: Callable[[float], str]
    shade: str = ""

    @property
    def newest(self) -> str:
        """The last number, formatted; empty if there is none."""
        last = next((number for number in reversed(self.numbers) if number is not None), None)
        return "" if last is None else self.format_value(last)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series, with its label at `label_percent`: in the middle of the bar, or after it."""

    series: int
    left: float
    width: float
    top: int
    label: str
    label_percent: float
    shade: str = ""


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars of one row, below its name."""

    name: str
    base: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars, the first row on top."""

    rows: list[BarGroup]
    height: int
    stacked: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """A series over a time: a path in a square of 100 by 100, and its dots in percent and pixels."""

    series: int
    path: str
    area: str
    dots: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Curves over a scale; each mark of the scale is its position in pixels and its label."""

    curves: list[Curve]
    marks: list[tuple[float, str]]
    first: str
    last: str
    height: int
    scale: int


def layout_bars(names: list[str], series: list[Series], *, top: float = 0) -> BarChart:
    """Lay out a bar for each series under each name, with its number after it, so that no axis is needed.

    The longest bar has the full width, unless `top` is the number of the full width.
    """
    most = top or max((number or 0 for item in series for number in item.numbers), default=0) or 1
    row_height = NAME_PIXELS + len(series) * BAR_PIXELS + GAP_PIXELS
    rows = [
        BarGroup(
            _shorten(name),
            place * row_height + NAME_PIXELS - 6,
            [_layout_bar(item, index, place, row_height, most) for index, item in enumerate(series)],
        )
        for place, name in enumerate(names)
    ]
    return BarChart(rows, len(names) * row_height, stacked=False)


def _layout_bar(item: Series, index: int, place: int, row_height: int, most: float) -> Bar:
    value = item.numbers[place]
    width = round(FULL_WIDTH_PERCENT * (value or 0) / most, 2)
    return Bar(
        index,
        0,
        width,
        place * row_height + NAME_PIXELS + index * BAR_PIXELS,
        "" if value is None else item.format_value(value),
        width,
    )


def layout_stacked_bars(names: list[str], series: list[Series]) -> BarChart:
    """Lay out one bar under each name, with a part for each series; a part has its number where there is room."""
    sums = [sum(item.numbers[place] or 0 for item in series) for place in range(len(names))]
    most, row_height = max(sums, default=0) or 1, NAME_PIXELS + BAR_PIXELS + 4 + GAP_PIXELS
    rows = [
        BarGroup(
            _shorten(name),
            place * row_height + NAME_PIXELS - 6,
            list(_layout_parts(series, place, place * row_height + NAME_PIXELS, 100 / most)),
        )
        for place, name in enumerate(names)
    ]
    return BarChart(rows, len(names) * row_height, stacked=True)


def _layout_parts(series: list[Series], place: int, top: int, percent: float) -> Iterable[Bar]:
    widths = [(item.numbers[place] or 0) * percent for item in series]
    starts = accumulate(widths, initial=0.0)
    for index, (item, left, width) in enumerate(zip(series, starts, widths, strict=False)):
        label = item.format_value(item.numbers[place] or 0) if width >= MIN_LABEL_PERCENT else ""
        if width:
            yield Bar(index, round(left, 2), round(width, 2), top, label, round(left + width / 2, 2), item.shade)


def layout_lines(names: list[str], series: list[Series], *, top: float = 0, small: bool = False) -> LineChart:
    """Lay out curves from the first name to the last, over a scale from 0 to a round number."""
    most = top or _round_up(max((number or 0 for item in series for number in item.numbers), default=0))
    scale, parts = (SMALL_HEIGHT_PIXELS, 1) if small else (HEIGHT_PIXELS, SCALE_STEPS)
    marks = [(TOP_PIXELS + scale * (1 - part / parts), _mark_text(most * part / parts)) for part in range(parts + 1)]
    dotted = len(names) <= MAX_DOTS and not (small and len(names) > 1)
    curves = [_layout_curve(index, item.numbers, most, scale, dotted=dotted) for index, item in enumerate(series)]
    return LineChart(
        curves, marks, names[0], names[-1] if len(names) > 1 else "", TOP_PIXELS + scale + FOOT_PIXELS, scale
    )


def _layout_curve(series: int, numbers: list[ChartNumber], most: float, scale: int, *, dotted: bool) -> Curve:
    """Lay out a curve. The line is broken where a number is missing."""
    step = 100 / max(len(numbers) - 1, 1)
    points = [
        None if number is None else (round(place * step, 2), round(100 - 100 * number / most, 2))
        for place, number in enumerate(numbers)
    ]
    path, pen = [], "M"
    for point in points:
        if point:
            path.append(f"{pen}{point[0]} {point[1]}")
        pen = "L" if point else "M"
    line = " ".join(path)
    area = f"{line} L100 100 L0 100 Z" if path and None not in points else ""
    dots = [(x, round(TOP_PIXELS + scale * y / 100, 1)) for x, y in filter(None, points)] if dotted else []
    return Curve(series, line, area, dots)


def _mark_text(number: float) -> str:
    return format_number(int(number) if number == int(number) else number)


def _shorten(name: str) -> str:
    return name if len(name) <= MAX_LABEL_CHARACTERS else f"{name[: MAX_LABEL_CHARACTERS - 1].rstrip()}…"


def _round_up(number: float) -> float:
    """Round up to the next of 1, 2, 4, 6, 8, 10, 20, 40 …"""
    unit = 1.0
    while unit * 10 < number:
        unit *= 10
    return next(unit * step for step in (1, 2, 4, 6, 8, 10) if unit * step >= number)
