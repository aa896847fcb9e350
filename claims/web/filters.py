"""Filters of the queue as addresses: read from a query, written into one, and told part by part."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from claims.models import User
from claims.selectors import filters
from claims.selectors.filters import Filter
from claims.web.query import LARGEST_ID
from claims.workflow import Status

NAMES = {"since": "from", "until": "to"}
"""What a part is called in an address, where its own name is a word of Python's."""

_RANGE = re.compile(r"(\d[\d,. ]*?)(?:\s*[-–]\s*(\d[\d,. ]*))?", re.ASCII)
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
NAME, LONGEST = 300, 40
"""Characters of a source's name, and of a range of numbers."""

DAYS = {1: "since yesterday", 7: "in the last 7 days", 30: "in the last 30 days"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the filter in words, and the query without it."""

    label: str
    words: str
    without: str


def read(query: Mapping[str, Any]) -> Filter:
    """The filter that a query asks for; what cannot be understood counts as not given."""
    given = {name: parse(str(query.get(NAMES.get(name, name), "")).strip()) for name, parse in PARSERS.items()}
    return Filter(**{name: value for name, value in given.items() if value is not None})


def of_address(query: str) -> Filter:
    """The filter of a query string, such as a saved one."""
    return read(QueryDict(query[:2000]).dict())


def written(asked: Filter) -> str:
    """The filter as a query string, one spelling for one filter."""
    return urlencode({NAMES.get(name, name): WRITERS.get(name, str)(value) for name, value in asked.given().items()})


def chips(asked: Filter, names: Mapping[str, str]) -> list[Chip]:
    """Each part that is asked for; `names` are the words for what the filter knows by its id alone."""
    default = Filter()
    return [
        Chip(
            LABELS[name],
            names.get(name) or WORDS.get(name, str)(value),
            written(replace(asked, **{name: getattr(default, name)})),
        )
        for name, value in asked.given().items()
    ]


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:20]) <= LARGEST_ID else None


def _source(text: str) -> str | None:
    return text if 0 < len(text) <= NAME and text.isprintable() else None


def _number(text: str) -> tuple[float, float] | None:
    match = _RANGE.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return None
    try:
        low, high = (float(re.sub("[, ]", "", end)) for end in (match[1], match[2] or match[1]))
    except ValueError:
        return None
    return (low, high) if math.isfinite(low) and math.isfinite(high) and low <= high else None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 2200 else None  # noqa: PLR2004 - outside of it no claim has come in


def _assignee(text: str) -> str | None:
    return text if text in {filters.ME, filters.NOBODY} else str(number) if (number := _id(text)) else None


PARSERS: dict[str, Callable[[str], Any]] = {
    "article": _id,
    "source": _source,
    "number": _number,
    "assignee": _assignee,
    "since": _day,
    "until": _day,
    "days": lambda text: int(text) if text in {str(days) for days in DAYS} else None,
    "topic": lambda text: text if _SLUG.fullmatch(text) else None,
    "state": lambda text: text if text in set(Status) else None,
}
"""How each part of a filter is read."""

PARAMETERS = [NAMES.get(name, name) for name in PARSERS]
"""What a filter may have in an address."""


def _range(ends: tuple[float, float]) -> str:
    low, high = (f"{end:.15g}" for end in ends)
    return low if low == high else f"{low}-{high}"


WRITERS: dict[str, Callable[[Any], str]] = {"number": _range}

LABELS = {
    "article": "Article",
    "source": "Source",
    "number": "Number",
    "assignee": "To be checked by",
    "since": "Came in from",
    "until": "Came in until",
    "days": "Came in",
    "topic": "Topic",
    "state": "State",
}


def _numbers(ends: tuple[float, float]) -> str:
    low, high = (f"{end:,.15g}" for end in ends)
    return low if low == high else f"{low} to {high}"


def _told_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


WORDS: dict[str, Callable[[Any], str]] = {
    "number": _numbers,
    "since": _told_day,
    "until": _told_day,
    "days": DAYS.__getitem__,
    "state": lambda state: Status(state).label,
    "assignee": lambda person: {filters.ME: "you", filters.NOBODY: "nobody in particular"}.get(person, person),
}
"""How each part is told."""


def assigned_to(user: User) -> str:
    """The query for what a person shall check."""
    return written(Filter(assignee=str(user.pk)))
