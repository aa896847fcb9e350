"""The rules of comparison by language: with a table of its own, or figures and dates alone."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from claims.nlp.comparison.rules import ComparisonRules, Readers, build_comparison_rules
from claims.nlp.dates import find_dates
from claims.nlp.english.tables import load_table as load_english_table
from claims.nlp.french.tables import load_table as load_french_table
from claims.nlp.language import Language
from claims.nlp.language_table import LOADERS, get_language, get_pack, primary_code
from claims.nlp.light.conventions import MOST_KEPT_LANGUAGES
from claims.nlp.places import find_places
from claims.nlp.plain.pack import LanguagePack
from claims.nlp.quantities import find_quantities
from claims.nlp.reading import DateMention, Place, Quantity, Span

TABLE_NAME = "comparison"
TABLE_LOADERS: Mapping[str, Callable[[str], dict[str, Any]]] = {"en": load_english_table, "fr": load_french_table}
"""Languages in which negation and opposites are compared too: each has a `comparison.toml`."""

EMPTY_TABLE: Mapping[str, Any] = {
    "function_words": "",
    "negations": "",
    "attributive": "",
    "articles": "",
    "elided": "",
    "first_person": "",
    "endings": "",
    "irregular": {},
    "phrases": {},
    "aliases": {},
    "opposites": [],
    "small_opposites": [],
    "quantifiers": "",
    "hedges": "",
    "pivots": "",
    "agent": "",
}


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def get_comparison_rules(language: str) -> ComparisonRules:
    """Return the rules of a language by its tag ("en", "pt-BR"); a text without a language is taken as English."""
    code = primary_code(language)
    readers = _read_fully(get_language(code)) if code in LOADERS else _read_by_pack(get_pack(code))
    if code in TABLE_LOADERS:
        return build_comparison_rules(TABLE_LOADERS[code](TABLE_NAME), readers)
    return build_comparison_rules(EMPTY_TABLE, readers, reads_negation=False)


def _read_fully(language: Language) -> Readers:
    def find_times(text: str, day: date | None, counted: tuple[Quantity, ...]) -> tuple[DateMention, ...]:
        spans = [quantity.span for quantity in counted]
        return find_dates(text, 0, len(text), day, language.dates, counted=spans)

    return Readers(
        find_quantities=lambda text: find_quantities(text, 0, len(text), language.quantities),
        find_dates=find_times,
        find_places=lambda text: find_places(text, 0, len(text), language.places),
    )


def _read_by_pack(pack: LanguagePack) -> Readers:
    def find_times(text: str, day: date | None, counted: tuple[Quantity, ...]) -> tuple[DateMention, ...]:
        return pack.find_dates(text, Span(0, len(text)), day, [quantity.span for quantity in counted])

    return Readers(lambda text: pack.find_quantities(text, 0, len(text)), find_times, _find_no_places)


def _find_no_places(text: str) -> tuple[Place, ...]:
    """Return none: a pack does not tell places from other names."""
    return ()
