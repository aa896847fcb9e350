"""How a language writes numbers and dates, from the Unicode locale data that Babel ships."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from babel import Locale, UnknownLocaleError

MOST_KEPT_LANGUAGES = 100
SHORTEST_NAME_LETTERS = 3
LAST_LATIN = "\u024f"
NOUN_CAPITAL_CODES = frozenset({"de", "lb"})
"""Languages that write every noun with a capital letter: only names of two words are told from them."""

SCALES = ("1000", "10000", "1000000", "100000000", "1000000000", "1000000000000")
ORDINAL_DOT_CODES = frozenset("de da no nb nn fi cs sk hu hr sr bs sl et lv is lb pl".split())
"""Languages in which a full stop behind a number makes it an ordinal: "12. März"."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The name of a language in English, its decimal mark and grouping marks, scale words and month names."""

    name: str
    decimal: str
    groups: str
    scales: dict[str, float]
    months: dict[str, int]
    has_ordinal_dot: bool
    has_noun_capitals: bool = False


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def load_conventions(code: str) -> Conventions:
    """Return the conventions of a language; those that hold most widely for a code that Babel does not know."""
    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Conventions(code, ",", ". \u00a0\u202f", {}, {}, has_ordinal_dot=False)
    symbols = locale.number_symbols.get("latn", {})
    decimal = symbols.get("decimal", ".")
    return Conventions(
        name=locale.english_name or code,
        decimal=decimal if decimal in (".", ",") else ".",
        groups=("." if decimal == "," else ",") + " \u00a0\u202f\u2009'’",
        scales=_list_scales(locale),
        months=_list_months(locale),
        has_ordinal_dot=code.partition("-")[0] in ORDINAL_DOT_CODES,
        has_noun_capitals=code.partition("-")[0] in NOUN_CAPITAL_CODES,
    )


def _list_scales(locale: Locale) -> dict[str, float]:
    """Return the words of "0 Millionen" with what they multiply by."""
    scales: dict[str, float] = {}
    formats = locale.compact_decimal_formats
    for pattern_by_size in (*formats.get("long", {}).values(), *formats.get("short", {}).values()):
        for size in SCALES:
            pattern = str(getattr(pattern_by_size.get(size), "pattern", ""))
            word = pattern.replace("0", "").replace("'", "").strip(" \u00a0.¤")
            if pattern.count("0") and (len(word) > 1 or word > LAST_LATIN):
                scales[word.lower()] = float(size) / 10.0 ** (pattern.count("0") - 1)
    return scales


def _list_months(locale: Locale) -> dict[str, int]:
    """Return the names of months in all their cases, in lower case, with their numbers."""
    wide = [locale.months[context]["wide"] for context in ("format", "stand-alone") if context in locale.months]
    names = chain.from_iterable(table.items() for table in wide)
    return {name.lower(): number for number, name in names if len(name) >= SHORTEST_NAME_LETTERS and name.isalpha()}
