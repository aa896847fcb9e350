"""Finding places: those of a gazetteer, and capitalised names behind "near" and similar words."""

import re
from dataclasses import dataclass
from typing import Any

from claims.nlp.patterns import match_any
from claims.nlp.reading import Place, Span


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Place names by their first word, the longest first, and the patterns of their surroundings.

    `local` matches a name behind "near"; `longer_name` the rest of a name that is not a place ("... Times").
    """

    names: dict[str, tuple[str, ...]]
    first_word: re.Pattern[str]
    local: re.Pattern[str]
    longer_name: re.Pattern[str]


def build_gazetteer(table: dict[str, Any], lines: str) -> Gazetteer:
    """Build the gazetteer from a language's `places.toml` and `places.txt`."""
    small = match_any(table["uncapitalised"])
    first_word = re.compile(rf"(?<![\w-])(?:[A-ZÀ-Þ]|{small})[^\W\d_]*")
    names = {name for line in lines.splitlines() if not line.startswith("#") for name in line.split("|")}
    by_first_word: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = first_word.match(name)
        by_first_word.setdefault(first.group() if first else name, []).append(name)
    local = (
        rf"\b(?:{match_any(table['local_openers'])})\s+(?:{table['article']}\s+)?"
        r"((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2})"
    )
    return Gazetteer(
        names={first: tuple(found) for first, found in by_first_word.items()},
        first_word=first_word,
        local=re.compile(local),
        longer_name=re.compile(rf"\s(?:{match_any(table['name_continuations'])})\b"),
    )


def find_places(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places between two offsets, in order and without overlaps."""
    places: dict[int, Place] = {}
    done = start
    for match in gazetteer.first_word.finditer(text, start, end):
        name = _match_name(text, match, end, gazetteer) if match.start() >= done else None
        if name:
            done = match.start() + len(name)
            places[match.start()] = Place(name, Span(match.start(), done))
    for match in gazetteer.local.finditer(text, start, end):
        span = Span(*match.span(1))
        if not any(place.span.overlaps(span) for place in places.values()):
            places[span.start] = Place(match[1], span)
    return tuple(places[offset] for offset in sorted(places))


def _match_name(text: str, match: re.Match[str], end: int, gazetteer: Gazetteer) -> str | None:
    """Return the longest name of the gazetteer that begins with a word and is not part of another name."""
    for name in gazetteer.names.get(match.group(), ()):
        stop = match.start() + len(name)
        if stop <= end and text.startswith(name, match.start()) and not text[stop : stop + 1].isalnum():
            return None if gazetteer.longer_name.match(text, stop, end) else name
    return None
