"""Event data of what the desk erases because its time is up, and of what people download about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.event_data.base import EventData
from claims.retention import RETENTION

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class DataErased(EventData):
    """`count` rows of the kind `code` of `claims.retention` were erased."""

    code: str
    count: int

    def notes(self) -> list[StrOrPromise]:
        """Return the kind of data and the number."""
        row = RETENTION.get(self.code)
        return [f"{row.data if row else self.code}: {self.count}"]
