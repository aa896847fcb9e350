"""Comparing the quantities of two claims: a different number makes a different claim."""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import inf
from typing import Protocol, TypeVar

from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.reading import QuantityKind

LONGEST_FILLER_LETTERS = 2  # words such as "of" and "on", which two units share by chance
VAGUE_STEP = 10.0
"""A vague number ends before the next power of ten: "hundreds" are fewer than a thousand."""


ROLES: dict[str, str] = {QuantityKind.CHANGE_FROM: "from", QuantityKind.CHANGE_BY: "by"}


class Bounded(Protocol):
    """A number or a range of what `unit` names; None is an open end."""

    @property
    def low(self) -> float | None:
        """The lower end."""

    @property
    def high(self) -> float | None:
        """The upper end."""

    @property
    def unit(self) -> str:
        """What is counted."""

    @property
    def kind(self) -> str:
        """What the number says, a value of `QuantityKind`."""

    @property
    def currency(self) -> str:
        """The ISO 4217 code of a currency, or empty."""


Ours = TypeVar("Ours", bound=Bounded)
Theirs = TypeVar("Theirs", bound=Bounded)


def find_different_quantities(
    ours: Iterable[Ours], theirs: Sequence[Theirs], grammar: QuantityGrammar
) -> list[tuple[Ours, Theirs]]:
    """Return each of our quantities that none of theirs agrees with, with the nearest of theirs of the same unit.

    Where a change begins is held only against where another begins, and its size against another size, or against a
    number that is no end of a change. Currencies are compared by their codes.
    """
    pairs = ((mine, _comparable(mine, theirs, grammar)) for mine in ours)
    return [
        (mine, min(others, key=lambda other: _distance(mine, other)))
        for mine, others in pairs
        if others and all(_distance(mine, other) > 0 for other in others)
    ]


def find_equal_quantities(
    ours: Iterable[Ours], theirs: Sequence[Theirs], grammar: QuantityGrammar
) -> list[tuple[Ours, Theirs]]:
    """Return each of our quantities that has the ends and the unit of one of theirs, with the first of these."""
    found: list[tuple[Ours, Theirs]] = []
    for mine in ours:
        equal = (one for one in _comparable(mine, theirs, grammar) if (one.low, one.high) == (mine.low, mine.high))
        found += [(mine, other) for other in islice(equal, 1)]
    return found


def _comparable(mine: Bounded, theirs: Sequence[Theirs], grammar: QuantityGrammar) -> list[Theirs]:
    """Return the quantities of the same unit that say the same thing of it."""
    alike = [other for other in theirs if share_unit(mine, other, grammar)]
    same = [other for other in alike if _role(other) == _role(mine)]
    return same or [other for other in alike if _may_mean_the_same(mine, other)]


def _role(quantity: Bounded) -> str:
    """Return "from", "by", or "at" for all that is a number at one time."""
    return ROLES.get(quantity.kind, "at")


def _may_mean_the_same(one: Bounded, other: Bounded) -> bool:
    """Whether the size of a change and a number that is no end of a change can be one: "a 5% decline", "fell 5%"."""
    ends = {QuantityKind.CHANGE_FROM, QuantityKind.CHANGE_TO}
    return "by" in (_role(one), _role(other)) and not ends & {one.kind, other.kind}


def share_unit(one: Bounded, other: Bounded, grammar: QuantityGrammar) -> bool:
    """Whether two units are one currency or have a word in common, as "Russians killed" and "Russian soldiers" do."""
    here, there = _currency(one, grammar), _currency(other, grammar)
    if here or there:
        return here == there
    mine, theirs = _unit_words(one.unit, grammar), _unit_words(other.unit, grammar)
    return mine == theirs or not mine.isdisjoint(theirs)


def _currency(quantity: Bounded, grammar: QuantityGrammar) -> str:
    """Return the ISO 4217 code of a unit: the one that the reader found, or the one that the unit means."""
    return quantity.currency or grammar.money.codes.get(quantity.unit.lower(), "")


def _unit_words(unit: str, grammar: QuantityGrammar) -> set[str]:
    """Return the words of a unit that matter, in the singular, and its signs."""
    long = (word for word in unit.casefold().split() if len(word) > LONGEST_FILLER_LETTERS or not word.isalpha())
    return {word.removesuffix(grammar.units.plural_ending) for word in long}


def _distance(one: Bounded, other: Bounded) -> float:
    """Return the distance of two ranges; 0 if they meet."""
    return max(_lower_end(one) - _upper_end(other), _lower_end(other) - _upper_end(one), 0.0)


def _lower_end(number: Bounded) -> float:
    return -inf if number.low is None else number.low


def _upper_end(number: Bounded) -> float:
    is_vague = number.kind == QuantityKind.VAGUE
    if number.high is None and is_vague and number.low is not None:
        return number.low * VAGUE_STEP
    return inf if number.high is None else number.high
