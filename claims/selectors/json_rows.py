"""Expressions of which PostgreSQL makes the JSON of a row."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, Model, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from claims.selectors.prepared import IsOneOf, Parameter, run_query, write_query

IDS = Parameter(1, "bigint[]")
ORIGIN = Parameter(2, "text")
"""Scheme and host, with which every address begins."""


class JsonObject(Func):
    """An object whose keys stand in their order, which those of `jsonb` do not."""

    function = "json_build_object"
    output_field: ClassVar = TextField()

    def __init__(self, members: Mapping[str, Any]) -> None:
        pairs = ((Value(name), value) for name, value in members.items())
        super().__init__(*(part for pair in pairs for part in pair))


class JsonArray(Func):
    """An array of these values."""

    function = "json_build_array"
    output_field: ClassVar = TextField()


class Joined(Func):
    """Text in one piece; null where a part is."""

    template, arg_joiner, output_field = "(%(expressions)s)", " || ", TextField()


class UtcInstant(Func):
    """A moment as the API writes it: in UTC, with microseconds where there are any."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC',
        CASE WHEN date_trunc('second', %(expressions)s) = %(expressions)s
        THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)"""
    output_field: ClassVar = TextField()


def null_without(column: str, value: Combinable) -> Case:
    """The value, or null where a nullable column is."""
    return Case(When(**{f"{column}__isnull": True}, then=Value(None)), default=value, output_field=TextField())


def rows_around(model: type[Model], relation: str, row: Combinable, path: str = "") -> ArraySubquery:
    """The rows that a relation to many brings, in the order of their model."""
    related: Any = model._meta.get_field(relation)  # noqa: SLF001 - public in Django
    found = related.related_model._default_manager.filter(**{related.field.name: OuterRef(f"{path}pk")})  # noqa: SLF001
    return ArraySubquery(found.values_list(row))


def write_row_query(rows: "QuerySet[Any, Any]", row: Combinable) -> str:
    """The query that gives the id and the JSON of rows by their ids."""
    found = rows.order_by().filter(IsOneOf("pk", IDS))
    return write_query(found.values_list(F("pk"), Cast(row, TextField())))


def read_rows(query: str, ids: list[int], *, origin: str) -> list[str]:
    """The JSON of the rows with these ids, in this order."""
    found = dict(run_query(query, ids, origin))
    return [found[pk] for pk in ids if pk in found]
