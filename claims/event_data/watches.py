"""Event data of watches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.event_data.base import EventData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchChanged(EventData):
    """A watch was added, changed, paused, resumed, removed or failed.

    `changed` names the settings, `error` says why it failed.
    """

    watch: int
    url: str
    changed: list[str] = field(default_factory=list)
    error: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the address and the error."""
        return [self.url, self.error]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchVisited(EventData):
    """A visit found new items: how many, and how many of them are read or wait for a person."""

    watch: int
    url: str
    found: int
    read: int
    queued: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchesImported(EventData):
    """A list of feeds was imported: how many are watched now, were watched before, and have no valid URL."""

    added: int
    known: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChanged(EventData):
    """A page that the desk has read was changed at passages of these claims; `finding` is that of the visit.

    `evidence` are the pieces of evidence whose page it is; an article has none.
    """

    revisit: int
    url: str
    finding: str
    claims: list[int]
    evidence: list[int] = field(default_factory=list)

    def notes(self) -> list[StrOrPromise]:
        """Return the address."""
        return [self.url]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChangeClosed(EventData):
    """A moderator closed the case about the changes of a page."""

    revisit: int
    url: str
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the address and the note."""
        return [self.url, self.note]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchItemDecided(EventData):
    """A person had an item read, or left it."""

    watch: int
    item: int
    url: str
