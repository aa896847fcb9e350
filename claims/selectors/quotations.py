"""Quotations of a family: the same words in several articles, and what became of them."""

from dataclasses import dataclass

from claims.quote_drift import Drift, compare_quotations, find_quotation, list_words
from claims.selectors.families import Family, FamilyPlace

MAX_GROUPS = 10
"""Different quotations of one family that are compared."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in an article: what became of the fullest wording, and whether it is the first in its own."""

    place: FamilyPlace
    text: str
    drift: Drift
    is_first: bool


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """The quotations of the same words, the earliest first; `full` is the longest of them."""

    full: str
    quotations: list[Quotation]


def align_quotations(family: Family) -> list[QuotationGroup]:
    """Return the quotations that several articles of a family have, each beside its fullest wording: no query."""
    groups: list[list[tuple[FamilyPlace, str]]] = []
    for place in family.places:
        row = place.appearance
        if text := find_quotation(row.exact, row.prefix, row.suffix):
            _find_group(groups, text).append((place, text))
    return [_build_group(group) for group in groups if len({place.appearance.article_id for place, _ in group}) > 1]


def _find_group(groups: list[list[tuple[FamilyPlace, str]]], text: str) -> list[tuple[FamilyPlace, str]]:
    """Return the group of a quotation, a new one for new words; one that is lost if there are too many groups."""
    known = next((group for group in groups if _quote_the_same(group[0][1], text)), None)
    if known is not None:
        return known
    group: list[tuple[FamilyPlace, str]] = []
    if len(groups) < MAX_GROUPS:
        groups.append(group)
    return group


def _quote_the_same(one: str, other: str) -> bool:
    return compare_quotations(one, other) is not None


def _build_group(group: list[tuple[FamilyPlace, str]]) -> QuotationGroup:
    full = max((text for _, text in group), key=lambda text: len(list_words(text)))
    wordings: set[tuple[str, ...]] = set()
    rows = []
    for place, text in group:
        words = tuple(list_words(text))
        drift = compare_quotations(full, text) or Drift.ALTERED
        rows.append(Quotation(place, text, drift, is_first=words not in wordings))
        wordings.add(words)
    return QuotationGroup(full, rows)
