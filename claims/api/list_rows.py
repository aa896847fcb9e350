"""Lists whose rows PostgreSQL turns into JSON, as their serializer describes them: many times faster than Python.

The serializer is translated into one query. A field that only Python can compute gives its SQL in `as_expression`.
Single resources are serialized in Python.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, cast

import orjson
from django.db.models import F, QuerySet, Value
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from claims.api.pagination import CursorPagination
from claims.api.resources import Resource
from claims.selectors.json_rows import (
    ORIGIN,
    Joined,
    JsonObject,
    UtcInstant,
    null_without,
    read_rows,
    rows_around,
    write_row_query,
)

Shape = type[serializers.ModelSerializer[Any]]
Row = dict[str, Any]
Complete = Callable[[list[Row]], list[Row]]


class AddressField(serializers.URLField):
    """The URL of one of our views, whose arguments are columns of the row; null if the column `unless_null` is null."""

    def __init__(self, view_name: str, *, unless_null: str = "", columns: dict[str, str], **options: Any) -> None:
        self.view_name, self.unless_null, self.columns = view_name, unless_null, columns
        super().__init__(source="*", read_only=True, allow_null=bool(unless_null), **options)

    def get_attribute(self, instance: Any) -> Any:
        """Return the row; DRF writes null for None."""
        return None if self.unless_null and getattr(instance, self.unless_null) is None else instance

    def to_representation(self, value: Any) -> str:
        """Return the URL for a row."""
        return self.address(value, self.context["request"])

    def address(self, row: Any, request: HttpRequest) -> str:
        """Return the URL with scheme and host."""
        arguments = {name: getattr(row, column) for name, column in self.columns.items()}
        return request.build_absolute_uri(reverse(self.view_name, kwargs=arguments))

    def as_expression(self, path: str) -> Combinable:
        """Return the URL in SQL."""
        columns = {name: path + column for name, column in self.columns.items()}
        address = address_of(self.view_name, columns)
        return null_without(path + self.unless_null, address) if self.unless_null else address


def address_of(view_name: str, columns: dict[str, str]) -> Combinable:
    """Return the SQL of the URL of a view, with columns as its arguments."""
    numbers = {name: 10**9 + number for number, name in enumerate(columns)}
    names = {str(number): name for name, number in numbers.items()}
    pieces = re.split(f"({'|'.join(names)})", reverse(view_name, kwargs=numbers))
    return Joined(ORIGIN, *(F(columns[names[piece]]) if piece in names else Value(piece) for piece in pieces))


def row_of(shape: serializers.BaseSerializer[Any], path: str = "") -> JsonObject:
    """Return the JSON of a serializer in SQL; `path` leads from the row of the query to that of the serializer."""
    fields: dict[str, Any] = cast(Any, shape).fields
    return JsonObject({name: _expression(field, path) for name, field in fields.items()})


def _expression(field: Any, path: str) -> Combinable:
    if hasattr(field, "as_expression"):
        return cast(Combinable, field.as_expression(path))
    column = path + field.source.replace(".", "__")
    for kind, translate in TRANSLATIONS.items():
        if isinstance(field, kind):
            return translate(field, path, column)
    if field.source == "*":
        raise TypeError(f"{field!r} cannot be translated into SQL.")
    return F(column)


def _list(field: Any, path: str, column: str) -> Combinable:
    if not isinstance(field.child, serializers.ModelSerializer):
        return F(column)
    return rows_around(field.parent.Meta.model, field.source, row_of(field.child), path)


def _object(field: Any, _: str, column: str) -> Combinable:
    row = row_of(field, f"{column}__")
    return null_without(column, row) if field.allow_null else row


TRANSLATIONS: dict[type, Callable[[Any, str, str], Combinable]] = {
    serializers.HyperlinkedIdentityField: lambda field, path, _: address_of(
        field.view_name, {field.lookup_url_kwarg: f"{path}pk"}
    ),
    serializers.SlugRelatedField: lambda field, _, column: F(f"{column}__{field.slug_field}"),
    serializers.DateTimeField: lambda _, __, column: UtcInstant(column),
    serializers.ListSerializer: _list,
    serializers.ModelSerializer: _object,
}
"""The SQL of each kind of field, from the field, its path and its column; other fields are plain columns."""


@cache
def _query_of(shape: Shape) -> str:
    model: Any = shape.Meta.model
    return write_row_query(model.objects.all(), row_of(shape()))


class ListResource(Resource):
    """A resource with such a list."""

    def rows(self, queryset: "QuerySet[Any]", shape: Shape, complete: Complete | None = None) -> HttpResponse:
        """Return a page of rows in their order; `complete` adds what SQL cannot compute."""
        order = [str(name).removeprefix("-") for name in queryset.query.order_by]
        page = self.paginate_queryset(queryset.values_list(*dict.fromkeys([*order, "id"]), named=True)) or ()
        origin = self.request.build_absolute_uri("/")[:-1]
        texts = read_rows(_query_of(shape), [row.id for row in page], origin=origin)
        rows = complete(list(map(orjson.loads, texts))) if complete else list(map(orjson.Fragment, texts))
        body = orjson.dumps({"next": cast(CursorPagination, self.paginator).next, "results": rows})
        return HttpResponse(body, content_type=JSONRenderer.media_type)
