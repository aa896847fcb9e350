"""The bases of event data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from claims.json_data import JsonData

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class EventData(JsonData):
    """What an event says beyond verb, actor, claim and article."""

    COMPACT: ClassVar[bool] = True

    def notes(self) -> list[StrOrPromise]:
        """Return what a history shows below the event's label, line by line; empty lines are left out."""
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class NoData(EventData):
    """No data."""
