"""Filters of the queue as query strings: read from one, and written into one in a single spelling."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from claims.bounds import LARGEST_BIGINT
from claims.models import Source
from claims.models.lengths import length_limit
from claims.selectors import filters
from claims.selectors.filters import Filter
from claims.workflow import Status

DAYS = (1, 7, 30)
"""The spans of days that one can ask for."""

NAMES = {"since": "from", "until": "to"}
"""What a part is called in an address, where its own name is a word of Python's."""

RANGE = re.compile(r"([0-9][0-9, ]*(?:\.[0-9]+)?)(?:\s*[-–]\s*([0-9][0-9, ]*(?:\.[0-9]+)?))?")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
NAME, LONGEST = length_limit(Source, "name"), 40
"""Characters of a source's name, and of a range of numbers."""


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


def _id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:20]) <= LARGEST_BIGINT else None


def _source(text: str) -> str | None:
    return text if 0 < len(text) <= NAME and text.isprintable() else None


def number(text: str) -> tuple[float, float] | None:
    """The two ends of a range, or a value twice; None for what is neither."""
    match = RANGE.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return None
    low, high = sorted(float(re.sub("[, ]", "", end)) for end in (match[1], match[2] or match[1]))
    return low, high


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _assignee(text: str) -> str | None:
    return text if text in {filters.ME, filters.NOBODY} else str(number) if (number := _id(text)) else None


PARSERS: dict[str, Callable[[str], Any]] = {
    "article": _id,
    "source": _source,
    "number": number,
    "assignee": _assignee,
    "since": _day,
    "until": _day,
    "days": lambda text: int(text) if text in map(str, DAYS) else None,
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
