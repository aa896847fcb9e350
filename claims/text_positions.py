"""Where the passages of a text stand in its source: the page of a PDF, the second of a recording, and who speaks.

The list of an article is ordered by its offsets, and no two entries overlap.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from claims.json_data import JsonData

SECONDS_PER_MINUTE, SECONDS_PER_HOUR = 60, 3_600

TIME_QUERY_HOSTS = ("youtube.com", "youtu.be")
"""The sites whose players read the second from `t` in the query; others get the media fragment of the W3C, `#t=`."""


@dataclass(frozen=True, slots=True)
class TextPosition(JsonData):
    """A passage of a text, end exclusive, with its `page`, the `second` at which it is said, and its `speaker`.

    A page counts from 1; None and an empty speaker are unknown.
    """

    COMPACT: ClassVar[bool] = True

    start: int
    end: int
    page: int | None = None
    second: int | None = None
    speaker: str = ""


def read_positions(rows: Sequence[Mapping[str, Any]]) -> tuple[TextPosition, ...]:
    """Return the positions that are stored as JSON."""
    return tuple(map(TextPosition.from_json, rows))


def find_position(rows: Sequence[Mapping[str, Any]], start: int, end: int) -> TextPosition | None:
    """Return the first of the stored positions that shares a character with the passage; None if none does."""
    index = bisect_right(rows, start, key=lambda row: int(row["end"]))
    return TextPosition.from_json(rows[index]) if index < len(rows) and rows[index]["start"] < end else None


def link_to_second(url: str, second: int) -> str:
    """Return the address at which a recording begins at a second."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host not in TIME_QUERY_HOSTS:
        return parts._replace(fragment=f"t={second}").geturl()
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "t"]
    return parts._replace(query=urlencode([*query, ("t", f"{second}s")])).geturl()


def format_second(second: int) -> str:
    """Return a time of a recording as players show it: 12:33, or 1:02:33."""
    hours, rest = divmod(second, SECONDS_PER_HOUR)
    minutes, seconds = divmod(rest, SECONDS_PER_MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
