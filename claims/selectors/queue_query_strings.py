"""Filters of the queue as query strings: parsing, and formatting in one canonical form."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from claims.bounds import LARGEST_BIGINT
from claims.date_words import date_limits
from claims.models import Source
from claims.models.lengths import length_limit
from claims.selectors.queue_filters import ASSIGNEE_ME, ASSIGNEE_NOBODY, QueueFilter
from claims.workflow import Status

DAY_CHOICES = (1, 7, 30)
"""The selectable numbers of days."""

PARAMETER_NAMES = {"since": "from", "until": "to"}
"""Parameter names that differ from the names of the parts."""

RANGE_PATTERN = re.compile(r"([0-9][0-9, ]*(?:\.[0-9]+)?)(?:\s*[-–]\s*([0-9][0-9, ]*(?:\.[0-9]+)?))?")
_SLUG_PATTERN = re.compile(r"[-a-zA-Z0-9_]{1,60}")
MAX_SOURCE_CHARACTERS, MAX_NUMBER_CHARACTERS, MAX_PERIOD_CHARACTERS = length_limit(Source, "name"), 40, 21
"""Limits of the name of a source, of a range of numbers, and of two days with a stroke between them."""


def parse_filter(query: Mapping[str, Any]) -> QueueFilter:
    """Return the filter of a query; values that are not valid are ignored."""
    values = {
        name: parse(str(query.get(PARAMETER_NAMES.get(name, name), "")).strip()) for name, parse in PARSERS.items()
    }
    return QueueFilter(**{name: value for name, value in values.items() if value is not None})


def parse_query_string(query: str) -> QueueFilter:
    """Return the filter of a query string, such as a saved one."""
    return parse_filter(QueryDict(query[:2000]).dict())


def format_filter(queue_filter: QueueFilter) -> str:
    """Return the filter as a query string, in one canonical form."""
    return urlencode(
        {
            PARAMETER_NAMES.get(name, name): WRITERS.get(name, str)(value)
            for name, value in queue_filter.active_parts().items()
        }
    )


def _parse_id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:20]) <= LARGEST_BIGINT else None


def _parse_source(text: str) -> str | None:
    return text if 0 < len(text) <= MAX_SOURCE_CHARACTERS and text.isprintable() else None


def parse_number_range(text: str) -> tuple[float, float] | None:
    """Return the ends of a range, or a single value twice; None if it is neither."""
    match = RANGE_PATTERN.fullmatch(text) if len(text) <= MAX_NUMBER_CHARACTERS else None
    if not match:
        return None
    low, high = sorted(float(re.sub("[, ]", "", end)) for end in (match[1], match[2] or match[1]))
    return low, high


def parse_period(text: str) -> str | None:
    """Return a date as `claims.date_words` knows it; None if it is none."""
    return text if len(text) <= MAX_PERIOD_CHARACTERS and date_limits(text) else None


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _parse_assignee(text: str) -> str | None:
    if text in {ASSIGNEE_ME, ASSIGNEE_NOBODY}:
        return text
    user_id = _parse_id(text)
    return str(user_id) if user_id else None


PARSERS: dict[str, Callable[[str], Any]] = {
    "article": _parse_id,
    "source": _parse_source,
    "number": parse_number_range,
    "period": parse_period,
    "assignee": _parse_assignee,
    "since": _parse_day,
    "until": _parse_day,
    "days": lambda text: int(text) if text in map(str, DAY_CHOICES) else None,
    "topic": lambda text: text if _SLUG_PATTERN.fullmatch(text) else None,
    "state": lambda text: text if text in set(Status) else None,
}
"""How each part of a filter is parsed."""

PARAMETERS = [PARAMETER_NAMES.get(name, name) for name in PARSERS]
"""The names of the query parameters."""


def _format_range(ends: tuple[float, float]) -> str:
    low, high = (f"{end:.15g}" for end in ends)
    return low if low == high else f"{low}-{high}"


WRITERS: dict[str, Callable[[Any], str]] = {"number": _format_range}
