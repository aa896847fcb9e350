"""The geometry of charts: where bars and lines lie. The templates of `dashboard/` write it as SVG.

Across, everything is in percent of whatever width there is, and down in pixels: so a chart fits a telephone and a
wall, and its words keep their size. Nothing is styled here; `charts.css` colours a series by its shade or number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

ChartNumber = int | float | None

MAX_LABEL_CHARACTERS = 48  # of a name, before it is cut
NAME_PIXELS, BAR_PIXELS, GAP_PIXELS = 20, 16, 12  # pixels of a name's line, a bar, and what is between two rows
FULL_WIDTH_PERCENT = 86  # percent that the longest bar takes, so that its number has room behind it
MIN_LABEL_PERCENT = 9  # percent that a part of a bar needs, for its number to stand in it
TOP_PIXELS, HEIGHT_PIXELS, FOOT_PIXELS = 18, 150, 22  # pixels above the scale, of the scale, and below it
SMALL_HEIGHT_PIXELS = 72  # pixels of a small scale
MAX_DOTS = 60  # moments up to which each has its dot
SCALE_STEPS = 4  # of a scale


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind, and how each is written. `shade` names a colour of `charts.css`; empty is by position."""

    name: str
    numbers: list[ChartNumber]
    format_value: Callable[[float], str]
    shade: str = ""

    @property
    def newest(self) -> str:
        """The last number that there is, as it is written."""
        last = next((number for number in reversed(self.numbers) if number is not None), None)
        return "" if last is None else self.format_value(last)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series, with what is written at `at` percent: in its middle, or behind it."""

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
    """Curves over a scale; each mark of the scale is its place in pixels and its words."""

    curves: list[Curve]
    marks: list[tuple[float, str]]
    first: str
    last: str
    height: int
    scale: int


def layout_bars(names: list[str], series: list[Series], *, top: float = 0) -> BarChart:
    """A bar for each series under each name, with its number behind it; so there is no axis to read it from.

    The longest is as long as can be, unless `top` says what that stands for.
    """
    most = top or max((number or 0 for one in series for number in one.numbers), default=0) or 1
    row = NAME_PIXELS + len(series) * BAR_PIXELS + GAP_PIXELS
    rows = [
        BarGroup(
            _shorten(name),
            place * row + NAME_PIXELS - 6,
            [_layout_bar(one, number, place, row, most) for number, one in enumerate(series)],
        )
        for place, name in enumerate(names)
    ]
    return BarChart(rows, len(names) * row, stacked=False)


def _layout_bar(one: Series, number: int, place: int, row: int, most: float) -> Bar:
    value = one.numbers[place]
    width = round(FULL_WIDTH_PERCENT * (value or 0) / most, 2)
    return Bar(
        number,
        0,
        width,
        place * row + NAME_PIXELS + number * BAR_PIXELS,
        "" if value is None else one.format_value(value),
        width,
    )


def layout_stacked_bars(names: list[str], series: list[Series]) -> BarChart:
    """One bar under each name, parted by the series; a part says its number where it has room."""
    sums = [sum(one.numbers[place] or 0 for one in series) for place in range(len(names))]
    most, row = max(sums, default=0) or 1, NAME_PIXELS + BAR_PIXELS + 4 + GAP_PIXELS
    rows = [
        BarGroup(
            _shorten(name),
            place * row + NAME_PIXELS - 6,
            list(_layout_parts(series, place, place * row + NAME_PIXELS, 100 / most)),
        )
        for place, name in enumerate(names)
    ]
    return BarChart(rows, len(names) * row, stacked=True)


def _layout_parts(series: list[Series], place: int, top: int, percent: float) -> Iterable[Bar]:
    widths = [(one.numbers[place] or 0) * percent for one in series]
    starts = accumulate(widths, initial=0.0)
    for number, (one, left, width) in enumerate(zip(series, starts, widths, strict=False)):
        label = one.format_value(one.numbers[place] or 0) if width >= MIN_LABEL_PERCENT else ""
        if width:
            yield Bar(number, round(left, 2), round(width, 2), top, label, round(left + width / 2, 2), one.shade)


def layout_lines(names: list[str], series: list[Series], *, top: float = 0, small: bool = False) -> LineChart:
    """Curves from the first name to the last, over a scale that goes from nothing to a round number."""
    most = top or _round_up(max((number or 0 for one in series for number in one.numbers), default=0))
    scale, parts = (SMALL_HEIGHT_PIXELS, 1) if small else (HEIGHT_PIXELS, SCALE_STEPS)
    marks = [(TOP_PIXELS + scale * (1 - part / parts), _mark_text(most * part / parts)) for part in range(parts + 1)]
    dotted = len(names) <= MAX_DOTS and not (small and len(names) > 1)
    curves = [_layout_curve(number, one.numbers, most, scale, dotted=dotted) for number, one in enumerate(series)]
    return LineChart(
        curves, marks, names[0], names[-1] if len(names) > 1 else "", TOP_PIXELS + scale + FOOT_PIXELS, scale
    )


def _layout_curve(series: int, numbers: list[ChartNumber], most: float, scale: int, *, dotted: bool) -> Curve:
    """Where a number is missing, the line is broken."""
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
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"


def _shorten(name: str) -> str:
    return name if len(name) <= MAX_LABEL_CHARACTERS else f"{name[: MAX_LABEL_CHARACTERS - 1].rstrip()}…"


def _round_up(number: float) -> float:
    """The next number that reads well: 1, 2, 4, 6, 8, 10, 20, 40 …"""
    unit = 1.0
    while unit * 10 < number:
        unit *= 10
    return next(unit * step for step in (1, 2, 4, 6, 8, 10) if unit * step >= number)
