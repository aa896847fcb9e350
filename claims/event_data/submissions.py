"""Event data of submissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.event_data.base import EventData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionChanged(EventData):
    """A file or a URL that is to become an article; `error` says why it could not be read."""

    submission: int
    origin: str
    error: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the origin and the error."""
        return [self.origin, self.error]
