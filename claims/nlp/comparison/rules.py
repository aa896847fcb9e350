"""What the comparison of claims knows of a language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.nlp.comparison.stems import Stemmer, build_stemmer
from claims.nlp.patterns import match_any
from claims.nlp.reading import DateMention, Place, Quantity

FindQuantities = Callable[[str], tuple[Quantity, ...]]
FindDates = Callable[[str, date | None, tuple[Quantity, ...]], tuple[DateMention, ...]]
FindPlaces = Callable[[str], tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Readers:
    """What finds numbers, dates and places in a claim. Dates are given the day and the quantities, which are none."""

    find_quantities: FindQuantities
    find_dates: FindDates
    find_places: FindPlaces


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """The words and readers of one language.

    `opposites` are pairs of sets of stems: the words of one set say the same, those of its pair the contrary. `phrases`
    gives the short name for a name of several words that `long_names` matches, `aliases` the key of a name by its form
    in lower case. `elided` matches short words before an apostrophe. A name behind one of `attributive`, and
    perhaps one of `articles`, says where or whose.

    Of the small words, `small_opposites` turn a claim, `quantifiers` say of how many it holds, and with `hedges` it is
    uncertain. What stands before one of `pivots` cannot stand behind it, and `agent` shows the passive. Where negation
    is not read (`reads_negation`), two claims are never called the same.
    """

    stemmer: Stemmer
    function_words: frozenset[str]
    negations: frozenset[str]
    first_person: frozenset[str]
    attributive: frozenset[str]
    articles: frozenset[str]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    small_opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    quantifiers: frozenset[str]
    hedges: frozenset[str]
    pivots: frozenset[str]
    agent: frozenset[str]
    long_names: re.Pattern[str]
    phrases: Mapping[str, str]
    elided: re.Pattern[str]
    aliases: Mapping[str, str]
    readers: Readers
    reads_negation: bool

    @property
    def marks(self) -> frozenset[str]:
        """All small words that may turn a claim."""
        opposites = (side for pair in self.small_opposites for side in pair)
        return self.quantifiers.union(self.hedges, self.pivots, self.agent, *opposites)


def build_comparison_rules(
    table: Mapping[str, Any], readers: Readers, *, reads_negation: bool = True
) -> ComparisonRules:
    """Build the rules from a language's `comparison.toml` and its readers."""
    stemmer = build_stemmer(table)
    return ComparisonRules(
        stemmer=stemmer,
        function_words=frozenset(table["function_words"].split()),
        negations=frozenset(table["negations"].split()),
        first_person=frozenset(table["first_person"].split()),
        attributive=frozenset(table["attributive"].split()),
        articles=frozenset(table["articles"].split()),
        opposites=tuple(_stem_pair(row["one"], row["other"], stemmer) for row in table["opposites"]),
        small_opposites=tuple(
            (frozenset(row["one"].split()), frozenset(row["other"].split())) for row in table["small_opposites"]
        ),
        quantifiers=frozenset(table["quantifiers"].split()),
        hedges=frozenset(table["hedges"].split()),
        pivots=frozenset(table["pivots"].split()),
        agent=frozenset(table["agent"].split()),
        long_names=re.compile(rf"\b(?:{match_any(table['phrases']) or '(?!)'})\b"),
        phrases=table["phrases"],
        elided=re.compile(rf"\b({match_any(table['elided']) or '(?!)'})'(?=\w)", re.IGNORECASE),
        aliases={form: key for key, forms in table["aliases"].items() for form in forms},
        readers=readers,
        reads_negation=reads_negation,
    )


def _stem_pair(one: str, other: str, stemmer: Stemmer) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(stemmer.stem, one.split())), frozenset(map(stemmer.stem, other.split()))
