"""Pagination of the lists of the API."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from drf_spectacular.plumbing import build_parameter_type
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from claims.selectors.paging import CURSOR_CHARACTERS, BadCursor, page_of

Schema = dict[str, Any]
DEFAULT_PAGE_ROWS, MAX_PAGE_ROWS = 50, 200


LIMIT = serializers.IntegerField(min_value=1, max_value=MAX_PAGE_ROWS, default=DEFAULT_PAGE_ROWS)
CURSOR = serializers.CharField(default="", max_length=CURSOR_CHARACTERS)
"""The query fields of a page; without a serializer around them, which would cost more than reading them."""


class CursorPagination(BasePagination):
    """Pages of `selectors.paging`, each with the URL of the next one."""

    next: str | None = None

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        """Return the rows of the page that the query asks for."""
        limit, cursor = _value(request, "limit", LIMIT), _value(request, "cursor", CURSOR)
        try:
            page = page_of(queryset, cursor, size=limit)
        except BadCursor as error:
            raise serializers.ValidationError({"cursor": gettext("This is not a cursor of this list.")}) from error
        if page.next:
            self.next = replace_query_param(request.build_absolute_uri(), "cursor", page.next)
        return page.rows

    def get_paginated_response(self, data: Any) -> Response:
        """Return the page with the URL of the next one."""
        return Response({"next": self.next, "results": data})

    def get_paginated_response_schema(self, schema: Schema) -> Schema:
        """Return the schema of a page."""
        following = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The URL of the next page; null on the last page.",
        }
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {"next": following, "results": schema},
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[Schema]:
        """Return `limit` and `cursor` as OpenAPI parameters."""
        limit = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_ROWS, "default": DEFAULT_PAGE_ROWS}
        cursor = {"type": "string", "maxLength": CURSOR_CHARACTERS}
        return [
            build_parameter_type("limit", limit, "query", description="Rows on a page."),
            build_parameter_type("cursor", cursor, "query", description="Position of the page; part of `next`."),
        ]


def _value(request: Request, name: str, field: "serializers.Field[Any, Any, Any, Any]") -> Any:
    try:
        return field.run_validation(request.query_params.get(name, empty))
    except serializers.ValidationError as error:
        raise serializers.ValidationError({name: error.detail}) from error
