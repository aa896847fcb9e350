"""Reading what a filter of the queue can be set to: topics, and people who can check."""

from dataclasses import dataclass

from django.db.models import CharField, F, Func, IntegerField, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from claims.selectors.editors import list_editors
from claims.selectors.topics import list_topics

EMAIL_LOCAL_PART = Func(
    F("email"), Value("@"), Value(1, output_field=IntegerField()), function="split_part", output_field=CharField()
)
"""What people without a name are called by: see `User.__str__`."""


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """Names of topics by slug, and of people by id."""

    topics: dict[str, str]
    people: dict[str, str]


def get_filter_choices() -> FilterChoices:
    """All of them, by name: one query."""
    subjects = list_topics().values_list(Value("topic"), "slug", "name")
    name = Coalesce(NullIf("name", Value("")), EMAIL_LOCAL_PART, output_field=CharField())
    persons = list_editors().values_list(Value("person"), Cast("pk", CharField()), name)
    rows = list(subjects.union(persons, all=True))
    return FilterChoices(*({key: shown for each, key, shown in rows if each == kind} for kind in ("topic", "person")))
