"""Hedges and denials: whether a claim leaves a way out, and whether its source denies it."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.attribution.cue_table import CueTable
from claims.nlp.attribution.types import Attribution
from claims.nlp.patterns import match_any


@dataclass(frozen=True, slots=True)
class HedgeRules:
    """Patterns for words that hedge a claim, negate a cue, correct the text itself, or call a clause untrue."""

    hedge: re.Pattern[str]
    negation: re.Pattern[str]
    retraction: re.Pattern[str]
    untruth: re.Pattern[str]
    untrue_noun: re.Pattern[str]
    untrue_end: re.Pattern[str]


def build_hedge_rules(table: dict[str, Any]) -> HedgeRules:
    """Build the rules from a language's `hedges.toml`; hedges are patterns that are tried in their order."""
    hedge = re.compile(rf"\b(?:{'|'.join(table['hedges'])})\b")
    clitics = match_any(table["negative_clitics"])
    negation = re.compile(rf"\b(?:{match_any(table['negations'])}|{clitics})\b", re.IGNORECASE)
    retraction = re.compile(rf"\b(?:{'|'.join(table['retractions'])})\b", re.IGNORECASE)
    untruth = re.compile("|".join(table["untruths"]), re.IGNORECASE)
    untrue_noun, untrue_end = (re.compile(table[name], re.IGNORECASE) for name in ("untrue_nouns", "untrue_ends"))
    return HedgeRules(hedge, negation, retraction, untruth, untrue_noun, untrue_end)


def find_hedge(
    words: str, attribution: Attribution | None, rules: HedgeRules, cues: CueTable, *, is_quoted: bool
) -> str:
    """Return the words that hedge a claim, or an empty string. A doubting verb hedges all but a quotation."""
    if match := rules.hedge.search(words):
        return match.group()
    doubted = attribution is not None and attribution.lemma in cues.doubting and not is_quoted
    return attribution.lemma if attribution and doubted else ""


def is_denied(text: str, attribution: Attribution | None, rules: HedgeRules, cues: CueTable) -> bool:
    """Whether the source denies the content."""
    if attribution is None:
        return False
    if attribution.is_denied or attribution.lemma not in cues.denying or attribution.how == "naming":
        return attribution.is_denied
    return not rules.negation.search(text[attribution.cue.start : attribution.cue.end].lower())
