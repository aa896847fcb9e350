"""Event data of what is erased: because its time is up, or by an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.event_data.base import EventData
from claims.removal_reasons import REMOVABLE_LABELS, REMOVAL_REASONS
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DataRemoved(EventData):
    """An admin removed the account, tip or report with the id `subject`; `row_sha256` is the hash of what it was."""

    kind: str
    subject: int
    reason: str
    row_sha256: str
    note: str = ""

    def notes(self) -> list[StrOrPromise]:
        """Return what was removed, why, and the hash."""
        kind, reason = REMOVABLE_LABELS.get(self.kind, self.kind), REMOVAL_REASONS.get(self.reason, self.reason)
        return [f"{kind} {self.subject}: {reason}", self.note, self.row_sha256]
