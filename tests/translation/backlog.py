"""What is not translated yet, as `backlog.txt` lists it. The list only shrinks; with the last line this file goes."""

from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("backlog.txt")


@cache
def read_backlog(kind: str) -> frozenset[str]:
    """Return the templates or pages that still show words nobody translated."""
    lines = (line.partition(": ") for line in PATH.read_text(encoding="utf-8").splitlines())
    return frozenset(name for found, _, name in lines if found == kind)
