"""What a save changed in some texts: where, what went and what came; and the way back.

A delta is ``[start, removed, inserted]``, counted in characters: small for somebody who types, however long
the text is. Beside it stands a checksum of the text after the save, so that undoing never starts from another text.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

WHOLE_FIELDS = frozenset({"rating"})
"""Fields of one word: they are kept as before and after."""
MAX_DELTA_CHARACTERS = 250_000
"""Characters that a delta may have; what is larger is not kept, and ends the way back."""

FieldTexts = Mapping[str, str]


def of_save(
    before: FieldTexts, after: FieldTexts, changed: Iterable[str]
) -> tuple[dict[str, list[Any]], dict[str, int]]:
    """The deltas and the checksums of the fields that a save changed; a delta that is too large is left out."""
    known = {field: _field_delta(field, before[field], after[field]) for field in changed}
    small = {field: delta for field, delta in known.items() if len(delta[1]) + len(delta[2]) <= MAX_DELTA_CHARACTERS}
    return small, {field: text_checksum(after[field]) for field in known}


def _field_delta(field: str, before: str, after: str) -> list[Any]:
    return [0, before, after] if field in WHOLE_FIELDS else compute_delta(before, after)


def compute_delta(before: str, after: str) -> list[Any]:
    """The delta from one text to another, without what both begin and end with."""
    start, end = count_shared_ends(before, after)
    return [start, before[start : len(before) - end], after[start : len(after) - end]]


def apply_reverse_delta(text: str, delta: object) -> str | None:
    """The text before a delta; None where it does not fit, so that nobody reads a history that never was."""
    match delta:
        case [int(start), str(removed), str(inserted)] if start >= 0:
            end = start + len(inserted)
            return text[:start] + removed + text[end:] if text[start:end] == inserted else None
    return None


def text_checksum(text: str) -> int:
    """CRC-32 of a text in UTF-8."""
    return crc32(text.encode())


def count_shared_ends(one: str, other: str) -> tuple[int, int]:
    """How many characters both begin with, and how many of the rest both end with."""
    start = _shared_prefix_length(one, other)
    return start, _shared_prefix_length(one[start:][::-1], other[start:][::-1])


def _shared_prefix_length(one: str, other: str) -> int:
    """Found by halving, since comparing slices is quick and comparing letters is not."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
