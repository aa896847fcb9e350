"""The log as a file of canonical JSON: the newest signed head, then one entry per line, and heads after their entries.

The newest head comes first, so that a file whose end was cut names entries that it lacks.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .chain import ChainEntry, canonical_json
from .redactions import Redaction, read_redaction


class UnreadableLine(ValueError):
    """A line that is not an entry in canonical JSON."""


def format_entry(entry: ChainEntry) -> str:
    """Return the line of an entry."""
    return canonical_json(asdict(entry))


def format_head(jws: str) -> str:
    """Return the line of a signed head."""
    return canonical_json({"head": jws})


def read_entries(path: Path) -> Iterator[ChainEntry]:
    """Read the entries of a file one by one; raises `UnreadableLine` with the number of the line."""
    return (ChainEntry(**document) for document in _parse_lines(path) if "head" not in document)


def read_heads(path: Path) -> Iterator[str]:
    """Read the signed heads of a file."""
    return (document["head"] for document in _parse_lines(path) if "head" in document)


def read_redactions(path: Path) -> Iterator[Redaction]:
    """Read the redactions of a file; lines without one are not parsed."""
    documents = _parse_lines(path, having='"redaction":{')
    return filter(None, (read_redaction(document.get("content", {})) for document in documents))


FIELD_TYPES = {
    "sequence": int, "content": dict, "digests": dict,
    "content_sha256": str, "previous_sha256": str, "entry_sha256": str,
}  # fmt: skip


def _parse_lines(path: Path, *, having: str = "") -> Iterator[dict[str, Any]]:
    """Parse the lines of a file that have a text."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            if having in text:
                yield _parse_line(text.removesuffix("\n"), number)


def _parse_line(text: str, number: int) -> dict[str, Any]:
    try:
        document: dict[str, Any] = json.loads(text)
        is_entry = _has_known_fields(document) and canonical_json(document) == text
    except (ValueError, RecursionError) as error:
        raise UnreadableLine(f"line {number}: this is not an entry of a log ({error})") from error
    if not is_entry:
        raise UnreadableLine(f"line {number}: this is not an entry of a log in canonical JSON")
    return document


def _has_known_fields(document: Any) -> bool:
    types = {"head": str} if isinstance(document, dict) and "head" in document else FIELD_TYPES
    return isinstance(document, dict) and {name: type(value) for name, value in document.items()} == types
