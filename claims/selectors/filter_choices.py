"""Choices for the filters of the queue: topics, and people who can check claims."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from claims.selectors.editors import list_editors
from claims.selectors.prepared_rows import PreparedRows
from claims.selectors.topics import list_topics

EMAIL_LOCAL_PART = Func(
    F("email"), Value("@"), Value(1, output_field=IntegerField()), function="split_part", output_field=CharField()
)
"""The display name of people without a name, see `User.__str__`."""


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """Names of topics by slug, and names of people by id."""

    topics: dict[str, str]
    people: dict[str, str]


def get_filter_choices() -> FilterChoices:
    """Return all choices, sorted by name: one query."""
    rows = _CHOICES.fetch()
    return FilterChoices(
        *({key: name for kind, key, name in rows if kind == wanted_kind} for wanted_kind in ("topic", "person"))
    )


def _all_choices() -> "QuerySet[Any, tuple[str, str, str]]":
    topics = list_topics().values_list(Value("topic"), "slug", "name")
    name = Coalesce(NullIf("name", Value("")), EMAIL_LOCAL_PART, output_field=CharField())
    people = list_editors().values_list(Value("person"), Cast("pk", CharField()), name)
    return topics.union(people, all=True)


_CHOICES = PreparedRows(_all_choices)
