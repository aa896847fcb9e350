"""Event data of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claims.event_data.base import EventData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged(EventData):
    """A source was changed; `changed` names the details."""

    source: int
    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesJudged(EventData):
    """Two sources were found to be one or two; `other` is the one that keeps its name."""

    source: int
    other: int

    def notes(self) -> list[StrOrPromise]:
        """Return both numbers."""
        return [f"{self.source}, {self.other}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRoleChanged(EventData):
    """A role was added to a source or removed."""

    source: int
    role: int
    title: str
    start: date | None = None
    end: date | None = None

    def notes(self) -> list[StrOrPromise]:
        """Return the title."""
        return [self.title]
