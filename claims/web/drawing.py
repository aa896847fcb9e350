"""The geometry of charts: where bars and lines lie. The templates of `dashboard/` write it as SVG.

Across, everything is in percent of whatever width there is, and down in pixels: so a chart fits a telephone and a
wall, and its words keep their size. Nothing is styled here; `charts.css` colours a series by its shade or number.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

Number = int | float | None

LETTERS = 48  # of a name, before it is cut
NAME, BAR, GAP = 20, 16, 12  # pixels of a name's line, a bar, and what is between two rows
FULL = 86  # percent that the longest bar takes, so that its number has room behind it
ROOM = 9  # percent that a part of a bar needs, for its number to stand in it
TOP, HEIGHT, FOOT = 18, 150, 22  # pixels above the scale, of the scale, and below it
SMALL = 72  # pixels of a small scale
DOTS = 60  # moments up to which each has its dot
PARTS = 4  # of a scale


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind, and how each is written. `shade` names a colour of `charts.css`; empty is by position."""

    name: str
    numbers: list[Number]
    write: Callable[[float], str]
    shade: str = ""

    @property
    def newest(self) -> str:
        """The last number that there is, as it is written."""
        last = next((number for number in reversed(self.numbers) if number is not None), None)
        return "" if last is None else self.write(last)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a series, with what is written at `at` percent: in its middle, or behind it."""

    series: int
    left: float
    width: float
    top: int
    label: str
    at: float
    shade: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one row, below its name."""

    name: str
    base: int
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, the first row on top."""

    rows: list[Group]
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
class Lines:
    """Curves over a scale; each mark of the scale is its place in pixels and its words."""

    curves: list[Curve]
    marks: list[tuple[float, str]]
    first: str
    last: str
    height: int
    scale: int


def bars(names: list[str], series: list[Series], *, top: float = 0) -> Bars:
    """A bar for each series under each name, with its number behind it; so there is no axis to read it from.

    The longest is as long as can be, unless `top` says what that stands for.
    """
    most = top or max((number or 0 for one in series for number in one.numbers), default=0) or 1
    row = NAME + len(series) * BAR + GAP
    rows = [
        Group(
            _short(name),
            place * row + NAME - 6,
            [_bar(one, number, place, row, most) for number, one in enumerate(series)],
        )
        for place, name in enumerate(names)
    ]
    return Bars(rows, len(names) * row, stacked=False)


def _bar(one: Series, number: int, place: int, row: int, most: float) -> Bar:
    value = one.numbers[place]
    width = round(FULL * (value or 0) / most, 2)
    return Bar(number, 0, width, place * row + NAME + number * BAR, "" if value is None else one.write(value), width)


def stacked(names: list[str], series: list[Series]) -> Bars:
    """One bar under each name, parted by the series; a part says its number where it has room."""
    sums = [sum(one.numbers[place] or 0 for one in series) for place in range(len(names))]
    most, row = max(sums, default=0) or 1, NAME + BAR + 4 + GAP
    rows = [
        Group(_short(name), place * row + NAME - 6, list(_parts(series, place, place * row + NAME, 100 / most)))
        for place, name in enumerate(names)
    ]
    return Bars(rows, len(names) * row, stacked=True)


def _parts(series: list[Series], place: int, top: int, percent: float) -> Iterable[Bar]:
    widths = [(one.numbers[place] or 0) * percent for one in series]
    starts = accumulate(widths, initial=0.0)
    for number, (one, left, width) in enumerate(zip(series, starts, widths, strict=False)):
        label = one.write(one.numbers[place] or 0) if width >= ROOM else ""
        if width:
            yield Bar(number, round(left, 2), round(width, 2), top, label, round(left + width / 2, 2), one.shade)


def lines(names: list[str], series: list[Series], *, top: float = 0, small: bool = False) -> Lines:
    """Curves from the first name to the last, over a scale that goes from nothing to a round number."""
    most = top or _round_up(max((number or 0 for one in series for number in one.numbers), default=0))
    scale, parts = (SMALL, 1) if small else (HEIGHT, PARTS)
    marks = [(TOP + scale * (1 - part / parts), _mark(most * part / parts)) for part in range(parts + 1)]
    dotted = len(names) <= DOTS and not (small and len(names) > 1)
    curves = [_curve(number, one.numbers, most, scale, dotted=dotted) for number, one in enumerate(series)]
    return Lines(curves, marks, names[0], names[-1] if len(names) > 1 else "", TOP + scale + FOOT, scale)


def _curve(series: int, numbers: list[Number], most: float, scale: int, *, dotted: bool) -> Curve:
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
    dots = [(x, round(TOP + scale * y / 100, 1)) for x, y in filter(None, points)] if dotted else []
    return Curve(series, line, area, dots)


def _mark(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"


def _short(name: str) -> str:
    return name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"


def _round_up(number: float) -> float:
    """The next number that reads well: 1, 2, 4, 6, 8, 10, 20, 40 …"""
    unit = 1.0
    while unit * 10 < number:
        unit *= 10
    return next(unit * step for step in (1, 2, 4, 6, 8, 10) if unit * step >= number)
