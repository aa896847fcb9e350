"""Building regular expressions from the words of a language's tables."""

import re
from collections.abc import Iterable


def match_any(words: str | Iterable[str]) -> str:
    """Return a pattern for any of some words or phrases, tried in their order; a string is split at spaces."""
    return "|".join(map(re.escape, words.split() if isinstance(words, str) else words))


def match_any_phrase(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, the longest first, with a space or a hyphen between words."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]") for phrase in longest_first)


def list_parts(words: str) -> tuple[str, ...]:
    """Return parts of words from a table: separated by spaces there, with "_" for a space inside a part."""
    return tuple(part.replace("_", " ") for part in words.split())


def has_part(text: str, parts: Iterable[str]) -> bool:
    """Whether a text contains one of some parts of words. It is faster than a pattern, which may then be left out."""
    for part in parts:  # noqa: SIM110  # a generator would take twice the time
        if part in text:
            return True
    return False
