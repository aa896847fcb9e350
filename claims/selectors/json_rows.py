"""SQL expressions with which PostgreSQL builds the JSON of a row."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, Model, OuterRef, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from claims.selectors.prepared import IsOneOf, Parameter, run_query, write_query

IDS = Parameter(1, "bigint[]")
ORIGIN = Parameter(2, "text")
"""Scheme and host of every URL."""


class JsonObject(Func):
    """An object that keeps the order of its keys, unlike `jsonb`."""

    function = "json_build_object"
    output_field: ClassVar = TextField()

    def __init__(self, members: Mapping[str, Any]) -> None:
        pairs = ((Value(name), value) for name, value in members.items())
        super().__init__(*(part for pair in pairs for part in pair))


class JsonArray(Func):
    """An array of values."""

    function = "json_build_array"
    output_field: ClassVar = TextField()


class Joined(Func):
    """Concatenated text; null if a part is null."""

    template, arg_joiner, output_field = "(%(expressions)s)", " || ", TextField()


class UtcInstant(Func):
    """A time in UTC as the API writes it, with microseconds if they are not zero."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC',
        CASE WHEN date_trunc('second', %(expressions)s) = %(expressions)s
        THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)"""
    output_field: ClassVar = TextField()


def null_without(column: str, value: Combinable) -> Case:
    """Return the value, or null if the column is null."""
    return Case(When(**{f"{column}__isnull": True}, then=Value(None)), default=value, output_field=TextField())


def rows_around(model: type[Model], relation: str, row: Combinable, path: str = "") -> ArraySubquery:
    """Return the rows of a to-many relation, in the order of their model."""
    related: Any = model._meta.get_field(relation)  # noqa: SLF001 - public in Django
    rows = related.related_model._default_manager.filter(**{related.field.name: OuterRef(f"{path}pk")})  # noqa: SLF001
    return ArraySubquery(rows.values_list(row))


def write_row_query(rows: "QuerySet[Any, Any]", row: Combinable) -> str:
    """Return the query for the id and the JSON of rows by their ids."""
    selected = rows.order_by().filter(IsOneOf("pk", IDS))
    return write_query(selected.values_list(F("pk"), Cast(row, TextField())))


def read_rows(query: str, ids: list[int], *, origin: str) -> list[str]:
    """Return the JSON of the rows with these ids, in this order."""
    rows = dict(run_query(query, ids, origin))
    return [rows[pk] for pk in ids if pk in rows]
