"""Naming a source and classifying it."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any

KINDS = ("channel", "outlet", "organisation", "person", "document")
"""The kinds of a named source, in the order in which they are tried."""

CASE_SENSITIVE_KINDS = ("channel", "outlet")


@dataclass(frozen=True, slots=True)
class SourceRules:
    """What names look like in a language.

    `capital` is the pattern of a capitalised word. `kinds` are tried in their order.
    """

    capital: str
    name: re.Pattern[str]
    titles: frozenset[str]
    determiners: re.Pattern[str]
    name_end: re.Pattern[str]
    apposition_openers: tuple[str, ...]
    linking: re.Pattern[str]
    final_possessive: re.Pattern[str]
    possessive: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    unnamed: re.Pattern[str]
    unnamed_source: str


def build_source_rules(table: dict[str, Any]) -> SourceRules:
    """Build the rules from a language's `sources.toml`."""
    capital = rf"(?:(?:[A-ZÀ-Þ]|{match_any(table['name_abbreviations'])})\.|[A-ZÀ-Þ][\w’'-]*(?:\.[A-Z]\.?)?)"
    particles = match_any(table["name_particles"])
    participles, pronouns = match_any(table["participles"]), match_any(table["relative_pronouns"])
    return SourceRules(
        capital=capital,
        name=re.compile(rf"{capital}(?:\s(?:(?:{particles})\s){{0,2}}{capital})*"),
        titles=frozenset(table["titles"].split()),
        determiners=re.compile(rf"^(?:{match_any(table['determiners'])})\s+", re.IGNORECASE),
        name_end=re.compile(rf"\s(?:{participles})\s|,|\s(?:{pronouns})\s|\s[–—(]|\s--|;"),
        apposition_openers=tuple(table["apposition_openers"]),
        linking=re.compile(rf"\b(?:{match_any(table['linking_prepositions'])})\s$"),
        final_possessive=re.compile(rf"['’]{table['possessive']}?$"),
        possessive=re.compile(rf"['’]{table['possessive']}$"),
        kinds=_build_kinds(table, capital),
        unnamed=re.compile(rf"\b(?:{match_any(table['kinds']['unnamed'])})\b", re.IGNORECASE),
        unnamed_source=table["unnamed_source"],
    )


def _build_kinds(table: dict[str, Any], capital: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    particles = match_any(table["person_particles"])
    person = re.compile(rf"^(?:{capital})(?:\s(?:{particles}|{capital})){{1,3}}$")
    return tuple((kind, person if kind == "person" else _match_kind(kind, table["kinds"][kind])) for kind in KINDS)


def _match_kind(kind: str, words: list[str]) -> re.Pattern[str]:
    plural = "s?" if kind == "document" else ""
    return re.compile(rf"\b(?:{match_any(words)}){plural}\b", 0 if kind in CASE_SENSITIVE_KINDS else re.IGNORECASE)


def name_source(words: str, rules: SourceRules) -> str:
    """Return a mention without determiners, titles, appositions and relative clauses.

    "An American think-tank, the Institute for the Study of War (ISW)," is the Institute for the Study of War;
    "NYPD Commissioner James O'Neill" is James O'Neill.
    """
    words = rules.final_possessive.sub("", " ".join(words.split()).strip(" ,;:“”\"'"))
    head = rules.name_end.split(words, maxsplit=1)[0]
    name = _find_proper_name(rules.determiners.sub("", head), rules)
    if name:
        return name
    rest = words[len(head) :].lstrip(" ,–—-(")
    if rest.lower().startswith(rules.apposition_openers) or rest[:1].isupper():
        proper = rules.name.match(rules.determiners.sub("", rest))
        if proper and " " in proper.group():
            return strip_titles(proper.group(), rules)
    return rules.determiners.sub("", head) or head


def _find_proper_name(head: str, rules: SourceRules) -> str:
    """Return the proper name that ends a phrase, or an empty string ("the Ukrainian army")."""
    bare = rules.possessive.sub("", head)
    names = [match for match in rules.name.finditer(bare) if match.end() == len(bare)]
    if not names or rules.linking.search(bare[: names[-1].start()]):
        return ""
    return strip_titles(names[-1].group(), rules)


def strip_titles(name: str, rules: SourceRules) -> str:
    """Return a name without the titles in front of it."""
    words = name.split()
    titles = [position for position, word in enumerate(words[:-1]) if word.strip(".,") in rules.titles]
    return " ".join(words[titles[-1] + 1 :]) if titles else name


def classify_source(name: str, words: str, rules: SourceRules) -> str:
    """Return person, organisation, outlet, document, channel or unnamed, by the name and the words of the mention."""
    kind = next((kind for kind, pattern in rules.kinds if pattern.search(name)), "")
    if kind:
        return kind
    return "organisation" if name[:1].isupper() and not rules.unnamed.search(words) else "unnamed"
