"""Lists whose rows PostgreSQL makes into JSON, as the serializers would but many times as fast."""

import json
from collections.abc import Callable
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.reverse import reverse

from claims.api.access import Resource
from claims.api.pagination import CursorPagination


class Rows(Resource):
    """A resource that lists in this way."""

    def listing(self, found: QuerySet[Any], told: Callable[[list[int]], list[str]]) -> HttpResponse:
        """One page of rows in their own order; `told` makes their ids into JSON."""
        order = [str(name).removeprefix("-") for name in found.query.order_by]
        page = self.paginate_queryset(found.values_list(*dict.fromkeys([*order, "id"]), named=True))
        results = ",".join(told([place.id for place in page or ()]))
        body = f'{{"next":{json.dumps(cast(CursorPagination, self.paginator).next)},"results":[{results}]}}'
        return HttpResponse(body, content_type=JSONRenderer.media_type)

    def address(self, name: str) -> str:
        """The address of a list, with which those of what stands in it begin."""
        return reverse(f"api:{name}", request=self.request)
