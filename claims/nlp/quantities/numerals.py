"""Reading a number, in figures or in words."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any

THOUSAND = 1000
MOST_FURTHER_WORDS = 7
DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of a language, and how it writes figures.

    `number`, `word` and `scale` are patterns without groups; `part` matches one figure or word of a number.
    """

    units: dict[str, int]
    scales: dict[str, float]
    half: str
    grouping: str
    decimal: str
    part: re.Pattern[str]
    number: str
    word: str
    scale: str


def build_numerals(table: dict[str, Any]) -> Numerals:
    """Build the numerals from the table `numbers` of a language's `quantities.toml`."""
    ones = {word: value for value, word in enumerate(table["ones"].split())}
    tens = {word: 10 * value for value, word in enumerate(table["tens"].split(), 2)}
    word, scale = match_any([*ones, *tens]), match_any(table["scales"])
    article, half = f"(?:{match_any(table['articles'])})", table["half"]
    grouping, decimal = table["grouping"], table["decimal"]
    fraction = rf"(?:{re.escape(decimal)}\d+)?"
    figure = rf"\d{{1,3}}(?:{re.escape(grouping)}\d{{3}})+{fraction}|\d+{fraction}"
    number = (
        rf"(?:(?:{figure})(?:(?:[ \u00a0-](?:{scale})\b)|(?:{match_any(table['abbreviations'])})\b)?"
        rf"|{half} {article} (?:{scale})\b|{article} (?:{scale})\b"
        rf"|(?:{word})\b(?:[ -](?:{table['joiner']} )?(?:{word}|{scale})\b){{0,{MOST_FURTHER_WORDS}}})"
    )
    scales = {**table["scales"], **table["abbreviations"]}
    return Numerals(
        units=ones | tens,
        scales=scales,
        half=half,
        grouping=grouping,
        decimal=decimal,
        part=re.compile(rf"{figure}|[^\W\d_]+"),
        number=number,
        word=word,
        scale=scale,
    )


def parse_number(words: str, numerals: Numerals) -> float | None:
    """Return the number that words name: "half a million" is 500000, "5.2bn" is 5200000000. None if there is none."""
    total = current = 0.0
    has_half = has_number = False
    for part in numerals.part.findall(words.lower()):
        if part[0].isdigit():
            figure = part.replace(numerals.grouping, "").replace(numerals.decimal, ".")
            current, has_number = float(figure), True
        elif part in numerals.units:
            current, has_number = current + numerals.units[part], True
        elif part == numerals.half:
            has_half = True
        elif part in numerals.scales:
            scale = numerals.scales[part]
            current, has_number = (current or (0.5 if has_half else 1.0)) * scale, True
            if scale >= THOUSAND:
                total, current = total + current, 0.0
    return round(total + current, DECIMALS) if has_number else None
