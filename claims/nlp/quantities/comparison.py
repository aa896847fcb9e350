"""Comparing the quantities of two claims: a different number makes a different claim."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol, TypeVar

from claims.nlp.quantities.grammar import QuantityGrammar

LONGEST_FILLER_LETTERS = 2  # words such as "of" and "on", which two units share by chance


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


Ours = TypeVar("Ours", bound=Bounded)
Theirs = TypeVar("Theirs", bound=Bounded)


def find_different_quantities(
    ours: Iterable[Ours], theirs: Sequence[Theirs], grammar: QuantityGrammar
) -> list[tuple[Ours, Theirs]]:
    """Return each of our quantities that none of theirs agrees with, with the nearest of theirs of the same unit."""
    pairs = ((mine, [other for other in theirs if _share_unit(mine, other, grammar)]) for mine in ours)
    return [
        (mine, min(others, key=lambda other: _distance(mine, other)))
        for mine, others in pairs
        if others and all(_distance(mine, other) > 0 for other in others)
    ]


def _share_unit(one: Bounded, other: Bounded, grammar: QuantityGrammar) -> bool:
    """Whether two units have a word in common: “Russians killed” and “Russian soldiers killed” do."""
    mine, theirs = _unit_words(one.unit, grammar), _unit_words(other.unit, grammar)
    return mine == theirs or not mine.isdisjoint(theirs)


def _unit_words(unit: str, grammar: QuantityGrammar) -> set[str]:
    """Return the words of a unit that matter, in the singular, and its signs."""
    words = grammar.currency_nouns.get(unit, unit).casefold().split()
    long = (word for word in words if len(word) > LONGEST_FILLER_LETTERS or not word.isalpha())
    return {word.removesuffix(grammar.plural_ending) for word in long}


def _distance(one: Bounded, other: Bounded) -> float:
    """Return the distance of two ranges; 0 if they meet."""
    return max(_lower_end(one) - _upper_end(other), _lower_end(other) - _upper_end(one), 0.0)


def _lower_end(number: Bounded) -> float:
    return -inf if number.low is None else number.low


def _upper_end(number: Bounded) -> float:
    return inf if number.high is None else number.high
