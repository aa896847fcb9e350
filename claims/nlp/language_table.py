"""The languages that the reader reads. A new language is a folder with a `load_language` and a row here."""

from collections.abc import Callable, Mapping

from claims.nlp.english import load_language
from claims.nlp.language import Language

DEFAULT_CODE = "en"
"""The language of short texts and of texts whose language cannot be determined."""

TEXT_SEARCH_CONFIG = "english"
"""PostgreSQL's text search configuration for `DEFAULT_CODE`. A change needs a migration of `FactCheck.search`."""

LOADERS: Mapping[str, Callable[[], Language]] = {
    "en": load_language,
}


def get_language(code: str = DEFAULT_CODE) -> Language:
    """Return a language by its ISO 639-1 code; its tables are read once per process. KeyError for an unread one."""
    return LOADERS[code]()
