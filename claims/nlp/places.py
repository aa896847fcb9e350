"""Places a text names: those of the gazetteer, and capitalized names behind "near" and its like."""

import re
from functools import cache
from importlib import resources

from claims.nlp.reading import Place, Span

LOCAL = re.compile(
    r"\b(?:near|outside|north of|south of|east of|west of|town of|city of|village of|region of|province of)\s+"
    r"(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+){0,2})"
)
# Behind these a place name is part of another name.
PART = re.compile(r"\s(?:Times|Post|University|Journal|Herald|Tribune|Daily|News|Street|Avenue|United|City Council)\b")


WORD = re.compile(r"(?<![\w-])(?:[A-ZÀ-Þ]|kyiv)[^\W\d_]*")


@cache
def gazetteer() -> dict[str, tuple[str, ...]]:
    """Every place name under its first word, the longest first."""
    lines = resources.files(__package__).joinpath("data/places.txt").read_text("utf-8").splitlines()
    names = {name for line in lines if not line.startswith("#") for name in line.split("|")}
    index: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = WORD.match(name)
        index.setdefault(first.group() if first else name, []).append(name)
    return {first: tuple(found) for first, found in index.items()}


def places(text: str, start: int, end: int) -> tuple[Place, ...]:
    """The places between two offsets, in order, each stretch once."""
    found: dict[int, Place] = {}
    done = start
    for match in WORD.finditer(text, start, end):
        name = _name_at(text, match, end) if match.start() >= done else None
        if name:
            done = match.start() + len(name)
            found[match.start()] = Place(name, Span(match.start(), done))
    for match in LOCAL.finditer(text, start, end):
        if not any(place.span.start < match.end(1) and match.start(1) < place.span.end for place in found.values()):
            found[match.start(1)] = Place(match[1], Span(*match.span(1)))
    return tuple(found[place] for place in sorted(found))


def _name_at(text: str, match: re.Match[str], end: int) -> str | None:
    for name in gazetteer().get(match.group(), ()):
        stop = match.start() + len(name)
        if stop <= end and text.startswith(name, match.start()) and not text[stop : stop + 1].isalnum():
            return None if PART.match(text, stop, end) else name
    return None
