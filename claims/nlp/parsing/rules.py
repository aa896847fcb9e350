"""What a language tells the parser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from claims.nlp.parsing.asides import AsideRules
from claims.nlp.parsing.trees import Tree
from claims.nlp.patterns import match_any


@dataclass(frozen=True, slots=True)
class Model:
    """A spaCy model: the package that contains it, and the name under which pipelines mention it."""

    package: str
    name: str


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """The words that decide whether a full stop ends a sentence.

    `abbreviation` matches a full stop of an abbreviation. One of `unending` never ends a sentence, one of `numbered`
    does not before a number. One of `closing` ("p.m.") does before any capital letter except that of a word in
    `joined`. Every other one ends it before an `opener`. `asking` matches a speaker behind a question in quotation
    marks, which belongs to the same sentence. Any other than `undivided` ("St.") does before a `subject` with its
    verb, a letter that names something (`lettered`: "Plan B.") always.
    """

    abbreviation: re.Pattern[str]
    unending: re.Pattern[str]
    numbered: re.Pattern[str]
    closing: re.Pattern[str]
    joined: re.Pattern[str]
    opener: re.Pattern[str]
    asking: re.Pattern[str]
    undivided: re.Pattern[str]
    subject: re.Pattern[str]
    lettered: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ParsingRules:
    """The model and the words that decide where sentences and quotations end.

    `has_cue` says whether a sentence can contain an attribution and must be parsed. `repair_tree`
    corrects what the model often gets wrong. `dateline` matches place, day and
    agency at the start of a report; `asides` are what the parser reads sentences without.
    """

    model: Model
    sentences: SentenceRules
    speech_tail: re.Pattern[str]
    has_cue: Callable[[str], bool]
    repair_tree: Callable[[Tree], None]
    dateline: re.Pattern[str]
    asides: AsideRules


def build_sentence_rules(table: dict[str, Any]) -> SentenceRules:
    """Build the rules from the words and patterns of a language's `sentences.toml`."""
    words = "|".join([*map(re.escape, table["abbreviations"].split()), *table["abbreviation_patterns"]])
    openers, speakers, verbs = (match_any(table[name]) for name in ("openers", "tail_pronouns", "asking_verbs"))
    return SentenceRules(
        abbreviation=re.compile(rf"(?:\b(?:{words})|\b[a-z]|\b(?:[a-z]\.)+[a-z])\.$", re.IGNORECASE),
        unending=re.compile(rf"\b(?:{match_any(table['unending'])})\.$", re.IGNORECASE),
        numbered=re.compile(rf"\b(?:{match_any(table['numbered'])})\.$", re.IGNORECASE),
        closing=re.compile(rf"\b(?:{match_any(table['closing'])})\.$", re.IGNORECASE),
        joined=re.compile(rf"\s+(?:{match_any(table['joined'])})\b"),
        opener=re.compile(rf"""[\])”"’']{{0,3}}\s+["“‘'(\[]?(?:{openers})(?![\w.])"""),
        undivided=re.compile(table["undivided"]),
        subject=re.compile(rf"\s+[A-Z][\w’'-]+\s(?:{match_any(table['verbs'])})\b"),
        lettered=re.compile(rf"\b(?i:{match_any(table['lettered'])})\s[A-Z]\.$"),
        asking=re.compile(rf"\s+(?:(?:{speakers})|(?!(?:{openers})\b)(?:[A-Z][\w’'.-]*\s?){{1,4}}?)\s?\b(?:{verbs})\b"),
    )


def compile_speech_tail(table: dict[str, Any]) -> re.Pattern[str]:
    """Return a pattern for "he said" behind a quotation that lacks its closing mark."""
    speakers, verbs = ("|".join(table[name].split()) for name in ("tail_pronouns", "tail_verbs"))
    return re.compile(rf"(?<=[,.])\s+(?:{speakers}|[A-Z]\w+)\s+(?:{verbs})\b")
