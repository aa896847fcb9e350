"""Passages in which an article corrects itself, and the claims that they correct."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Appearance, Article
from claims.nlp import get_language
from claims.nlp.quantities import find_equal_quantities, find_quantities
from claims.nlp.reading import Quantity
from claims.selectors.passage_marks import Mark

MAX_RETRACTIONS = 20
"""Corrections of one article that are looked at; nearly all articles have one at most."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """A passage in which the article corrects what it said before: its claim, its words and their numbers."""

    claim: int
    words: str
    quantities: tuple[Quantity, ...]

    @property
    def fragment(self) -> str:
        """The address of the passage on the page of its article."""
        return f"#passage-{self.claim}"


def list_retractions(article: Article, marks: Sequence[Mark]) -> list[Retraction]:
    """Return the passages of an article, among its marks in the order of the text, that correct it.

    A passage within another is left out.
    """
    outermost: list[Mark] = []
    for mark in marks:
        is_inside = bool(outermost) and mark.end <= outermost[-1].end
        if mark.retracted and not mark.lost and not is_inside:
            outermost.append(mark)
    return [_build_retraction(article, mark) for mark in outermost[:MAX_RETRACTIONS]]


def _build_retraction(article: Article, mark: Mark) -> Retraction:
    quantities = find_quantities(article.text, mark.start, mark.end, get_language().quantities)
    return Retraction(mark.claim, article.text[mark.start : mark.end], tuple(quantities))


def find_retraction(place: Appearance, retractions: Sequence[Retraction]) -> Retraction | None:
    """Return the passage that corrects a number of this claim elsewhere in its article; None if there is none."""
    if place.assertion == Appearance.Assertion.RETRACTED:
        return None
    numbers, grammar = list(place.quantities.all()), get_language().quantities
    others = (each for each in retractions if each.claim != place.claim_id)
    return next((each for each in others if find_equal_quantities(numbers, each.quantities, grammar)), None)
