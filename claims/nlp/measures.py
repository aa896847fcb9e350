"""Patterns for quantities: numbers with their modifiers, ranges, shares, percent and currency."""

import re
import tomllib
from importlib import resources
from typing import Any

from claims.nlp.numerals import NUMBER, SCALE, WORD

TABLE: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("data/quantities.toml").read_text("utf-8"))
AT_LEAST, AT_MOST = frozenset(TABLE["at_least"]), frozenset(TABLE["at_most"])
FRACTIONS: dict[str, float] = TABLE["fractions"]
FACTORS: dict[str, float] = TABLE["factors"]
ENDS = frozenset(TABLE["ends"].split())


def any_of(words: list[str]) -> str:
    """A pattern for any of some phrases, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]") for word in sorted(words, key=len, reverse=True))


MODIFIER = rf"(?:\b(?P<modifier>{any_of([*TABLE['at_least'], *TABLE['at_most'], *TABLE['about']])})\s+)?"
CURRENCY = r"(?:US\$|A\$|C\$|NZ\$|[$£€¥₹₽₴])"
PERCENT = r"(?:\s?%|[ -]?per ?cent(?:age points?)?\b|\spercentage points?\b)"
COIN = r"\s(?:US )?(?:dollars?|pounds?|euros?|rubles?|roubles?|yen|yuan|hryvnias?|rupees?|francs?|cents?)\b"
LOW = rf"(?P<money>{CURRENCY})?(?P<low>{NUMBER})(?P<low_percent>{PERCENT})?"
# "between 5 and 6" is a range, "5 and 6" are two numbers.
HIGH = rf"(?:(?:\s+(?(between)and|(?:to|or))\s+|\s?[–-]\s?){CURRENCY}?(?P<high>{NUMBER}))?"
QUANTITY = re.compile(
    rf"(?<![\w.,/:-]){MODIFIER}(?:(?P<between>between)\s+|from\s+)?{LOW}{HIGH}"
    rf"(?P<percent>{PERCENT})?(?P<coin>{COIN})?(?![\w:/])",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"{MODIFIER}\b(?P<part>{NUMBER})[ -](?:in|out of)[ -](?:every )?(?P<whole>{NUMBER})(?![\w,.]\d)", re.IGNORECASE
)
FRACTION = re.compile(rf"{MODIFIER}\b(?P<part>{any_of(list(FRACTIONS))}) (?=of\b|the\b|its\b|their\b)", re.IGNORECASE)
TIMES = re.compile(rf"\b(?P<verb>{any_of(list(FACTORS))})\b(?! to\b)", re.IGNORECASE)
# A text without any of these holds no quantity.
COUNTING = re.compile(
    rf"\d|\b(?:{WORD}|{SCALE}|half|third|quarter|fifth|tenth)s?\b|{any_of(list(FACTORS))}", re.IGNORECASE
)

UNIT_WORD = re.compile(r"[ -]?([^\W\d_][\w’'-]*)")
HAPPENED = re.compile(
    r"\s+(?:who\s+|that\s+)?(?:(?:have|has|had|were|was|are|is|being|been|be)\s+){1,3}(?:\w{1,20}ly\s+)?"
    rf"({'|'.join(TABLE['happened'].split())})\b",
    re.IGNORECASE,
)

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
DATED_BEFORE = re.compile(
    rf"{MONTH}\.?\s$|\b(?:in|since|by|until|till|of|year|from|before|after|during|to|and|early|late|mid)[ -]$|[‘'(]$",
    re.IGNORECASE,
)
MONTH_BEFORE = re.compile(rf"{MONTH}\.?\s$", re.IGNORECASE)
DATED_BEHIND = re.compile(rf"\s{MONTH}\b|\s?[ap]\.?m\b|\s?o.clock|-?(?:st|nd|rd|th)\b", re.IGNORECASE)
