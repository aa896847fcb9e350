"""Filters of the queue in words, part by part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format

from claims.number_format import format_number
from claims.selectors import filters, queries
from claims.selectors.filters import Filter
from claims.workflow import Status

DAYS = {1: "since yesterday", 7: "in the last 7 days", 30: "in the last 30 days"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of the filter in words, and the query without it."""

    label: str
    words: str
    without: str


def chips(asked: Filter, names: Mapping[str, str]) -> list[Chip]:
    """Each part that is asked for; `names` are the words for what the filter knows by its id alone."""
    default = Filter()
    return [
        Chip(
            LABELS[name],
            names.get(name) or WORDS.get(name, str)(value),
            queries.written(replace(asked, **{name: getattr(default, name)})),
        )
        for name, value in asked.given().items()
    ]


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
    low, high = map(format_number, ends)
    return low if low == high else f"{low} to {high}"


def _told_day(day: date) -> str:
    return date_format(day)


WORDS: dict[str, Callable[[Any], str]] = {
    "number": _numbers,
    "since": _told_day,
    "until": _told_day,
    "days": DAYS.__getitem__,
    "state": lambda state: Status(state).label,
    "assignee": lambda person: {filters.ME: "you", filters.NOBODY: "nobody in particular"}.get(person, person),
}
"""How each part is told."""
