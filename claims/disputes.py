"""Disputes about a number: what several sources or days give for one quantity. Plain Python.

Two numbers are about one quantity if they share the unit, name no different places, and their claims share words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from claims.figure_matching import find_words
from claims.nlp import get_language
from claims.nlp.places import find_places
from claims.nlp.quantities import share_unit

MAX_POINTS = 100
MIN_SHARED_WORDS = 0.3  # of the words of both claims
_CHANGES = frozenset({"change_by", "change_from"})
"""Kinds of numbers that are no value at one time."""


@dataclass(frozen=True, slots=True)
class DisputePoint:
    """A number that a source gives on a day; None is an open end.

    `text` are the words of the claim, `rating` its canonical rating and `url` the path of its verdict if it has one.
    An `official` number is one of a series.
    """

    claim_id: int
    day: date
    source: str
    text: str
    low: float | None
    high: float | None
    unit: str
    currency: str = ""
    kind: str = ""
    modifier: str = ""
    rating: str = ""
    url: str = ""
    official: bool = False


def find_dispute(points: Iterable[DisputePoint], official: Sequence[DisputePoint] = ()) -> list[DisputePoint]:
    """Return the points of the quantity that most of them are about, by day; none if one source gave it once.

    Of the `official` numbers, those of the same unit stand beside them.
    """
    grammar = get_language().quantities
    groups = _group([point for point in points if point.unit and point.kind not in _CHANGES][:MAX_POINTS])
    for group in sorted(groups, key=lambda group: (-len(group), -group[0].day.toordinal())):
        beside = [point for point in official if share_unit(point, group[0], grammar)]
        if len({(point.source, point.day) for point in (*group, *beside)}) > 1:
            return sorted((*group, *beside), key=lambda point: (point.day, point.source))
    return []


def _group(points: Sequence[DisputePoint]) -> list[list[DisputePoint]]:
    """Return the points in groups that are linked by pairs about one quantity."""
    facts = [(set(find_words(point.text)), _list_places(point.text)) for point in points]
    group_of = list(range(len(points)))
    for one, other in combinations(range(len(points)), 2):
        if group_of[one] != group_of[other] and _is_same(points[one], points[other], facts[one], facts[other]):
            joined, kept = group_of[other], group_of[one]
            group_of = [kept if group == joined else group for group in group_of]
    groups: dict[int, list[DisputePoint]] = {}
    for group, point in zip(group_of, points, strict=True):
        groups.setdefault(group, []).append(point)
    return list(groups.values())


Facts = tuple[set[str], set[str]]
"""The words and the places of a claim."""


def _is_same(one: DisputePoint, other: DisputePoint, here: Facts, there: Facts) -> bool:
    shared, both = here[0] & there[0], here[0] | there[0]
    if one.claim_id != other.claim_id and len(shared) < MIN_SHARED_WORDS * len(both):
        return False
    if here[1] and there[1] and not here[1] & there[1]:
        return False
    return share_unit(one, other, get_language().quantities)


def _list_places(text: str) -> set[str]:
    return {place.name for place in find_places(text, 0, len(text), get_language().places)}
