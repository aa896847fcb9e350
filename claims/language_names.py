"""The names of languages, in the language of whoever reads them or in their own.

Of Django, this module imports the translations alone.
"""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

TRANSLATION_LANGUAGES = (
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "mt", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr",
    "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""The languages that the desk offers for a translation; the API takes the code of any other one too."""


def name_language(code: str) -> str:
    """Return the name of a language in the language of the page, as it begins a label; unknown codes stay codes."""
    return _name(code, get_language() or "en")


def name_in_itself(code: str) -> str:
    """Return the name of a language in that language."""
    return _name(code, code)


def find_language(name: str) -> str:
    """Return the code of a language that is named in English or in itself; empty if it is none of those offered."""
    return _codes_by_name().get(name.casefold(), "")


@cache
def _codes_by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in TRANSLATION_LANGUAGES:
        names |= {_name(code, reader).casefold(): code for reader in ("en", code)}
    return names


def is_language(code: str) -> bool:
    """Return whether a code is that of a language with a name, written as in HTML: in small letters, with hyphens.

    All of the code names the language: `fr.utf8` and `fr-zz`, which Babel reads as French, are no codes.
    """
    locale, parts = _parse(code), code.split("-")
    known = str(locale).lower().split("_")
    return (
        locale is not None
        and parts[0] == known[0] != "root"
        and all(part.isalnum() for part in parts)
        and {*parts} <= {*known}
    )


def _name(code: str, reader: str) -> str:
    locale = _parse(code)
    name = locale.get_display_name(_parse(reader) or Locale("en")) if locale else None
    return name[:1].upper() + name[1:] if name else code


def _parse(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
