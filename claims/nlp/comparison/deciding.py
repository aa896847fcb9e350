"""Whether two claims say the same. The reading decides: similarity alone makes no two claims the same.

A claim with another number, another time, another place, other people or the opposite verb is another claim, however
similar its words and its vector are. Vectors only decide whether different words may mean the same, and words in the
place of others are other words (`frames`).
"""

from claims.nlp.comparison.across_languages import compare_across_languages
from claims.nlp.comparison.differences import Differences, find_differences
from claims.nlp.comparison.facts import extract_facts
from claims.nlp.comparison.rule_table import get_comparison_rules
from claims.nlp.comparison.types import REASONS_FOR, ComparedClaim, Comparison, ComparisonReason, ReasonCode, Relation
from claims.nlp.comparison.wording import Wording, compare_wording
from claims.nlp.language_table import primary_code

LEAST_OVERLAPS = ((0.60, 0.30), (0.70, 0.25), (0.80, 0.20))
"""Pairs of a cosine and the overlap of words from which two claims may be the same."""

LEAST_OVERLAP = 0.5
"""The overlap of words from which two claims without vectors may be the same."""

ENTIRE_CONTAINMENT, CONTAINED_OVERLAP = 0.8, 0.4
"""A claim that holds most words of the other one may be the same from a smaller overlap."""

Code = ReasonCode

VETOES = frozenset(
    {
        Code.UNPAIRED_NUMBERS,
        Code.DIFFERENT_DATES,
        Code.DIFFERENT_PLACES,
        Code.UNPAIRED_NAMES,
        Code.OTHER_WORDS,
        Code.EXCHANGED_NAMES,
        Code.UNCERTAIN,
        Code.FIRST_PERSON,
        Code.UNREAD_LANGUAGE,
    }
)
"""What leaves open how two claims are related, whatever else they share."""


def compare_claims(ours: ComparedClaim, theirs: ComparedClaim, cosine: float | None = None) -> Comparison:
    """Return what our claim is to the other one, and why. `cosine` is that of their vectors, if there are any."""
    rules = get_comparison_rules(ours.language)
    their_rules = get_comparison_rules(theirs.language)
    facts, their_facts = extract_facts(ours, rules), extract_facts(theirs, their_rules)
    wording = compare_wording(facts, their_facts, rules)
    if primary_code(ours.language) != primary_code(theirs.language):
        return compare_across_languages(facts, their_facts, wording)
    differences = find_differences(facts, their_facts, wording, cosine)
    relation = _decide(differences, wording, cosine)
    return Comparison(relation, differences.reasons)


def _decide(differences: Differences, wording: Wording, cosine: float | None) -> Relation:
    codes = {reason.code for reason in differences.reasons}
    if not _are_about_the_same(wording, cosine) or codes & VETOES:
        return Relation.UNCLEAR
    if differences.is_contradiction:
        return Relation.UNCLEAR if Code.NEGATION in codes and Code.OPPOSITE_WORDS in codes else Relation.CONTRADICTS
    if Code.NEGATION in codes:
        return Relation.UNCLEAR
    if Code.DIFFERENT_NUMBERS in codes:
        return Relation.NUMBER_DIFFERS
    return differences.narrowing


def _are_about_the_same(wording: Wording, cosine: float | None) -> bool:
    overlap = wording.overlap
    if overlap >= LEAST_OVERLAP or (wording.containment >= ENTIRE_CONTAINMENT and overlap >= CONTAINED_OVERLAP):
        return True
    return cosine is not None and any(cosine >= least and overlap >= words for least, words in LEAST_OVERLAPS)


def list_reasons_against(comparison: Comparison) -> list[ComparisonReason]:
    """Return the reasons why two claims may not be the same."""
    return [reason for reason in comparison.reasons if reason.code not in REASONS_FOR]
