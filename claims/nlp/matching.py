"""Planning the search for fact-checks that match a claim, without reading all the others.

Words that occur in few fact-checks are searched for alone. Common words are searched for together with another one, so
that a search reads about as many rows in a million as in a thousand. The weight of a word is its inverse document
frequency, as in BM25 (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, combinations, takewhile

MOST_ROWS = 500
"""The fact-checks that a search may expect to read."""

MOST_WORDS = 32
"""The different words of a long text that are used, the rarest ones."""


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What to search for: candidates have one of the words `alone`, or both words of one of the `pairs`.

    `weights` holds the weight of each word, `pairs` the words that are searched for together with a word.
    `rows` is the number of expected candidates: more than `MOST_ROWS` if even the rarest word is common.
    """

    weights: dict[str, float]
    alone: tuple[str, ...]
    pairs: dict[str, tuple[str, ...]]
    rows: float

    @property
    def total_weight(self) -> float:
        """The weight of all words together."""
        return sum(self.weights.values())

    @property
    def tsqueries(self) -> tuple[str, ...]:
        """PostgreSQL tsqueries of which a candidate matches one: the words alone, and each word with its others."""
        alone = " | ".join(map(_quote_word, self.alone))
        pairs = (
            f"{_quote_word(word)} & ({' | '.join(map(_quote_word, others))})" for word, others in self.pairs.items()
        )
        return tuple(filter(None, [alone, *pairs]))


def plan_search(documents: Mapping[str, int], total: int) -> SearchPlan:
    """Plan the search for a text, given the number of fact-checks, of `total`, in which each of its words occurs."""
    rarest = sorted(documents, key=lambda word: (documents[word], word))[:MOST_WORDS]
    weights = {word: weigh_word(documents[word], total) for word in rarest}
    expected = _expect_rows({word: documents[word] for word in rarest if documents[word]}, total)
    groups = _choose_groups(expected)
    alone = tuple(group[0] for group in groups if len(group) == 1)
    pairs: dict[str, tuple[str, ...]] = {}
    for word, *other in groups:
        if other and word not in alone and other[0] not in alone:
            pairs[word] = (*pairs.get(word, ()), other[0])
    return SearchPlan(weights, alone, pairs, sum(expected[group] for group in groups))


def weigh_word(documents: int, total: int) -> float:
    """Return the inverse document frequency: a rarer word weighs more."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _expect_rows(documents: Mapping[str, int], total: int) -> dict[tuple[str, ...], float]:
    """Return in how many fact-checks words and pairs are expected; the words of a pair are taken as independent."""
    expected: dict[tuple[str, ...], float] = {(word,): count for word, count in documents.items()}
    for one, other in combinations(documents, 2):
        expected[one, other] = documents[one] * documents[other] / total
    return expected


def _choose_groups(expected: Mapping[tuple[str, ...], float]) -> list[tuple[str, ...]]:
    """Return the rarest words and pairs up to `MOST_ROWS` expected rows, at least one."""
    rarest = sorted(expected, key=lambda group: (expected[group], group))
    rows = accumulate(expected[group] for group in rarest)
    affordable = sum(1 for _ in takewhile(lambda so_far: so_far <= MOST_ROWS, rows))
    return rarest[: max(affordable, 1)]


def _quote_word(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
