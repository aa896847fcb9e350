"""The jobs of the intake process: what it fetches and parses, and the limits of each job.

`claims.intake.limited_process` starts the process, `claims.intake.__main__` runs one job in it.
"""

import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.bounds import MAX_EVIDENCE_FILE_BYTES
from claims.intake.document import Document
from claims.intake.documents import MAX_FILE_BYTES
from claims.intake.mails import Attachment
from claims.refusals import Refusal
from claims.source_notes import SourceNote
from claims.text_positions import read_positions

MEGABYTE = 1_000_000


class TooComplex(Refusal):
    code, status = "too_complex", 422
    title = _("Reading this page or file takes too much time or memory.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a job may use. The start of Python counts; it takes 0.4 CPU seconds.

    A job may raise its `cpu_seconds` up to `most_cpu_seconds` once it knows what it reads.
    """

    cpu_seconds: int
    wall_seconds: int
    memory_bytes: int = 1_000 * MEGABYTE
    written_bytes: int = 0
    most_cpu_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """A job: `run` yields plain JSON values."""

    run: Callable[..., Iterator[Any]]
    limits: Limits


def document_to_json(document: Document) -> dict[str, Any]:
    """Return a document as plain JSON."""
    published = document.published.isoformat() if document.published else None
    return {
        **asdict(replace(document, positions=(), notes=(), attachments=())),
        "published": published,
        "positions": [position.to_json() for position in document.positions],
        "notes": [note.to_json() for note in document.notes],
        "attachments": [[file.name, b64encode(file.data).decode()] for file in document.attachments],
    }


def document_from_json(data: dict[str, Any]) -> Document:
    """Return the document that `document_to_json` wrote."""
    published = data["published"]
    day = date.fromisoformat(published) if published else None
    typed = {
        "published": day,
        "positions": read_positions(data["positions"]),
        "notes": tuple(map(SourceNote.from_json, data["notes"])),
        "attachments": tuple(Attachment(name, b64decode(content)) for name, content in data["attachments"]),
        "guesses": tuple(data["guesses"]),
    }
    return Document(**data | typed)


def _fetch_page(*, url: str, whole: bool) -> Iterator[Any]:
    from claims.intake.fetching import fetch_article  # the network is loaded only where it is used

    yield document_to_json(fetch_article(url, whole=whole))


def _read_upload(*, name: str) -> Iterator[Any]:
    from claims.intake.documents import document_from_file

    yield document_to_json(document_from_file(name, sys.stdin.buffer.read(MAX_FILE_BYTES + 1)))


def _read_evidence_file(*, with_text: bool) -> Iterator[Any]:
    from claims.intake.evidence_files import read_evidence_file

    yield read_evidence_file(sys.stdin.buffer.read(MAX_EVIDENCE_FILE_BYTES + 1), with_text=with_text).to_json()


def _redraw_logo(*, max_width: int, max_height: int, max_bytes: int) -> Iterator[Any]:
    from claims.intake.images import redraw_image

    data = sys.stdin.buffer.read(max_bytes + 1)
    yield redraw_image(data, max_width=max_width, max_height=max_height, written_format="PNG").to_json()


def _fetch_feed(*, url: str, descriptor: int, max_bytes: int = 0) -> Iterator[Any]:
    from claims.intake.fetching import MAX_FEED_BYTES, fetch_feed

    with os.fdopen(descriptor, "wb", closefd=False) as file:
        fetch_feed(url, file, max_bytes=max_bytes or MAX_FEED_BYTES)
        yield file.tell()


def _describe_import() -> Iterator[Any]:
    from claims.intake.import_files import describe_file

    yield describe_file(sys.stdin.buffer).to_json()


def _read_import(*, kind: str, mapping: dict[str, str], url: str) -> Iterator[Any]:
    from claims.intake.import_files import iterate_import_entries

    entries = iterate_import_entries(sys.stdin.buffer, kind=kind, mapping=mapping, url=url)
    return (entry.to_json() for entry in entries)


def _read_series(*, frequency: str, choice: str) -> Iterator[Any]:
    from claims.intake.series_files import read_series_file

    yield read_series_file(sys.stdin.buffer, frequency=frequency, choice=choice).to_json()


def _visit_watch(*, url: str, kind: str, etag: str, modified: str, robots_known: bool) -> Iterator[Any]:
    from claims.intake.watch_visits import visit_address

    robots = sys.stdin.buffer.read().decode() if robots_known else None
    yield visit_address(url, kind=kind, etag=etag, modified=modified, robots=robots).to_json()


def _fetch_watched_page(*, url: str, robots_known: bool) -> Iterator[Any]:
    from claims.intake.watch_visits import fetch_watched_page

    robots = sys.stdin.buffer.read().decode() if robots_known else None
    rules, delay_seconds, document = fetch_watched_page(url, robots)
    yield {"robots": rules.text, "delay_seconds": delay_seconds, "document": document_to_json(document)}


def _revisit_page(*, url: str, whole: bool, etag: str, modified: str, robots_known: bool) -> Iterator[Any]:
    from claims.intake.watch_visits import revisit_page

    robots = sys.stdin.buffer.read().decode() if robots_known else None
    visit = revisit_page(url, whole=whole, etag=etag, modified=modified, robots=robots)
    document = document_to_json(visit.document) if visit.document else None
    yield {name: getattr(visit, name) for name in ("etag", "modified", "robots", "delay_seconds")} | {
        "document": document
    }


def _read_opml() -> Iterator[Any]:
    from claims.intake.opml import MAX_OPML_BYTES, read_opml

    return (outline.to_json() for outline in read_opml(sys.stdin.buffer.read(MAX_OPML_BYTES)))


PAGE_LIMITS = Limits(cpu_seconds=2, wall_seconds=60, most_cpu_seconds=10)
"""Whoever wants a page, whatever its kind of file."""

JOBS: dict[str, Job] = {
    "fetch_page": Job(_fetch_page, PAGE_LIMITS),
    "read_upload": Job(_read_upload, PAGE_LIMITS),
    "read_evidence_file": Job(_read_evidence_file, Limits(cpu_seconds=10, wall_seconds=30)),
    "redraw_logo": Job(_redraw_logo, Limits(cpu_seconds=5, wall_seconds=15)),
    "fetch_watch": Job(_visit_watch, Limits(cpu_seconds=5, wall_seconds=45)),
    "fetch_watched_page": Job(_fetch_watched_page, PAGE_LIMITS),
    "fetch_revisited_page": Job(_revisit_page, PAGE_LIMITS),
    "read_opml": Job(_read_opml, Limits(cpu_seconds=2, wall_seconds=15)),
    "fetch_feed": Job(_fetch_feed, Limits(cpu_seconds=60, wall_seconds=150, written_bytes=510 * MEGABYTE)),
    "read_series": Job(_read_series, Limits(cpu_seconds=20, wall_seconds=60)),
    "describe_import": Job(_describe_import, Limits(cpu_seconds=20, wall_seconds=60)),
    "read_import": Job(_read_import, Limits(cpu_seconds=200, wall_seconds=280)),
}
"""All jobs by name."""
