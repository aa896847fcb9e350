"""Text deltas: what a save changed in a text, and how to reverse it.

A delta is ``[start, removed, inserted]``, counted in characters; it is small for small edits, however long the text
is. A checksum of the text after the save is stored with it, so that a delta is never reversed on another text.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

WHOLE_FIELDS = frozenset({"rating"})
"""Fields that are stored whole, before and after."""
MAX_DELTA_CHARACTERS = 250_000
"""Characters that a delta can have; a larger one is not stored, and earlier texts cannot be restored."""

FieldTexts = Mapping[str, str]


def deltas_of_save(
    before: FieldTexts, after: FieldTexts, changed: Iterable[str]
) -> tuple[dict[str, list[Any]], dict[str, int]]:
    """Return the deltas and the checksums of the changed fields; a delta that is too large is left out."""
    deltas = {field: _field_delta(field, before[field], after[field]) for field in changed}
    small = {field: delta for field, delta in deltas.items() if len(delta[1]) + len(delta[2]) <= MAX_DELTA_CHARACTERS}
    return small, {field: text_checksum(after[field]) for field in deltas}


def _field_delta(field: str, before: str, after: str) -> list[Any]:
    return [0, before, after] if field in WHOLE_FIELDS else compute_delta(before, after)


def compute_delta(before: str, after: str) -> list[Any]:
    """Return the delta between two texts, without their common beginning and end."""
    start, end = count_shared_ends(before, after)
    return [start, before[start : len(before) - end], after[start : len(after) - end]]


def apply_reverse_delta(text: str, delta: object) -> str | None:
    """Return the text before a delta; None if the delta does not fit the text."""
    match delta:
        case [int(start), str(removed), str(inserted)] if start >= 0:
            end = start + len(inserted)
            return text[:start] + removed + text[end:] if text[start:end] == inserted else None
    return None


def text_checksum(text: str) -> int:
    """Return the CRC-32 of a text in UTF-8."""
    return crc32(text.encode())


def count_shared_ends(before: str, after: str) -> tuple[int, int]:
    """Return the length of the common beginning, and of the common end of the rest."""
    start = _shared_prefix_length(before, after)
    return start, _shared_prefix_length(before[start:][::-1], after[start:][::-1])


def _shared_prefix_length(first: str, second: str) -> int:
    """Return the length of the common beginning; a binary search, since comparing slices is fast."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
