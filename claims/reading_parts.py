"""The parts of a reading that an editor can correct: one row each.

Plain Python, except for translation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A part of a reading; `fields` are those of `ClaimReading` that belong to it."""

    code: str
    title: StrOrPromise
    fields: tuple[str, ...]


READING_PARTS: dict[str, ReadingPart] = {
    row.code: row
    for row in (
        ReadingPart("words", _("Words of the claim"), ("start", "end")),
        ReadingPart("statement", _("Statement"), ("statement",)),
        ReadingPart("source", _("Source"), ("sources", "hedged", "assertion")),
        ReadingPart("numbers", _("Numbers"), ("quantities",)),
    )
}
"""All parts by code, in the order of the dashboard. A claim is read right if it was accepted with no part corrected."""
