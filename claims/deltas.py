"""What a save changed in some texts: where, what went and what came; and the way back.

A delta is ``[start, removed, inserted]``, counted in characters: small for somebody who types, however long
the text is. Beside it stands a checksum of the text after the save, so that undoing never starts from another text.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

WHOLE = frozenset({"rating"})
"""Fields of one word: they are kept as before and after."""
ROOM = 250_000
"""Characters that a delta may have; what is larger is not kept, and ends the way back."""

Texts = Mapping[str, str]


def of_save(before: Texts, after: Texts, changed: Iterable[str]) -> tuple[dict[str, list[Any]], dict[str, int]]:
    """The deltas and the checksums of the fields that a save changed; a delta that is too large is left out."""
    known = {field: _of(field, before[field], after[field]) for field in changed}
    small = {field: delta for field, delta in known.items() if len(delta[1]) + len(delta[2]) <= ROOM}
    return small, {field: checksum(after[field]) for field in known}


def _of(field: str, before: str, after: str) -> list[Any]:
    return [0, before, after] if field in WHOLE else between(before, after)


def between(before: str, after: str) -> list[Any]:
    """The delta from one text to another, without what both begin and end with."""
    start, end = shared(before, after)
    return [start, before[start : len(before) - end], after[start : len(after) - end]]


def undone(text: str, delta: object) -> str | None:
    """The text before a delta; None where it does not fit, so that nobody reads a history that never was."""
    match delta:
        case [int(start), str(removed), str(inserted)] if start >= 0:
            end = start + len(inserted)
            return text[:start] + removed + text[end:] if text[start:end] == inserted else None
    return None


def checksum(text: str) -> int:
    """CRC-32 of a text in UTF-8."""
    return crc32(text.encode())


def shared(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the rest both end with."""
    start = _prefix(one, other)
    return start, _prefix(one[start:][::-1], other[start:][::-1])


def _prefix(one: str, other: str) -> int:
    """Found by halving, since comparing slices is quick and comparing letters is not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
