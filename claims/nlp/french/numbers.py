"""Reading French numbers: figures with thin spaces and decimal commas, and numbers in words."""

import re
from dataclasses import dataclass
from functools import cache

from claims.nlp.french.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.quantities.numbers import multiply
from claims.nlp.quantities.numerals import SPACES

HUNDRED, TEN, TWENTY = 100, 10, 20
SEVENTEEN_TO_NINETEEN = range(7, 10)
GROUPED = rf"\d{{1,3}}(?:(?P<gap>[{SPACES}])\d{{3}}(?!\d))(?:(?P=gap)\d{{3}}(?!\d))*(?:,\d+)?"
FIGURE = rf"(?P<figure>{GROUPED}|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+,\d+|\d+)(?![\w-]*[^\W\d_]{{2}}\d|\d|[.,:/]\d)"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its offsets; `scale` is the word that multiplies it, as a factor, 1 if there is none."""

    value: float
    start: int
    end: int
    scale: float = 1.0
    in_words: bool = False
    is_plain: bool = False


@cache
def list_number_words() -> dict[str, int]:
    """Return the words for 0 to 99 in all their spellings, with hyphens or spaces."""
    table = load_table("quantities")
    ones = {word: value for value, word in enumerate(table["ones"].split())} | {"une": 1}
    ones |= {f"dix-{word}": TEN + value for word, value in ones.items() if value in SEVENTEEN_TO_NINETEEN}
    words = dict(ones)
    bases = {**table["tens"], "quatre-vingt": 80}
    for ten, value in bases.items():
        words[ten] = value
        reach = TWENTY if ten in ("soixante", "quatre-vingt") else TEN
        for word, one in ones.items():
            if 0 < one < reach:
                words[f"{ten}-{word}"] = words[f"{ten} et {word}"] = words[f"{ten}-et-{word}"] = value + one
    words["quatre-vingts"] = 80
    spaced = {word.replace("-", " "): value for word, value in words.items()}
    return words | spaced


@cache
def compile_number() -> re.Pattern[str]:
    """Return the pattern of a number: a figure or words, with the scale behind it."""
    table = load_table("quantities")
    below = match_any(sorted(list_number_words(), key=len, reverse=True))
    scales = match_any(sorted(table["scales"], key=len, reverse=True))
    word = rf"(?:{below}|cents?|{scales})"
    short = match_any(sorted(table["short_scales"], key=len, reverse=True))
    return re.compile(
        rf"(?:(?<![\w.,/:°%)-])(?P<sign>[-−])(?=\d)|(?<![\w.,/:°-]))(?:{FIGURE}(?:[{SPACES}](?P<scale>{scales})\b|[{SPACES}]?(?P<short>{short})(?=[{SPACES}]?[€$]))?"
        rf"|(?P<words>(?i:{word}(?:[ -]{word}|\set\s{word})*))(?![\w-]))"
    )


def read_number(match: re.Match[str]) -> Number | None:
    """Return the number of a match, None if its words make none."""
    table = load_table("quantities")
    if match["words"]:
        value, scale = _read_words(match["words"].lower())
        return None if value is None else Number(value, match.start(), match.end(), scale, in_words=True)
    figure = re.sub(rf"[{SPACES}.]", "", match["figure"]).replace(",", ".")
    scale = table["scales"].get(match["scale"] or "") or table["short_scales"].get(match["short"] or "") or 1.0
    value = float(figure) if scale == 1 else multiply(float(figure), scale)
    return Number(
        -value if match["sign"] else value,
        match.start(),
        match.end(),
        scale,
        is_plain=match["figure"].isdigit() and scale == 1,
    )


def _read_words(words: str) -> tuple[float | None, float]:
    """Return the value and the last scale of a number in words."""
    numbers, scales = list_number_words(), load_table("quantities")["scales"]
    total, part, last = 0.0, None, 1.0
    for token in _compile_tokens().findall(words):
        if token in scales:
            total += (1 if part is None else part) * scales[token]
            part, last = None, scales[token]
        elif token in ("cent", "cents"):
            part = (1 if part is None else part) * HUNDRED
        elif part is None or (part % HUNDRED == 0 and part):
            part = (part or 0) + numbers[token]
        else:
            return None, 1.0
    return total + (part or 0), last


@cache
def _compile_tokens() -> re.Pattern[str]:
    """Return the pattern of one word of a number."""
    known = sorted([*list_number_words(), "cents", "cent", *load_table("quantities")["scales"]], key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{match_any(known)})(?![^\W_])")
