"""What counts nothing although it has a number: dates, times, phones, ages, footnotes, addresses and numbered things.

These are hidden before numbers are looked for. It is the one decision about what a number does not count.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from claims.nlp.patterns import match_any, match_any_phrase
from claims.nlp.quantities.numerals import fold_case

HIDDEN = "\x00"
"""Stands for each character of what counts nothing; texts have no control characters any more."""

NEAR_CHARACTERS = 40
MOST_KEPT_PASSAGES = 4
DIGITS = frozenset("0123456789")
YEAR = r"(?:1[5-9]|20)\d\d"
FIGURES = r"\d[\d.,]*(?<=\d)"


@dataclass(frozen=True, slots=True)
class HiddenPattern:
    """A pattern of what is hidden. One that `is_lower` matches a text in lower case, faster than ignoring case."""

    pattern: re.Pattern[str]
    is_lower: bool
    needs_digit: bool


@dataclass(frozen=True, slots=True, eq=False)
class NamePatterns:
    """Patterns of what is hidden, and the words around a number that make it a year or a name."""

    hidden: tuple[HiddenPattern, ...]
    doubtful: re.Pattern[str]
    before_year: frozenset[str]
    dated_nouns: frozenset[str]
    not_names: frozenset[str]


@lru_cache(maxsize=MOST_KEPT_PASSAGES)
def hide_names(text: str, patterns: NamePatterns, number: re.Pattern[str]) -> str:
    """Return a text of the same length without the numbers that count nothing.

    `number` matches where a number begins in a text of lower case. Only what is near to one is looked at. The last
    passages are kept: one is read for its claim, and before that for whether it can be one.
    """
    pieces, end, lower = [], 0, fold_case(text)
    for first, last in _find_neighbourhoods(lower, number):
        pieces += [text[end:first], _hide_in_piece(text[first:last], lower[first:last], patterns)]
        end = last
    return "".join([*pieces, text[end:]])


def _hide_in_piece(piece: str, lower: str, patterns: NamePatterns) -> str:
    has_digit = any(mark in DIGITS for mark in piece)
    for hidden in patterns.hidden:
        if hidden.needs_digit and not has_digit:
            continue
        for match in list(hidden.pattern.finditer(lower if hidden.is_lower else piece)):
            first, last = match.span()
            blank = HIDDEN * (last - first)
            piece, lower = piece[:first] + blank + piece[last:], lower[:first] + blank + lower[last:]
    return piece


def _find_neighbourhoods(lower: str, number: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the passages around numbers in order; those that meet are one."""
    passages: list[tuple[int, int]] = []
    for match in number.finditer(lower):
        first, last = max(0, match.start() - NEAR_CHARACTERS), min(len(lower), match.end() + NEAR_CHARACTERS)
        if passages and first <= passages[-1][1]:
            passages[-1] = (passages[-1][0], last)
        else:
            passages.append((first, last))
    return passages


def build_name_patterns(table: dict[str, Any]) -> NamePatterns:
    """Build the patterns from a language's `quantities.toml`."""
    names = table["names"]
    small = match_any(table["numbers"]["ones"].split()[1:])
    return NamePatterns(
        hidden=(
            HiddenPattern(re.compile("|".join(_match_dates(names)), re.VERBOSE), is_lower=False, needs_digit=True),
            HiddenPattern(_compile_times_and_marks(names), is_lower=True, needs_digit=True),
            HiddenPattern(re.compile("|".join(_match_ages(names, small))), is_lower=True, needs_digit=False),
            HiddenPattern(_compile_addresses(names), is_lower=False, needs_digit=True),
            HiddenPattern(_compile_numbered(names, small), is_lower=True, needs_digit=False),
        ),
        doubtful=re.compile(rf"\b(?:{match_any(names['doubtful_nouns'])})\s$", re.IGNORECASE),
        before_year=frozenset(names["before_year"].split()),
        dated_nouns=frozenset(names["dated_nouns"].split()),
        not_names=frozenset(names["not_names"].split()),
    )


def _match_dates(names: dict[str, Any]) -> list[str]:
    """Return patterns of days with a month, numeric dates, spans of years and decades. Spaces are escaped."""
    any_year = r"(?:1\d|20)\d\d"
    month = rf"(?:{match_any(sorted(names['months'].split(), key=len, reverse=True))})\b\.?"
    ending = f"(?:{match_any(names['ordinal_endings'])})?"
    day = rf"[0-3]?\d{ending}"
    more = rf"(?:(?:\s?[-–/]\s?|\s(?:to|and|or|through|until)\s|,\s){day}(?![\w%]|[.,]\d))*"
    return [
        rf"\b{month}[ ]{day}(?![\w%]|[.,]\d){more}(?:,?[ ]{any_year}\b)?",
        rf"(?<![\w.,$£€]){day}(?:(?:\s?[-–/]\s?|\s(?:to|and|or)\s){day})?[ ](?:of[ ])?{month}(?:,?[ ]{any_year}\b)?",
        rf"\b{month},?[ ](?:of[ ])?{any_year}\b",
        r"(?<![\w.,/-])\d{1,4}(?P<mark>[./-])\d{1,2}(?P=mark)\d{1,4}(?![\w/-]|[.,]\d)",
        rf"(?<![\w.,/-]){YEAR}[-–/](?:\d\d|{YEAR})(?![\w/-]|[.,]\d)",
        r"(?<![\w.,])(?:\d\d)?\d0[’']?s\b|[’‘']\d\ds?\b",
        rf"\b(?:mid|early|late|pre|post)-{YEAR}s?\b",
    ]


def _compile_times_and_marks(names: dict[str, Any]) -> re.Pattern[str]:
    return re.compile("|".join([*_match_times(names), *_match_marks(names)]), re.MULTILINE)


def _match_times(names: dict[str, Any]) -> list[str]:
    number = r"\d{1,2}(?:[.:]\d\d)?"
    return [
        rf"(?<![\w.,$£€]){number}(?:(?:\s?[-–]\s?|\s(?:to|and|or)\s){number})?\s?(?:[ap]\.?m\b\.?|o.clock\b)",
        r"(?<![\w.,])\d{1,2}:\d\d(?::\d\d)?(?![\d:])",
        rf"\bthe\s\d{{1,2}}[.:][0-5]\d(?=\s(?:{match_any(names['departures'])})\b)",
        r"\bat\s\d{1,2}\.[0-5]\d(?=[.,;]?(?:$|\s(?:on|in|this|and|yesterday|today|local|when|as)\b))",
        rf"(?<![\w.,])\d{{4}}\s(?:{match_any(names['hours'])})\b",
        rf"\b\d+(?:{match_any(names['ordinal_endings'])})\b",
        r"(?<![\w.,])\d{1,2}/7\b",
    ]


def _match_marks(names: dict[str, Any]) -> list[str]:
    """Return patterns of footnotes, bullets, phones and hyphenated codes."""
    return [
        r"\[\d{1,4}(?:\s?[,–-]\s?\d{1,4})*\]",
        r"(?<=\w)\s\(\d{1,2}\)",
        r"^\s*\(?\d{1,3}[.)](?=\s)",
        r"(?<![\w.])\+\d[\d\s().-]{6,}\d",
        r"(?<![\w.,-])(?<!\d\s)\(?0\d{1,4}\)?(?:[\s-]\d{2,4}){1,4}\b",
        r"(?<![\w.,-])\d+(?:-\d+){2,}(?!\w)",
        r"(?<![\w.,-])(?:555-\d{4}|\d{3}-0\d{3}|\d{3}\s\d{3}-\d{4}|\(\d{3}\)\s?\d{3}-\d{4}|\d{3}\.\d{3}\.\d{4})(?!\w)",
        rf"\b(?:{match_any(names['dialled'])})\b[^.\d]{{0,20}}[\d][\d\s-]{{1,14}}\d?(?!\w|%|[.,]\d)",
        rf"\b(?:{match_any(names['called'])})\s\d{{3}}(?=[.,;]|$|\s(?:{match_any(names['calling'])})\b)",
        r"#\s?\d+|№\s?\d+",
        r"(?<![\w.,])\d+(?:\.\d+){2,}(?!,?\d|\.\d)(?<!\.\d\d\d)",
    ]


def _match_ages(names: dict[str, Any], small: str) -> list[str]:
    number = rf"(?:1[01]\d|\d{{1,2}}|{small}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
    more = rf"(?:(?:\s?[-–]\s?|\s(?:to|and|or)\s(?:{match_any_phrase(names['age_bounds'])}\s)?){number})?"
    nouns = match_any(names["age_nouns"])
    bounds = match_any_phrase(names["age_bounds"])
    return [
        rf"\b(?:{small})(?:\s(?:to|and|or)\s(?:{small}))?\s?(?:[ap]\.?m\b\.?|o.clock\b)",
        rf"\b(?:{match_any(names['ages'])})(?:\s(?:of|between|about|just|only|around|over|under|at\sleast))*\s{number}{more}\b",
        rf"(?<![\w.,$£€]){number}{more}[ -](?:years?|months?|weeks?|days?)[ -]olds?\b",
        rf"(?<![\w.,$£€]){number}-?[- ](?:and|to|or)[- ]{number}[- ]year[- ]olds?\b",
        rf"(?<![\w.,$£€]){number}\s{names['years_of_age']}\b",
        rf"\b(?:{match_any(names['parents'])})\sof\s{number}(?=[\s.,;]|$)(?!\s\w+s\b)",
        rf"\b(?:{nouns})\s(?:aged\s)?(?:{bounds})\s{number}{more}(?![\w%]|[.,]\d|\s[a-z]+s\b|\s(?:percent|per\scent|million|thousand|hundred))",
        rf"\b(?:over|under)[- ]{number}s\b",
        rf"\b(?:{match_any(names['born'])})\s{number}(?=[.,;]|\s(?:in|on|this|last|next|and)\b|$)",
        rf"\b(?:{nouns})\s(?:are|were|is|was)\s(?:{bounds})\s{number}(?=[.,;\[]|$|\s(?:and|or|in|on|at|when)\b)",
        rf"(?<=[^\W\d_]),\s(?:(?:{match_any(names['now'])})\s)?{number}(?:,(?=\s)|(?=\s[―–—-]\s))",
        rf"\b(?:{match_any(names['persons'])})(?:\s(?:is|was|am|are)|[’']s|[’']m)\s(?:{match_any(names['now'])}\s)?{number}(?=[.,;]|$)",
    ]


def _compile_addresses(names: dict[str, Any]) -> re.Pattern[str]:
    streets = match_any(names["streets"])
    return re.compile(rf"(?<![\w.,])\d{{1,5}}[A-Za-z]?\s(?:[A-Z][\w’'.-]*\s){{1,3}}(?:{streets})\b\.?")


def _compile_numbered(names: dict[str, Any], small: str) -> re.Pattern[str]:
    """Return the pattern of the numbers of things: "Section 230", "pages 12 and 13", "No. 10"."""
    doubtful = names["doubtful_nouns"].split()
    nouns = match_any(sorted(set(names["nouns"].split()) - set(doubtful), key=len, reverse=True))
    both = match_any(sorted(set(doubtful) | {"war", "plan", "act"}, key=len, reverse=True))
    number = rf"(?:{FIGURES}[a-z]?|{small})"
    more = rf"(?:(?:\s?[-–/]\s?|,?\s(?:to|and|or)\s){FIGURES})*"
    count = r"(?!\s?%|\s(?:percent|per\scent|million|billion|thousand|hundred)\b|-)"
    followed = r"(?!\s?%|-|\s(?:[a-z-]+\s)?(?:people|men|women|children|[a-z]+(?<!s)s)\b(?<!\bis)(?<!\bwas)(?<!\bhas))"
    return re.compile(
        rf"(?<![\w-])(?:(?:{nouns})\s{number}{more}\b{count}"
        rf"|(?:{both})\s(?:of\s)?{number}(?:[-/]\d+)*\b{count}{followed}|(?:no|nos|num)\.\s?\d+{more}\b)"
    )
