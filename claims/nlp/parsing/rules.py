"""What a language tells the parser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from claims.nlp.parsing.asides import AsideRules


@dataclass(frozen=True, slots=True)
class Model:
    """A spaCy model: the package that contains it, and the name under which pipelines mention it."""

    package: str
    name: str


@dataclass(frozen=True, slots=True)
class ParsingRules:
    """The model and the words that decide where sentences and quotations end.

    `has_cue` says whether a sentence can contain an attribution and must be parsed. `dateline` matches place, day and
    agency at the start of a report; `asides` are what the parser reads sentences without.
    """

    model: Model
    abbreviation: re.Pattern[str]
    speech_tail: re.Pattern[str]
    has_cue: Callable[[str], bool]
    dateline: re.Pattern[str]
    asides: AsideRules


def compile_abbreviations(table: dict[str, Any]) -> re.Pattern[str]:
    """Return a pattern for a full stop that does not end a sentence, from the words and patterns of a table."""
    words = "|".join([*map(re.escape, table["abbreviations"].split()), *table["abbreviation_patterns"]])
    return re.compile(rf"(?:\b(?:{words})|\b[a-z]|\b(?:[a-z]\.)+[a-z])\.$", re.IGNORECASE)


def compile_speech_tail(table: dict[str, Any]) -> re.Pattern[str]:
    """Return a pattern for "he said" behind a quotation that lacks its closing mark."""
    speakers, verbs = ("|".join(table[name].split()) for name in ("tail_pronouns", "tail_verbs"))
    return re.compile(rf"(?<=[,.])\s+(?:{speakers}|[A-Z]\w+)\s+(?:{verbs})\b")
