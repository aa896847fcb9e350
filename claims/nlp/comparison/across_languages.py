"""Comparing two claims in different languages: by numbers, times, names and speakers.

Words of two languages cannot be held against each other, so such claims are never called the same, nor anything else:
what they share and what differs is shown, and a person decides. Countries have their names in each language from the
locale data of Babel. Other names count only where both languages write them alike, and names apart say nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import isclose

from babel import Locale, UnknownLocaleError

from claims.nlp.comparison.differences import (
    MOST_WORDS,
    compare_times,
    negation_reasons,
    show_quantity,
    source_reasons,
    time_reasons,
)
from claims.nlp.comparison.facts import ClaimFacts, Word
from claims.nlp.comparison.rule_table import get_comparison_rules
from claims.nlp.comparison.types import Comparison, ComparisonReason, ReasonCode, Relation
from claims.nlp.comparison.wording import Wording
from claims.nlp.language_table import get_language, primary_code
from claims.nlp.light.conventions import MOST_KEPT_LANGUAGES
from claims.nlp.quantities import Bounded, find_different_quantities

ROUNDING = 1e-3
"""The relative difference of two numbers that are one: a third is 33.33 or 33.3333 percent."""

Code = ReasonCode


def compare_across_languages(ours: ClaimFacts, theirs: ClaimFacts, wording: Wording) -> Comparison:
    """Return the reasons for and against two claims in different languages being the same."""
    reasons = (
        *_name_reasons(ours, theirs, wording),
        *_number_reasons(ours, theirs),
        *time_reasons(compare_times(ours.periods, theirs.periods)),
        *_negation_reasons(ours, theirs, wording),
        *source_reasons(ours, theirs),
        ComparisonReason(Code.OTHER_LANGUAGE, primary_code(ours.claim.language), primary_code(theirs.claim.language)),
    )
    return Comparison(Relation.UNCLEAR, reasons)


def _name_reasons(ours: ClaimFacts, theirs: ClaimFacts, wording: Wording) -> Iterator[ComparisonReason]:
    """Yield the names that both claims have, as each of them writes them."""
    pairs = {word.text: word.text for word in wording.shared if word.is_name and not word.opens}
    mine, others = _find_countries(ours), _find_countries(theirs)
    pairs |= {name: others[country] for country, name in mine.items() if country in others}
    if pairs:
        yield ComparisonReason(
            Code.SHARED_NAMES, *(", ".join(list(names)[:MOST_WORDS]) for names in (pairs, pairs.values()))
        )


def _negation_reasons(ours: ClaimFacts, theirs: ClaimFacts, wording: Wording) -> Iterator[ComparisonReason]:
    """Yield that one claim alone is negated, if negation is read in both languages."""
    if all(get_comparison_rules(facts.claim.language).reads_negation for facts in (ours, theirs)):
        yield from negation_reasons(wording, ours, theirs)


def _find_countries(facts: ClaimFacts) -> dict[str, str]:
    """Return the names of countries in a claim by their codes."""
    names: dict[int, list[Word]] = {}
    for word in facts.words:
        if word.is_name:
            names.setdefault(word.name_number, []).append(word)
    countries = _load_countries(primary_code(facts.claim.language))
    written = (" ".join(word.text for word in words) for words in names.values())
    return {countries[name.casefold()]: name for name in written if name.casefold() in countries}


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def _load_countries(language: str) -> Mapping[str, str]:
    """Return the code of each country by its name in a language, in lower case."""
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {name.casefold(): code for code, name in territories.items() if code.isalpha()}


def _number_reasons(ours: ClaimFacts, theirs: ClaimFacts) -> Iterator[ComparisonReason]:
    """Yield the numbers that are equal, whatever the two languages call what they count, and those that are not."""
    mine, others = list(ours.quantities), list(theirs.quantities)
    for quantity in ours.quantities:
        equal = next((other for other in others if _are_equal(quantity, other)), None)
        if equal is not None:
            mine.remove(quantity)
            others.remove(equal)
            yield ComparisonReason(Code.EQUAL_NUMBERS, show_quantity(quantity), show_quantity(equal))
    different = find_different_quantities(mine, others, get_language().quantities)[:MOST_WORDS]
    for quantity, other in different:
        yield ComparisonReason(Code.DIFFERENT_NUMBERS, show_quantity(quantity), show_quantity(other))
    if mine and others and not different:
        yield ComparisonReason(Code.UNPAIRED_NUMBERS, _show_quantities(mine), _show_quantities(others))


def _are_equal(one: Bounded, other: Bounded) -> bool:
    """Whether two numbers have the same ends, and are not of two currencies, or only one of them a percentage."""
    currencies = {one.currency, other.currency} - {""}
    ends = ((one.low, other.low), (one.high, other.high))
    return (
        len(currencies) <= 1
        and ("%" in one.unit) == ("%" in other.unit)
        and all(_is_same_end(mine, theirs) for mine, theirs in ends)
    )


def _is_same_end(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=ROUNDING)


def _show_quantities(quantities: Sequence[Bounded]) -> str:
    return ", ".join(map(show_quantity, quantities[:MOST_WORDS]))
