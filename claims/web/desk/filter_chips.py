"""Filters of the queue in words, part by part."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format

from claims.number_format import format_number
from claims.selectors.queue_filters import ASSIGNEE_ME, ASSIGNEE_NOBODY, QueueFilter
from claims.selectors.queue_query_strings import format_filter
from claims.workflow import Status

DAY_LABELS = {1: "since yesterday", 7: "in the last 7 days", 30: "in the last 30 days"}


@dataclass(frozen=True, slots=True)
class FilterChip:
    """A part of the filter in words, and the query without it."""

    label: str
    words: str
    query_without: str


def build_filter_chips(asked: QueueFilter, names: Mapping[str, str]) -> list[FilterChip]:
    """Each part that is asked for; `names` are the words for what the filter knows by its id alone."""
    default = QueueFilter()
    return [
        FilterChip(
            FILTER_LABELS[name],
            names.get(name) or VALUE_TEXTS.get(name, str)(value),
            format_filter(replace(asked, **{name: getattr(default, name)})),
        )
        for name, value in asked.active_parts().items()
    ]


FILTER_LABELS = {
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


def _number_range_text(ends: tuple[float, float]) -> str:
    low, high = map(format_number, ends)
    return low if low == high else f"{low} to {high}"


def _day_text(day: date) -> str:
    return date_format(day)


VALUE_TEXTS: dict[str, Callable[[Any], str]] = {
    "number": _number_range_text,
    "since": _day_text,
    "until": _day_text,
    "days": DAY_LABELS.__getitem__,
    "state": lambda state: Status(state).label,
    "assignee": lambda person: {ASSIGNEE_ME: "you", ASSIGNEE_NOBODY: "nobody in particular"}.get(person, person),
}
"""How each part is told."""
