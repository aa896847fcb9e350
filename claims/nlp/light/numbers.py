"""Finding the figures of a passage in any language, with what stands behind them."""

import re
from functools import lru_cache

from claims.nlp.light.conventions import MOST_KEPT_LANGUAGES, Conventions, load_conventions
from claims.nlp.patterns import match_any
from claims.nlp.quantities.numbers import multiply
from claims.nlp.reading import Quantity, Span

CURRENCIES = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
}
SIGNS = re.escape("".join(CURRENCIES))
UNIT = re.compile(r"[ \u00a0\u202f-]?(?P<word>[^\W\d_][\w’'-]*)")
LEAST_BARE, LARGEST = 10, 1e18
FIRST_YEAR, LAST_YEAR = 1500, 2100
LONGEST_UNIT_LETTERS = 40
MOST_SMALL_LETTERS = 2
CALENDAR_SIGNS = frozenset("年月日時时分秒号년월일시분초")
"""Counters of dates and times of day, which count nothing here."""

FIRST_UNSPACED = "\u2e80"
"""From here on scripts set no spaces; the first sign behind a figure is its counter."""


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def _compile(code: str) -> re.Pattern[str]:
    """Return the pattern of a figure with sign, scale and percent sign."""
    known = load_conventions(code)
    groups, decimal = re.escape(known.groups), re.escape(known.decimal)
    scales = match_any(sorted(known.scales, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<![A-Za-zÀ-ÿ\d.,:/-])(?P<before>[{SIGNS}][ \u00a0]?)?"
        rf"(?P<figure>\d{{1,3}}(?:(?P<gap>[{groups}])\d{{3}}(?!\d))(?:(?P=gap)\d{{3}}(?!\d))*"
        rf"(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?)(?!\d|[.,:/]\d|\.\s?\d)"
        rf"(?:[ \u00a0\u202f]?(?P<scale>{scales})(?![a-zà-ÿ]))?(?P<behind>[ \u00a0\u202f]?(?:%|٪|[{SIGNS}]))?",
        re.IGNORECASE,
    )


def find_figures(text: str, start: int, end: int, code: str) -> tuple[Quantity, ...]:
    """Return the figures between two offsets as quantities; years, and bare figures below ten, are none."""
    known = load_conventions(code)
    found = (_read(text, match, known) for match in _compile(code).finditer(text, start, end))
    return tuple(quantity for quantity in found if quantity is not None)


def _read(text: str, match: re.Match[str], known: Conventions) -> Quantity | None:
    value = _value_of(match, known)
    sign = (match["before"] or match["behind"] or "").strip()
    unit = sign or _read_unit(text, match.end(), known)
    is_plain = match["figure"].isdigit() and not match["scale"]
    if not sign and is_plain and (FIRST_YEAR <= value < LAST_YEAR or (value < LEAST_BARE and not unit)):
        return None
    if (
        value >= LARGEST
        or unit in CALENDAR_SIGNS
        or unit.lower() in known.months
        or (known.has_ordinal_dot and text[match.end() : match.end() + 2] == ". ")
    ):
        return None
    return Quantity(value, value, "%" if unit == "٪" else unit, Span(*match.span()), currency=CURRENCIES.get(sign, ""))


def _value_of(match: re.Match[str], known: Conventions) -> float:
    digits = match["figure"]
    if match["gap"]:
        digits = digits.replace(match["gap"], "")
    value = float("".join(str(int(mark)) if mark.isdecimal() else "." for mark in digits))
    return multiply(value, known.scales.get((match["scale"] or "").lower(), 1.0))


def _read_unit(text: str, offset: int, known: Conventions) -> str:
    """Return the word behind a figure, the second one behind a word of one or two letters ("de", "di")."""
    match = UNIT.match(text, offset)
    if match is not None and match["word"][0] >= FIRST_UNSPACED:
        return match["word"][0]
    if match is None or len(match["word"]) > LONGEST_UNIT_LETTERS:
        return ""
    behind = UNIT.match(text, match.end())
    is_small = len(match["word"]) <= MOST_SMALL_LETTERS and text[match.end() : match.end() + 1] == " "
    if (
        is_small
        and match["word"].lower() in ("de", "di", "d")
        and behind
        and len(behind["word"]) <= LONGEST_UNIT_LETTERS
    ):
        return behind["word"]
    return match["word"]
