"""The number words of a language and how it writes figures."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any

SPACES = " \u00a0\u202f\u2009"
"""The spaces that may group digits: plain, no-break, narrow no-break, thin."""

APOSTROPHES = "'’"
GROUPED_FORMS = (
    rf"\d{{1,3}}(?P<space>[{SPACES}])\d{{3}}(?:(?P=space)\d{{3}})*(?:[.,]\d{{1,2}})?",
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?",
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?",
    rf"\d{{1,3}}(?P<apostrophe>[{APOSTROPHES}])\d{{3}}(?:(?P=apostrophe)\d{{3}})*(?:\.\d+)?",
    r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?",
    r"\d{1,3}(?:\.\d{3})+,\d{1,2}",
)
"""Figures whose digits are in groups: 1 000 000, 1,000,000, 10,00,000, 1'000'000, 1.000.000 and 1.000,50."""

LEFTOVER_BEHIND = rf"(?![\d½¼¾⅓⅔⅛⅜⅝⅞]|[.,:/{APOSTROPHES}]\d|[{SPACES}]\d{{3}}(?!\d|[.,]\d))"
"""Nothing behind a figure may belong to it that was not read."""

WORD_END = rf"(?!\w|[{APOSTROPHES}][^\W\d_])"
"""Behind a number word: a closing quotation mark, but no "'s"."""

VULGAR_FRACTIONS = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of a language, in lower case, with their values.

    `ones` are 0 to 19, `tens` 20 to 90, `scales` what multiplies. `fractions` give the part of one that a word means.
    `scale` matches the scale behind a figure, `money_scale` also the capitals that only sums of money have.
    `metres` matches where an abbreviation behind a figure is a length and no scale: "3.5m-long".
    `start` matches where a number may begin in a text of lower case, `word` one word of it with the gap before it.
    """

    ones: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, float]
    money_scales: dict[str, float]
    fractions: dict[str, float]
    articles: frozenset[str]
    half: str
    joiner: str
    of: str
    point: str
    hundred: str
    pronoun: str
    between: str
    metres: re.Pattern[str]
    figure: re.Pattern[str]
    scale: re.Pattern[str]
    money_scale: re.Pattern[str]
    start: re.Pattern[str]
    word: re.Pattern[str]


def build_numerals(quantities: dict[str, Any]) -> Numerals:
    """Build the numerals from a language's `quantities.toml`."""
    table, units = quantities["numbers"], quantities["units"]
    ones = {word: value for value, word in enumerate(table["ones"].split())}
    ones |= dict.fromkeys(table["zeros"].split(), 0)
    tens = {word: 10 * value for value, word in enumerate(table["tens"].split(), 2)}
    plurals = table["scale_plurals"].split()
    scales = dict(table["scales"]) | {word: table["scales"][word.removesuffix("s")] for word in plurals}
    fractions = {name: 1 / int(row.split()[-1]) for row in table["fractions"] for name in row.split()[:-1]}
    words = [*ones, *tens, *scales, *fractions, table["hundred"]]
    articles = rf"(?:{match_any(table['articles'])})(?=[\s-](?:{match_any([*scales, *fractions, table['hundred']])})\b)"
    return Numerals(
        ones=ones,
        tens=tens,
        scales=scales,
        money_scales=table["abbreviations"] | table["money_abbreviations"],
        fractions=fractions,
        articles=frozenset(table["articles"].split()),
        half=table["half"],
        joiner=table["joiner"],
        of=table["of"],
        point=table["point"],
        hundred=table["hundred"],
        pronoun=table["pronoun"],
        between=quantities["range"]["between"],
        metres=re.compile(rf"{units['metre']}(?:[/²³]|[ -](?:{match_any(units['lengths'])})\b)"),
        figure=_compile_figure(),
        scale=_compile_scale([*scales, table["hundred"]], table["abbreviations"]),
        money_scale=re.compile(rf"({match_any(table['abbreviations'] | table['money_abbreviations'])})(?!\w)"),
        start=re.compile(rf"(?P<figure>\.?\d|[½¼¾⅓⅔⅛⅜⅝⅞])|\b(?P<words>{articles}|{match_any(words)}){WORD_END}"),
        word=re.compile(rf"(?P<gap>,?[{SPACES}]|-)?(?P<word>[a-z]+){WORD_END}", re.IGNORECASE),
    )


def _compile_figure() -> re.Pattern[str]:
    """Return the pattern of a whole figure. A comma before one or two digits is a decimal point of its own group."""
    grouped = "|".join(GROUPED_FORMS)
    vulgar = "".join(VULGAR_FRACTIONS)
    return re.compile(
        rf"(?:(?P<grouped>{grouped})|(?P<comma>\d+,\d{{1,2}})|(?P<decimal>\d*\.\d+)"
        rf"|(?P<whole>\d+)[ ]?(?P<part>[{vulgar}])|(?P<mixed>\d+)[ -](?P<top>[1-9])/(?P<bottom>[2-9])"
        rf"|(?P<plain>\d+)|(?P<vulgar>[{vulgar}])){LEFTOVER_BEHIND}"
    )


def _compile_scale(words: list[str], abbreviations: dict[str, float]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?:[{SPACES}-](?P<word>(?i:{match_any(longest_first)}))|(?P<short>{match_any(abbreviations)}))(?!\w)"
    )


def fold_case(text: str) -> str:
    """Return a text in lower case and of the same length."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(mark if len(mark.lower()) > 1 else mark.lower() for mark in text)
    )
