"""Pages by place, not by number: page 1,000 costs what page 1 does, and new rows shift nothing."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

from django.db.models import Model, Q, QuerySet
from drf_spectacular.plumbing import build_parameter_type
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from claims.bounds import LARGEST_BIGINT

Schema = dict[str, Any]
DEFAULT, MOST = 50, 200


class Place(serializers.Serializer[Any]):
    """The part of a query that turns pages."""

    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=DEFAULT)
    cursor = serializers.CharField(required=False, max_length=400)


class Cursor(BasePagination):
    """Goes through a queryset in its own order, which has to be unique and of numbers.

    A cursor holds the order's values of the last row seen. The condition names the first value twice,
    ``p <= x and (p < x or ...)``, since PostgreSQL finds the place in an index by the part without an or.
    """

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        """The rows of the page that the query asks for."""
        place = Place(data=request.query_params.dict())
        place.is_valid(raise_exception=True)
        limit, cursor = place.validated_data["limit"], place.validated_data.get("cursor")
        order = [str(name) for name in queryset.query.order_by]
        if cursor:
            queryset = queryset.filter(_beyond(order, _decoded(cursor, len(order))))
        rows = list(queryset[: limit + 1])
        self.next = self._link(request, rows[limit - 1], order) if len(rows) > limit else None
        return rows[:limit]

    @staticmethod
    def _link(request: Request, last: Model, order: Sequence[str]) -> str:
        values = [getattr(last, name.removeprefix("-")) for name in order]
        cursor = urlsafe_b64encode(json.dumps(values).encode()).decode()
        return replace_query_param(request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data: Any) -> Response:
        """The page with the address of the next one."""
        return Response({"next": self.next, "results": data})

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        """What a page looks like in the OpenAPI document."""
        following = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The next page, null on the last.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[Schema]:
        """`limit` and `cursor` as OpenAPI parameters."""
        limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT}
        cursor = {"type": "string", "maxLength": 400}
        return [
            build_parameter_type("limit", limit, "query", description="How many of them on a page."),
            build_parameter_type("cursor", cursor, "query", description="Where to go on; part of `next`."),
        ]


def _beyond(order: Sequence[str], values: Sequence[float]) -> Q:
    """The condition for all rows that come after the one with these values."""
    name = order[0].removeprefix("-")
    way = "lt" if order[0].startswith("-") else "gt"
    strictly = Q(**{f"{name}__{way}": values[0]})
    if len(order) == 1:
        return strictly
    return Q(**{f"{name}__{way}e": values[0]}) & (strictly | _beyond(order[1:], values[1:]))


def _decoded(cursor: str, length: int) -> list[float]:
    try:
        values = json.loads(urlsafe_b64decode(cursor.encode()))
    except ValueError:
        values = None
    if not isinstance(values, list) or len(values) != length or not all(map(_is_place, values)):
        raise serializers.ValidationError({"cursor": "This is not a cursor of this list."})
    return values


def _is_place(value: object) -> bool:
    return type(value) in (int, float) and abs(value) <= LARGEST_BIGINT  # type: ignore[arg-type]
