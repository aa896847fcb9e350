"""Fetching and parsing in a process of its own, with limits of CPU time, memory and time.

What a stranger wrote is parsed nowhere else: a page that takes minutes or gigabytes ends its own process and becomes a
refusal. The process starts with an empty environment, so it knows no secret of the desk.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, BinaryIO

import orjson
from django.utils.translation import get_language

from claims.intake.advice import PASTE_ADVICE, RETRY_ADVICE
from claims.intake.document import Document
from claims.intake.fact_check_entries import FeedEntry
from claims.intake.images import CheckedFile, NotAnImage
from claims.intake.import_files import CLAIMREVIEW, TableDescription
from claims.intake.jobs import TooComplex, document_from_json
from claims.intake.opml import Outline
from claims.intake.series_files import SeriesTable
from claims.intake.watched import PageVisit, Visit
from claims.refusals import FetchTimeout, Refusal

MAX_LINE_BYTES = 32_000_000
"""A document has a million characters at most; each takes twelve bytes of JSON at most."""
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "claims.intake"
"""The module of the intake process; benchmarks run one that reaches a server of their own."""
PASSED_VARIABLES = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "SSL_CERT_DIR", "SSL_CERT_FILE")
"""The variables of the environment that the process needs; none holds a secret."""


def fetch_document(url: str, *, whole: bool = False) -> Document:
    """Fetch a public page as a document; see `fetching.fetch_article`. Raises its refusals and `TooComplex`."""
    return document_from_json(_run_single("fetch_page", {"url": url, "whole": whole}))


def read_document(name: str, data: bytes) -> Document:
    """Read an uploaded file; see `documents.document_from_file`. Raises its refusals and `TooComplex`."""
    return document_from_json(_run_single("read_upload", {"name": name}, data=data))


def convert_evidence_file(data: bytes) -> CheckedFile:
    """Read an image or a PDF; see `evidence_files.read_evidence_file`. Raises its refusals and `TooComplex`.

    A PDF whose text takes too much is taken without it.
    """
    try:
        return CheckedFile.from_json(_run_single("read_evidence_file", {"with_text": True}, data=data))
    except TooComplex:
        return CheckedFile.from_json(_run_single("read_evidence_file", {"with_text": False}, data=data))


def redraw_logo(data: bytes, *, max_width: int, max_height: int, max_bytes: int) -> CheckedFile:
    """Draw a logo anew as a PNG within a size; see `images.redraw_image`. Raises its refusals."""
    limits = {"max_width": max_width, "max_height": max_height, "max_bytes": max_bytes}
    try:
        return CheckedFile.from_json(_run_single("redraw_logo", limits, data=data))
    except TooComplex as error:
        raise NotAnImage from error


def fetch_feed_file(url: str, into: BinaryIO, *, max_bytes: int = 0) -> None:
    """Fetch a feed into a file on disk; see `fetching.fetch_feed`. Raises its refusals and `TooComplex`.

    `max_bytes` is 0 for the limit of feeds.
    """
    into.flush()
    arguments = {"url": url, "descriptor": into.fileno(), "max_bytes": max_bytes}
    list(_run_job("fetch_feed", arguments, passed=(into.fileno(),)))


def read_series_table(file: IO[bytes], *, frequency: str, choice: str) -> SeriesTable:
    """Read a file of official figures; see `series_files.read_series_file`. Raises its refusals and `TooComplex`."""
    return SeriesTable.from_json(_run_single("read_series", {"frequency": frequency, "choice": choice}, stdin=file))


def visit_watched_address(url: str, *, kind: str, etag: str, modified: str, robots: str | None) -> Visit:
    """Visit a watched address; see `watch_visits.visit_address`. Raises its refusals and `TooComplex`."""
    arguments = {"url": url, "kind": kind, "etag": etag, "modified": modified, "robots_known": robots is not None}
    return Visit.from_json(_run_single("fetch_watch", arguments, data=(robots or "").encode()))


def fetch_watched_document(url: str, *, robots: str | None) -> tuple[str, int, Document]:
    """Fetch an article that a watch found; see `watch_visits.fetch_watched_page`.

    Returns the robots.txt of its site, the seconds that it asks for, and the article. Raises the refusals.
    """
    arguments = {"url": url, "robots_known": robots is not None}
    value = _run_single("fetch_watched_page", arguments, data=(robots or "").encode())
    return value["robots"], value["delay_seconds"], document_from_json(value["document"])


def revisit_document(url: str, *, whole: bool, etag: str, modified: str, robots: str | None) -> PageVisit:
    """Visit a page that the desk has read; see `watch_visits.revisit_page`. Raises its refusals and `TooComplex`."""
    arguments = {"url": url, "whole": whole, "etag": etag, "modified": modified, "robots_known": robots is not None}
    value = _run_single("fetch_revisited_page", arguments, data=(robots or "").encode())
    document = value.pop("document")
    return PageVisit(document=document_from_json(document) if document else None, **value)


def read_opml_file(data: bytes) -> list[Outline]:
    """Read a list of feeds; see `opml.read_opml`. Raises `NotAFeed` and `TooComplex`."""
    return [Outline.from_json(value) for value in _run_job("read_opml", {}, data=data)]


def describe_import_file(file: IO[bytes]) -> TableDescription:
    """Describe a file of fact-checks; see `import_files.describe_file`. Raises its refusals and `TooComplex`."""
    return TableDescription(**_run_single("describe_import", {}, stdin=file))


def iterate_feed_entries(
    file: IO[bytes], *, kind: str = CLAIMREVIEW, mapping: Mapping[str, str] | None = None, url: str = ""
) -> Iterator[FeedEntry]:
    """Yield the entries of a file of fact-checks on disk; see `import_files.iterate_import_entries`.

    The position of `file` follows the process. Raises `NotAFeed` and `TooComplex`, possibly after some entries.
    """
    arguments = {"kind": kind, "mapping": dict(mapping or {}), "url": url}
    for value in _run_job("read_import", arguments, stdin=file):
        yield FeedEntry.from_json(value)


def _run_single(job: str, arguments: dict[str, Any], *, data: bytes = b"", stdin: IO[bytes] | None = None) -> Any:
    """Run a job that yields one value, and return it."""
    values = list(_run_job(job, arguments, data=data, stdin=stdin))
    if len(values) != 1:
        raise TooComplex(advice=PASTE_ADVICE)
    return values[0]


def _run_job(
    job: str,
    arguments: dict[str, Any],
    *,
    data: bytes = b"",
    stdin: IO[bytes] | None = None,
    passed: tuple[int, ...] = (),
) -> Iterator[Any]:
    request = {"job": job, "language": get_language() or "en", "arguments": arguments}
    process = subprocess.Popen(
        [sys.executable, "-m", PROGRAM, json.dumps(request)],
        cwd=ROOT,
        env=_environment(),
        stdin=stdin or subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=passed,
    )
    with process:
        try:
            _send_data(process, data)
            yield from _read_values(process)
            _check_exit(job, process.wait())
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in PASSED_VARIABLES if name in os.environ}
    return {**passed, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _send_data(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Send the data of a file. A process that ends before it has read them is reported by its exit code."""
    if process.stdin is None:
        return
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        process.stdin = None


def _read_values(process: subprocess.Popen[bytes]) -> Iterator[Any]:
    if process.stdout is None:
        raise TooComplex
    while line := process.stdout.readline(MAX_LINE_BYTES):
        if not line.endswith(b"\n"):
            break  # the process was ended while it wrote
        outcome = orjson.loads(line)
        if "refusal" in outcome:
            raise _refusal_from_json(outcome["refusal"])
        yield outcome["value"]


def _refusal_from_json(row: dict[str, Any]) -> Refusal:
    return _kinds_of_refusals()[row["code"]](row["reason"], advice=row["advice"], **row["facts"])


def _kinds_of_refusals() -> dict[str, type[Refusal]]:
    kinds, found = [Refusal], dict[str, type[Refusal]]()
    for kind in kinds:
        found[kind.code] = kind
        kinds += kind.__subclasses__()
    return found


def _check_exit(job: str, code: int) -> None:
    """Raise the refusal for a process that the kernel ended or that failed."""
    if code == -signal.SIGALRM and job.startswith("fetch"):
        raise FetchTimeout(advice=RETRY_ADVICE)
    if code < 0:
        raise TooComplex(advice=PASTE_ADVICE)
    if code:
        raise RuntimeError(f"The intake process failed with exit code {code}; its log line says why.")
