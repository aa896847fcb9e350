"""The log as a file: one entry a line in its one spelling, and each signed head after the entry it names."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from .chain import Entry, canonical


class Unreadable(ValueError):
    """A line that is no entry, or is not spelled as an entry is."""


def line(entry: Entry) -> str:
    """An entry's line."""
    return canonical(asdict(entry))


def head_line(jws: str) -> str:
    """A signed head's line."""
    return canonical({"head": jws})


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a file, as they come; raises `Unreadable` with the number of the line."""
    return (Entry(**said) for said in _lines(path) if "head" not in said)


def heads(path: Path) -> Iterator[str]:
    """The signed heads of a file."""
    return (said["head"] for said in _lines(path) if "head" in said)


TYPES = {
    "sequence": int, "content": dict, "digests": dict,
    "content_sha256": str, "previous_sha256": str, "entry_sha256": str,
}  # fmt: skip


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, text in enumerate(file, 1):
            yield _read(text.removesuffix("\n"), number)


def _read(text: str, number: int) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(text)
    except ValueError as error:
        raise Unreadable(f"line {number}: this is no entry of a log ({error})") from error
    if not _is_known(said) or canonical(said) != text:
        raise Unreadable(f"line {number}: this is not how an entry of a log is spelled")
    return said


def _is_known(said: Any) -> bool:
    types = {"head": str} if isinstance(said, dict) and "head" in said else TYPES
    return isinstance(said, dict) and {name: type(value) for name, value in said.items()} == types
