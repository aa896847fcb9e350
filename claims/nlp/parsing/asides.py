"""Finding the asides of a sentence that the parser reads better without.

", citing the ministry," names a source, "seen by the Herald" names who relays a document, ", 43," is an age and "(IFS)"
an abbreviation, "[12]" a footnote. What describes joint sources keeps them apart: "Ana Lima, who leads the union, and
Bo Chen". None of them belongs to what is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any
from claims.nlp.reading import Span

LONGEST_CITED_CHARACTERS = 90
LONGEST_DESCRIPTION_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class AsideRules:
    """The patterns of asides of a language.

    `citing` and `opening` have a group `name`, the source that is cited. `phrase` opens a sentence with a source
    that ends at a comma ("According to ..."). `relayed` follows a noun that names a document. `joint` has a group for
    what describes each of two sources, unless it holds one of the `reporting` words. `marks` are footnotes, and the
    full stop behind the sign of a currency. `clause_words` cannot be part of the name of a source.
    """

    citing: re.Pattern[str]
    opening: re.Pattern[str]
    phrase: re.Pattern[str]
    relayed: re.Pattern[str]
    details: re.Pattern[str]
    marks: re.Pattern[str]
    joint: re.Pattern[str]
    joint_sign: str
    reporting: frozenset[str]
    clause_words: frozenset[str]
    auxiliaries: frozenset[str]
    complementizer: str


def build_aside_rules(
    table: dict[str, Any], sources: dict[str, Any], dates: dict[str, Any], capital: str
) -> AsideRules:
    """Build the rules from three tables of a language and its pattern of a capitalised word."""
    name = rf"(?P<name>[^,;:“”\"()—–]{{3,{LONGEST_CITED_CHARACTERS}}}?)"
    relative, participles = match_any(table["relative_citing"]), match_any(table["citing"])
    articles, passed_on = match_any(table["articles"]), "|".join(table["passed_on"])
    outlet = rf"(?:(?:{articles})\s)?{capital}(?:\s(?:(?:{match_any(table['particles'])})\s)?{capital}){{0,4}}"
    own = match_any(table["own_outlets"])
    followers = rf"{articles}|[a-z]+{dates['tense']['participle_ending']}"
    signs = "|".join(rf"(?<=\b{sign}\.)" for sign in table["stopped_signs"].split())
    days = match_any([*dates["weekdays"].title().split(), *dates["capital_months"].split()])
    return AsideRules(
        citing=re.compile(rf"(?<=\w),\s(?:{participles}|{relative})\s{name}(?:,(?=\s)|(?=[.!?]?$))"),
        opening=re.compile(rf"(?:{match_any(word.capitalize() for word in table['citing'])})\s{name},\s"),
        phrase=re.compile(rf"(?:{match_any(table['phrases'])})\s"),
        relayed=re.compile(
            rf"(?P<before>\b\w+)(?P<aside>\s(?:{passed_on})\s(?!(?:{days})\b)(?:{outlet}|{own}))(?=\s[a-z])"
        ),
        details=re.compile(
            rf"(?<=[a-zà-þ])(?:,\s\d{{1,3}}(?:(?=,\s(?:{followers})\s)|,(?=\s)|(?=\s(?:{match_any(table['said'])})\b))"
            r"|\s\((?:[A-Z][\w.&-]{1,12})\))"
        ),
        marks=re.compile(
            rf"\[(?<=[\w.,;!?”\"’)\]]\[)(?:\d{{1,3}}(?:\s?[,–-]\s?\d{{1,3}})*|[a-z])\]"
            rf"|\.(?:{signs})(?=\s?\d)"
        ),
        joint=_compile_joint(sources, capital),
        joint_sign=f", {sources['joining']} ",
        reporting=frozenset(table["reporting"].split()),
        clause_words=frozenset(table["clause_words"].split()),
        auxiliaries=frozenset(table["auxiliaries"].split()),
        complementizer=f" {table['complementizer']} ",
    )


def _compile_joint(sources: dict[str, Any], capital: str) -> re.Pattern[str]:
    """Return the pattern of two joint sources with what describes them."""
    words = rf"[^,;:.“”\"()—–]{{3,{LONGEST_DESCRIPTION_CHARACTERS}}}"
    described = rf"(?:,\s\d{{1,3}})?,\s(?:{match_any(sources['describing'])})\s{words},"
    name = rf"{capital}(?:\s{capital})*"
    group = rf"(?:{match_any(sources['joint_determiners'])})\s(?:[\w’'-]+\s){{0,3}}?[\w’'-]+"
    second = rf"{sources['joining']}\s(?:{group},\s{name},|{name}(?:(?P<second>{described})|,\s\d{{1,3}},)?|{group})"
    led = rf"\b(?:{capital}|[\w’'-]+(?=,\s(?:{match_any(sources['relative_pronouns'])})\s))"
    return re.compile(rf"{led}(?P<first>{described})\s{second}(?=,?\s)")


def find_asides(text: str, start: int, end: int, rules: AsideRules) -> list[Span]:
    """Return the asides of a sentence in order; none overlaps another."""
    kept: list[Span] = []
    for span in sorted(_find_all(text, start, end, rules), key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _find_all(text: str, start: int, end: int, rules: AsideRules) -> Iterator[Span]:
    opening = rules.opening.match(text, start, end)
    phrase = rules.phrase.match(text, start, end) is not None
    cited = [*([opening] if opening else []), *rules.citing.finditer(text, start, end)]
    for match in cited:
        if rules.clause_words.isdisjoint(match["name"].lower().split()):
            yield Span(match.start(), match.end() - (phrase and text[match.end() - 1] == ","))
    for match in rules.relayed.finditer(text, start, end):
        says = text.startswith(rules.complementizer, match.end())
        if match["before"].lower() not in rules.auxiliaries and not says:
            yield Span(*match.span("aside"))
    yield from _find_descriptions(text, start, end, rules)
    for pattern in (rules.details, rules.marks):
        for match in pattern.finditer(text, start, end):
            yield Span(match.start(), match.end())


def _find_descriptions(text: str, start: int, end: int, rules: AsideRules) -> Iterator[Span]:
    """Yield what describes each of two joint sources."""
    if text.find(rules.joint_sign, start, end) < 0:
        return
    for match in rules.joint.finditer(text, start, end):
        for group in ("first", "second"):
            if match[group] and rules.reporting.isdisjoint(match[group].lower().split()):
                yield Span(*match.span(group))
