"""Event data of witnesses, backups and exports."""

from __future__ import annotations

from dataclasses import dataclass

from claims.event_data.base import EventData


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCountersigned(EventData):
    """The witness with the URL `witness` keeps our head over `size` entries."""

    witness: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadWitnessed(EventData):
    """A head of the desk with the URL `desk` over `size` entries.

    `jws` is set if the head contradicts one that was kept: it proves that the other desk signed both.
    """

    desk: str
    size: int
    jws: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReported(EventData):
    """A backup was made or restored on trial; `backup` is its folder, `entries` counts the log entries in it.

    `error` says what went wrong, and is empty if nothing did.
    """

    backup: str
    entries: int = 0
    bytes: int = 0
    seconds: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskExported(EventData):
    """The export that the event `export` requested was written or downloaded; `sha256` is that of its manifest.

    `error` is the code of the reason why there is none (`claims.selectors.desk_exports`), and empty otherwise.
    """

    export: int
    sha256: str = ""
    bytes: int = 0
    seconds: float = 0.0
    error: str = ""
