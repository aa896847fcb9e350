"""Which words of a claim find the fact-checks that are about the same, without reading all the others.

Words that stand in few fact-checks are searched for alone; common ones only together with another, so
that the whole search touches about as many rows in a million as in a thousand. The weight of a word is
its inverse document frequency, as in BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, combinations, takewhile

ROWS = 500
"""How many fact-checks a search should expect to look at."""

TERMS = 32
"""How many different words of a long text are used, the rarest ones."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to search for: candidates have one of the words `alone`, or two of the `pairs`' words together.

    `weights` says what each word tells; `pairs` gives for a word those it is searched for with. `rows` is how many
    candidates to expect: more than `ROWS` where even the most telling word is common.
    """

    weights: dict[str, float]
    alone: tuple[str, ...]
    pairs: dict[str, tuple[str, ...]]
    rows: float

    @property
    def mass(self) -> float:
        """What all words together would tell."""
        return sum(self.weights.values())

    @property
    def tsquery(self) -> str:
        """The candidates as PostgreSQL's tsquery; empty when there is nothing to search for."""
        alone = map(_quoted, self.alone)
        pairs = (f"{_quoted(word)} & ({' | '.join(map(_quoted, others))})" for word, others in self.pairs.items())
        return " | ".join([*alone, *pairs])


def plan(documents: Mapping[str, int], total: int) -> Plan:
    """The search for a text, given in how many of `total` fact-checks each of its words stands."""
    rarest = sorted(documents, key=lambda word: (documents[word], word))[:TERMS]
    weights = {word: weight(documents[word], total) for word in rarest}
    expected = _expected({word: documents[word] for word in rarest if documents[word]}, total)
    groups = _within(expected)
    alone = tuple(group[0] for group in groups if len(group) == 1)
    pairs: dict[str, tuple[str, ...]] = {}
    for one, *other in groups:
        if other and one not in alone and other[0] not in alone:
            pairs[one] = (*pairs.get(one, ()), other[0])
    return Plan(weights, alone, pairs, sum(expected[group] for group in groups))


def weight(documents: int, total: int) -> float:
    """The inverse document frequency: the rarer the word, the more it tells."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _expected(documents: Mapping[str, int], total: int) -> dict[tuple[str, ...], float]:
    """In how many fact-checks words and pairs of words are expected, pairs as if their words were independent."""
    expected: dict[tuple[str, ...], float] = {(word,): count for word, count in documents.items()}
    for one, other in combinations(documents, 2):
        expected[one, other] = documents[one] * documents[other] / total
    return expected


def _within(expected: Mapping[tuple[str, ...], float]) -> list[tuple[str, ...]]:
    """Words and pairs of words from the most telling on, until `ROWS` rows can be expected; the first is always in."""
    telling = sorted(expected, key=lambda group: (expected[group], group))
    rows = accumulate(expected[group] for group in telling)
    within = sum(1 for _ in takewhile(lambda so_far: so_far <= ROWS, rows))
    return telling[: max(within, 1)]


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
