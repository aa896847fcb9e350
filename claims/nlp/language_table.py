"""The languages that the reader reads. A new language is a folder with its loader and a row here."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache

from claims.nlp.english import load_language
from claims.nlp.french import load_pack
from claims.nlp.language import Language
from claims.nlp.light import load_light_pack
from claims.nlp.plain.pack import LanguagePack

DEFAULT_CODE = "en"
"""The language of short texts and of texts whose language cannot be determined."""

TEXT_SEARCH_CONFIG = "english"
"""PostgreSQL's text search configuration for `DEFAULT_CODE`. A change needs a migration of `FactCheck.search`."""

TEXT_SEARCH_CONFIGS: Mapping[str, str] = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
"""PostgreSQL's dictionaries by language. A change needs a migration of the index of the words of articles."""

LOADERS: Mapping[str, Callable[[], Language]] = {
    "en": load_language,
}
"""Languages with rules for every concern of the reader."""

PACK_LOADERS: Mapping[str, Callable[[], LanguagePack]] = {
    "fr": load_pack,
}
"""Languages with rules of their own for sources, numbers and dates, and without check-worthiness."""


class ReadingDepth(StrEnum):
    """How much is read in a language: everything, all but check-worthiness, or no more than a light reading."""

    FULL = "full"
    UNSCORED = "unscored"
    LIGHT = "light"


def primary_code(language: str) -> str:
    """Return the first part of a language tag in lower case, that of English if there is none."""
    return (language or DEFAULT_CODE).split("-", maxsplit=1)[0].lower()


def get_depth(code: str) -> ReadingDepth:
    """Return how much is read in a language, by its ISO 639-1 code."""
    if code in LOADERS:
        return ReadingDepth.FULL
    return ReadingDepth.UNSCORED if code in PACK_LOADERS else ReadingDepth.LIGHT


def get_language(code: str = DEFAULT_CODE) -> Language:
    """Return a language by its ISO 639-1 code; its tables are read once per process. KeyError for an unread one."""
    return LOADERS[code]()


def get_pack(code: str) -> LanguagePack:
    """Return the pack of a language by its ISO 639-1 code: a light one where the language has none of its own."""
    return PACK_LOADERS[code]() if code in PACK_LOADERS else load_light_pack(code)


def list_function_words() -> dict[str, frozenset[str]]:
    """Return the frequent small words of each language with rules of its own, by its code."""
    full = {code: get_language(code).function_words for code in LOADERS}
    return full | {code: get_pack(code).function_words for code in PACK_LOADERS}


@cache
def list_frequent_words() -> frozenset[str]:
    """Return all frequent small words of the languages that have a pack, those too that other languages share."""
    return frozenset().union(*(get_pack(code).frequent_words for code in PACK_LOADERS))
