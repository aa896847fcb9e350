"""Exports: the whole log and the whole DataFeed as files, which a task writes and the web process only sends.

A file is replaced as a whole, so that a reader never sees half of one. Writing takes a twentieth of the time at most:
the larger the desk, the later a change is in the file; the log head and the changes of the API show it at once.
"""

import gzip
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from claims.file_locks import hold_file_lock
from claims.log.export_file import format_entry
from claims.refusals import Busy
from claims.selectors.datafeed import iterate_datafeed
from claims.selectors.publication_log import (
    find_entry_sha256,
    find_newest_entry,
    find_newest_head,
    find_newest_redaction,
    iterate_lines_with_heads,
    iterate_log_entries,
)

PAUSE_FACTOR = 19
"""The pause after writing a file, in times of what writing it took."""
GZIP_LEVEL = 4
FLUSH_BYTES = 1_000_000


class NotReady(Busy):
    code = "not_ready"
    RETRY_SECONDS = 15
    title = _("This file is being written. Try again in a moment.")


@dataclass(frozen=True, slots=True)
class Export:
    """A file: `version` changes with its content, `chunks` yields the content; it may keep a file of its own."""

    name: str
    media_type: str
    version: Callable[[], str]
    chunks: Callable[[], Iterator[str]]


def _log_version() -> str:
    head = find_newest_head()
    return f"{head.entry.entry_sha256}-{head.pk}" if head else ""


def _feed_version() -> str:
    newest = find_newest_entry()
    return newest.entry_sha256 if newest else ""


def _log_chunks() -> Iterator[str]:
    """Yield the lines of the log; the lines of entries are kept from one time to the next, until one is redacted."""
    newest = find_newest_head()
    if newest is None:
        return
    kept = export_path("log.entries")
    sequence = _last_kept_sequence(kept)
    with kept.open("a" if sequence else "w", encoding="utf-8", newline="\n") as file:
        for entry in iterate_log_entries(after=sequence, until=newest.entry_id):
            file.write(f"{entry.sequence} {entry.entry_sha256} {format_entry(entry)}\n")
    with kept.open(encoding="utf-8", newline="\n") as file:
        yield from (f"{line}\n" for line in iterate_lines_with_heads(newest, _kept_lines(file)))


def _kept_lines(file: Iterable[str]) -> Iterator[tuple[int, str]]:
    for kept in file:
        sequence, _, line = kept.rstrip("\n").split(" ", 2)
        yield int(sequence), line


def _last_kept_sequence(kept: Path) -> int:
    """Return the number of the last kept entry; 0 if nothing is kept, or what is kept was redacted or is foreign."""
    if not kept.exists() or not (line := _last_line(kept)).endswith("\n"):
        return 0
    sequence, sha256, _ = line.split(" ", 2)
    is_current = find_entry_sha256(int(sequence)) == sha256 and find_newest_redaction() <= int(sequence)
    return int(sequence) if is_current else 0


def _last_line(path: Path) -> str:
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start, tail = size, b""
        while start and b"\n" not in tail[:-1]:
            start = max(0, start - FLUSH_BYTES)
            file.seek(start)
            tail = file.read(size - start)
    return tail[tail.rstrip(b"\n").rfind(b"\n") + 1 :].decode()


EXPORTS = {
    export.name: export
    for export in (
        Export("log.jsonl", "application/jsonl; charset=utf-8", _log_version, _log_chunks),
        Export("claimreview.json", "application/ld+json; charset=utf-8", _feed_version, iterate_datafeed),
    )
}
"""All exports by the name of their file."""


def export_path(name: str) -> Path:
    """Return the path of a file in the directory of the exports."""
    return Path(settings.EXPORT_DIR) / name


def write_export(*, name: str) -> bool:
    """Write an export if its content has changed and the pause is over. Returns whether it was written.

    A redaction does not wait: the words are to go.
    """
    export, state_path = EXPORTS[name], export_path(f"{name}.state")
    state_path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with hold_file_lock(export_path(f"{name}.lock")) as is_mine:
        before, started = _read_state(state_path), time.time()
        version, redaction = export.version(), find_newest_redaction()
        waits = started < before["next"] and redaction == before["redaction"]
        if not is_mine or waits or version == before["version"]:
            return False
        _write_files(export)
        ended = time.time()
        pause_end = ended + PAUSE_FACTOR * (ended - started)
        state_path.write_text(json.dumps({"version": version, "redaction": redaction, "next": pause_end}))
    return True


def _read_state(path: Path) -> dict[str, Any]:
    """Return the version of the file, the newest redaction in it, and the end of the pause."""
    try:
        state: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {"version": None, "redaction": 0, "next": 0.0}
    return state


def _write_files(export: Export) -> None:
    plain, packed = (export_path(f"{export.name}{suffix}") for suffix in ("", ".gz"))
    new_plain, new_packed = plain.with_suffix(".new"), packed.with_suffix(".gz.new")
    with new_plain.open("wb") as file, gzip.GzipFile(new_packed, "wb", GZIP_LEVEL, mtime=0) as archive:
        for block in _blocks(export.chunks()):
            file.write(block)
            archive.write(block)
    new_packed.replace(packed)
    new_plain.replace(plain)


def _blocks(chunks: Iterator[str]) -> Iterator[bytes]:
    """Join chunks to blocks of about a megabyte."""
    block = bytearray()
    for chunk in chunks:
        block += chunk.encode()
        if len(block) >= FLUSH_BYTES:
            yield bytes(block)
            block.clear()
    yield bytes(block)
