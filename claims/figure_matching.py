"""Which official figure a claim is about: its unit, place, words and period decide. Plain Python.

Nothing here is a score: a series whose unit, place or words differ is not suggested.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from claims.frequencies import period_limits
from claims.nlp import get_language
from claims.nlp.quantities import share_unit
from claims.quantity_words import Countable

SHORTEST_WORD_LETTERS = 3
MAX_WORDS = 60
MAX_WORD_CHARACTERS = 60

FILLERS = frozenset(
    "aged all and annual average adjusted change data des figure figures for from growth index les level mean median "
    "monthly number official per percent percentage quarterly rate ratio seasonally series share per the "
    "total taux value values year yearly".split()
)
"""Words of the names of series that claims leave out."""

_CHANGES = frozenset({"change_by", "change_from"})
"""Kinds of numbers that are no value at one time."""

_WORD = re.compile(r"[^\W\d_]+")
_NAME_END = re.compile(r"[,(:;–—]")


class FigureSeries(Protocol):
    """What a series says about itself; see `claims.models.Series`."""

    @property
    def name(self) -> str:
        """What is measured."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def currency(self) -> str:
        """An ISO 4217 code, or empty."""

    @property
    def multiplier(self) -> int:
        """What one unit of a value stands for."""

    @property
    def place(self) -> str:
        """Where; empty for the world."""

    @property
    def keywords(self) -> Sequence[str]:
        """What a claim must mention, one of them; empty for the words of the name."""

    @property
    def frequency(self) -> str:
        """A key of `claims.frequencies.FREQUENCIES`."""


@dataclass(frozen=True, slots=True)
class ClaimedFigure:
    """What a claim says that an official figure can be held against.

    `first` and `last` are the days that it mentions, None if it mentions none; `day` is when it was said.
    """

    text: str
    quantities: Sequence[Countable]
    places: Sequence[str]
    first: date | None
    last: date | None
    day: date

    @property
    def end(self) -> date:
        """The last day that it is about."""
        return self.last or self.day


@dataclass(frozen=True, slots=True)
class Vintage:
    """A value of the period that begins on `start`, as it was published on a day."""

    start: date
    published: date
    value: float


@dataclass(frozen=True, slots=True)
class PeriodFigure:
    """The value of a period as it was published when the claim was made, None if it was not yet, and the latest."""

    start: date
    at_day: Vintage | None
    latest: Vintage


@dataclass(frozen=True, slots=True)
class FigureQuantity:
    """A value of a series as a number that claims can be compared with."""

    low: float
    high: float
    unit: str
    currency: str
    kind: str = "exact"
    modifier: str = ""


def figure_quantity(series: FigureSeries, value: float) -> FigureQuantity:
    """Return a value of a series as a number of its unit."""
    number = float(f"{value * series.multiplier:.15g}")
    return FigureQuantity(number, number, series.unit, series.currency)


def find_words(text: str) -> list[str]:
    """Return the words of a text that can name what is measured, in the singular, each once."""
    plural = get_language().quantities.units.plural_ending
    words = (word.removesuffix(plural) for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_WORD_LETTERS)
    return list(dict.fromkeys(word[:MAX_WORD_CHARACTERS] for word in words if word not in FILLERS))[:MAX_WORDS]


def series_words(name: str, keywords: Sequence[str]) -> list[str]:
    """Return the words by which claims about a series are searched: those of its keywords, else of its name."""
    return find_words(" ".join(keywords) or _NAME_END.split(name)[0])


def find_claimed_number(claimed: ClaimedFigure, series: FigureSeries) -> Countable | None:
    """Return the number of a claim that the series can be held against; None if they are not about the same."""
    if not (_mentions(claimed.text, series) and _is_about_place(claimed, series)):
        return None
    unit, grammar = figure_quantity(series, 0), get_language().quantities
    levels = (number for number in claimed.quantities if number.kind not in _CHANGES)
    return next((number for number in levels if share_unit(number, unit, grammar)), None)


def choose_period(
    claimed: ClaimedFigure, series: FigureSeries, vintages: Iterable[Vintage], start: date | None = None
) -> PeriodFigure | None:
    """Return the period that a claim is about: the last one within the days that it mentions.

    A claim that mentions none is about the newest period that was published on its day. `start` names another one.
    """
    known: dict[date, list[Vintage]] = {}
    for vintage in sorted(vintages, key=lambda row: (row.start, row.published)):
        known.setdefault(vintage.start, []).append(vintage)
    for day in reversed(known) if start is None else [start]:
        rows = known.get(day, [])
        published = [row for row in rows if row.published <= claimed.day]
        if rows and (start is not None or _fits(claimed, series, day, has_value=bool(published))):
            return PeriodFigure(day, published[-1] if published else None, rows[-1])
    return None


def _fits(claimed: ClaimedFigure, series: FigureSeries, start: date, *, has_value: bool) -> bool:
    if claimed.first is None:
        return has_value
    return start <= claimed.end and period_limits(start, series.frequency)[1] >= claimed.first


def _mentions(text: str, series: FigureSeries) -> bool:
    words = set(find_words(text))
    alternatives = series.keywords or [_NAME_END.split(series.name)[0]]
    needed = (set(find_words(phrase)) for phrase in alternatives)
    return any(phrase and phrase <= words for phrase in needed)


def names_place(claimed: ClaimedFigure, series: FigureSeries) -> bool:
    """Whether a claim names the place of a series."""
    place = series.place.casefold()
    is_read = place in {name.casefold() for name in claimed.places}
    return is_read or re.search(rf"(?<!\w){re.escape(place)}(?!\w)", claimed.text.casefold()) is not None


def _is_about_place(claimed: ClaimedFigure, series: FigureSeries) -> bool:
    """Whether a claim names the place of the series, or no place at all."""
    return not claimed.places or (bool(series.place) and names_place(claimed, series))
