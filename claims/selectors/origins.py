"""Origins of a family: who cites whom, from the sources that the articles name to the copies of their texts.

Articles that name no source are origins themselves. An outlet that is cited and has an article in the family leads to
whom that article cites. Two unnamed sources are never known to be one, unless one source relays both.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from claims.models import Source, TextSketch
from claims.near_copies import COPY_RESEMBLANCE, estimate_resemblance
from claims.selectors.families import Family, FamilyPlace

MAX_STEPS = 12
"""Steps of a chain from its origin to an article; a longer one is not continued."""


class Step(NamedTuple):
    """A source or an outlet in a chain: what identifies it, its name, and its kind."""

    key: str
    name: str
    kind: str


@dataclass(slots=True)
class OriginNode:
    """A source or an outlet: where it says the claim itself, and who relays it.

    A node that `is_copy` prints the text of the node that it stands under.
    """

    name: str
    kind: str
    is_copy: bool = False
    places: list[FamilyPlace] = field(default_factory=list)
    relays: "dict[str, OriginNode]" = field(default_factory=dict)

    @property
    def nodes(self) -> "list[OriginNode]":
        """Those who relay it, in the order of time."""
        return list(self.relays.values())

    @property
    def is_unnamed(self) -> bool:
        """Whether the article leaves open who it is."""
        return self.kind == Source.Kind.UNNAMED

    @property
    def outlets(self) -> list[dict[str, object]]:
        """The outlets that print copies of its articles."""
        return [outlet for place in self.places for outlet in place.outlets]


@dataclass(frozen=True, slots=True)
class Origins:
    """The origins of a family, with the numbers of articles and of those that copy the text of another."""

    roots: list[OriginNode]
    articles: int
    copies: int

    @property
    def unnamed(self) -> int:
        """How many of the origins are unnamed sources."""
        return sum(root.is_unnamed for root in self.roots)


def find_origins(family: Family) -> Origins:
    """Return who cites whom in a family: one query."""
    originals = _find_originals([place.appearance.article_id for place in family.places])
    tree = _Tree()
    for place in family.places:
        tree.add(place, originals)
    outlets = {str(outlet["url"]) for place in family.places for outlet in place.outlets}
    articles, copies = family.article_count + len(outlets), len(originals) + len(outlets)
    return Origins(tree.root.nodes, articles, copies)


def _find_originals(article_ids: list[int]) -> dict[int, int]:
    """Return for each article that is a near copy of an earlier one of these, that one."""
    ordered = list(dict.fromkeys(article_ids))
    sketches = dict(TextSketch.objects.filter(article__in=ordered).values_list("article", "shingles"))
    originals: dict[int, int] = {}
    for number, article in enumerate(ordered):
        firsts = (earlier for earlier in ordered[:number] if earlier not in originals)
        alike = (row for row in firsts if _are_copies(sketches.get(row, []), sketches.get(article, [])))
        if (original := next(alike, None)) is not None:
            originals[article] = original
    return originals


def _are_copies(first: list[int], second: list[int]) -> bool:
    return estimate_resemblance(first, second) >= COPY_RESEMBLANCE


class _Tree:
    """Builds the tree, one place after the other, the earliest first."""

    def __init__(self) -> None:
        self.root = OriginNode("", "")
        self._path_of_outlet: dict[str, list[Step]] = {}
        self._path_of_article: dict[int, list[Step]] = {}

    def add(self, place: FamilyPlace, originals: dict[int, int]) -> None:
        """Add a place below whom it cites, or below the article of which its text is a copy."""
        article = place.appearance.article_id
        original = self._path_of_article.get(originals.get(article, 0))
        steps = [*original, _outlet_step(place)] if original else self._continue(_list_steps(place))
        node = self._insert(steps)
        node.places.append(place)
        node.is_copy = node.is_copy or original is not None
        self._path_of_outlet.setdefault(steps[-1].key, steps)
        self._path_of_article.setdefault(article, steps)

    def _continue(self, steps: list[Step]) -> list[Step]:
        """Put whom a cited outlet cites itself before it."""
        known = self._path_of_outlet.get(steps[0].key) if len(steps) > 1 else None
        return [*known, *steps[1:]] if known and len(known) + len(steps) <= MAX_STEPS else steps

    def _insert(self, steps: list[Step]) -> OriginNode:
        node = self.root
        for step in steps:
            node = node.relays.setdefault(step.key, OriginNode(step.name, step.kind))
        return node


def _list_steps(place: FamilyPlace) -> list[Step]:
    """Return the chain of a place: who asserts the claim, who relays it, and the outlet; nobody twice in a row."""
    steps = [_outlet_step(place)]
    for link in reversed(place.appearance.attributions.all()):
        is_unnamed = link.unresolved or link.kind == Source.Kind.UNNAMED
        key = f"{steps[0].key} {link.name}" if is_unnamed else link.source.key
        if key != steps[0].key:
            steps.insert(0, Step(key, link.name, Source.Kind.UNNAMED.value if is_unnamed else link.kind))
    return steps


def _outlet_step(place: FamilyPlace) -> Step:
    article = place.appearance.article
    name = article.publisher or article.title
    return Step(Source.key_of(name) or f"article {article.pk}", name, Source.Kind.OUTLET.value)
