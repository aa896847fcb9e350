"""The log as a file: one entry a line in its one spelling, and each signed head after the entry it names."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .chain import ChainEntry, canonical_json


class UnreadableLine(ValueError):
    """A line that is no entry, or is not spelled as an entry is."""


def format_entry(entry: ChainEntry) -> str:
    """An entry's line."""
    return canonical_json(asdict(entry))


def format_head(jws: str) -> str:
    """A signed head's line."""
    return canonical_json({"head": jws})


def read_entries(path: Path) -> Iterator[ChainEntry]:
    """The entries of a file, as they come; raises `Unreadable` with the number of the line."""
    return (ChainEntry(**said) for said in _parse_lines(path) if "head" not in said)


def read_heads(path: Path) -> Iterator[str]:
    """The signed heads of a file."""
    return (said["head"] for said in _parse_lines(path) if "head" in said)


FIELD_TYPES = {
    "sequence": int, "content": dict, "digests": dict,
    "content_sha256": str, "previous_sha256": str, "entry_sha256": str,
}  # fmt: skip


def _parse_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            yield _parse_line(text.removesuffix("\n"), number)


def _parse_line(text: str, number: int) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise UnreadableLine(f"line {number}: this is no entry of a log ({error})") from error
    if not _has_known_fields(said) or canonical_json(said) != text:
        raise UnreadableLine(f"line {number}: this is not how an entry of a log is spelled")
    return said


def _has_known_fields(said: Any) -> bool:
    types = {"head": str} if isinstance(said, dict) and "head" in said else FIELD_TYPES
    return isinstance(said, dict) and {name: type(value) for name, value in said.items()} == types
