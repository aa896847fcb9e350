"""Numbers of two claims beside each other: a changed number makes another claim."""

from collections.abc import Iterable, Sequence
from math import inf
from typing import Protocol, TypeVar

COINS = {"$": "dollar", "€": "euro", "£": "pound"}
FILLER = 2  # letters of words such as "of" and "on", which two units share by chance


class Bounded(Protocol):
    """A number or a range of what `unit` counts; None is an open end."""

    @property
    def low(self) -> float | None:
        """The least it can be."""

    @property
    def high(self) -> float | None:
        """The most it can be."""

    @property
    def unit(self) -> str:
        """What is counted."""


Ours = TypeVar("Ours", bound=Bounded)
Theirs = TypeVar("Theirs", bound=Bounded)


def differing(ours: Iterable[Ours], theirs: Sequence[Theirs]) -> list[tuple[Ours, Theirs]]:
    """Each number of ours that none of theirs agrees with, beside the nearest of theirs that counts the same."""
    pairs = ((mine, [other for other in theirs if _counts_the_same(mine, other)]) for mine in ours)
    return [
        (mine, min(others, key=lambda other: _gap(mine, other)))
        for mine, others in pairs
        if others and all(_gap(mine, other) > 0 for other in others)
    ]


def _counts_the_same(one: Bounded, other: Bounded) -> bool:
    """Whether the units share a word: “Russians killed” and “Russian soldiers killed” do."""
    mine, theirs = _words(one.unit), _words(other.unit)
    return mine == theirs or not mine.isdisjoint(theirs)


def _words(unit: str) -> set[str]:
    """The words that matter, in the singular; signs as they are."""
    words = COINS.get(unit, unit).casefold().split()
    return {word.removesuffix("s") for word in words if len(word) > FILLER or not word.isalpha()}


def _gap(one: Bounded, other: Bounded) -> float:
    """How far two ranges lie apart; 0 where they meet."""
    return max(_least(one) - _most(other), _least(other) - _most(one), 0.0)


def _least(number: Bounded) -> float:
    return -inf if number.low is None else number.low


def _most(number: Bounded) -> float:
    return inf if number.high is None else number.high
