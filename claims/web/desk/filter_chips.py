"""The active parts of a queue filter as chips, each with the query that removes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.date_words import date_text
from claims.number_format import format_number
from claims.selectors.queue_filters import ASSIGNEE_ME, ASSIGNEE_NOBODY, QueueFilter
from claims.selectors.queue_query_strings import format_filter
from claims.workflow import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAY_LABELS: dict[int, StrOrPromise] = {
    1: _("Since yesterday"),
    7: _("In the last 7 days"),
    30: _("In the last 30 days"),
}


@dataclass(frozen=True, slots=True)
class FilterChip:
    """The label and value of one part of the filter, and the query without this part."""

    label: StrOrPromise
    value: str
    query_without: str


def build_filter_chips(queue_filter: QueueFilter, names: Mapping[str, str]) -> list[FilterChip]:
    """Return a chip for each active part; `names` has the values that the filter knows only by id, by part."""
    default = QueueFilter()
    return [
        FilterChip(
            FILTER_LABELS[name],
            names.get(name) or VALUE_TEXTS.get(name, str)(value),
            format_filter(replace(queue_filter, **{name: getattr(default, name)})),
        )
        for name, value in queue_filter.active_parts().items()
    ]


FILTER_LABELS: dict[str, StrOrPromise] = {
    "article": _("Article"),
    "source": _("Source"),
    "number": _("Number"),
    "period": _("About the time"),
    "assignee": _("Assigned to"),
    "since": _("Added from"),
    "until": _("Added until"),
    "days": _("Added"),
    "topic": _("Topic"),
    "state": _("Status"),
}
"""The label of each part, by the name of its field in `QueueFilter`."""


def _number_range_text(ends: tuple[float, float]) -> str:
    low, high = map(format_number, ends)
    return low if low == high else gettext("%(low)s to %(high)s") % {"low": low, "high": high}


def _day_text(day: date) -> str:
    return date_format(day)


def _assignee_text(assignee: str) -> str:
    return {ASSIGNEE_ME: gettext("Me"), ASSIGNEE_NOBODY: gettext("Nobody")}.get(assignee, assignee)


VALUE_TEXTS: dict[str, Callable[[Any], str]] = {
    "number": _number_range_text,
    "period": date_text,
    "since": _day_text,
    "until": _day_text,
    "days": lambda days: str(DAY_LABELS[days]),
    "state": lambda state: str(Status(state).label),
    "assignee": _assignee_text,
}
"""The function that writes the value of each part; parts without one are written as they are."""
