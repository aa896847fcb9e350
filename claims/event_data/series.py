"""Event data of official figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claims.event_data.base import EventData
from claims.event_data.judgement import Judgement

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChanged(EventData):
    """A series was added, changed, removed or restored; `changed` names the fields."""

    series: int
    title: str
    changed: list[str] = field(default_factory=list)

    def notes(self) -> list[StrOrPromise]:
        """Return the name of the series."""
        return [self.title]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresImported(EventData):
    """A file of values was submitted, stored, undone or refused: how many values it brought; `error` says why not."""

    series: int
    run: int
    file: str
    added: int = 0
    revised: int = 0
    error: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return the file and the error."""
        return [self.file, self.error]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureJudged(EventData):
    """The match of a claim with an official figure was judged; `was` is the judgement before."""

    match: int
    series: int
    title: str
    start: date
    was: Judgement

    def notes(self) -> list[StrOrPromise]:
        """Return the name of the series."""
        return [self.title]
