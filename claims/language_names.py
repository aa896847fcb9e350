"""The names of languages, in the language of whoever reads them or in their own.

Of Django, this module imports the translations alone.
"""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def name_language(code: str) -> str:
    """Return the name of a language in the language of the page, as it begins a label; unknown codes stay codes."""
    return _name(code, get_language() or "en")


def name_in_itself(code: str) -> str:
    """Return the name of a language in that language."""
    return _name(code, code)


def is_language(code: str) -> bool:
    """Return whether a code is that of a language with a name, written as in HTML: in small letters, with hyphens."""
    return code == code.lower() and _parse(code) is not None


def _name(code: str, reader: str) -> str:
    locale = _parse(code)
    name = locale.get_display_name(_parse(reader) or Locale("en")) if locale else None
    return name[:1].upper() + name[1:] if name else code


def _parse(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
