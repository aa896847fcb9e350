"""What a refusal says about the body that an operation takes: every field that it may and must have."""

import re
from collections.abc import Iterable
from typing import Any

from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.api.reference import Body, Operation, read_reference

EXPLAINED_CODES = {"required", "unknown_field"}
"""Errors of somebody who does not know the fields."""
ROUTE_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def explain_bodies(request: Request, errors: Iterable[dict[str, str]]) -> dict[str, Any]:
    """Return the facts of a refusal whose errors come from unknown fields: `bodies` has the fields of each body that
    the operation takes in this media type, as its OpenAPI document has them, and `docs` the URL of its description.
    """
    operation = _find_operation(request)
    if operation is None or not any(error["code"] in EXPLAINED_CODES for error in errors):
        return {}
    media_type = (request.content_type or "").partition(";")[0].strip()
    bodies = [_list_fields(body) for body in operation.bodies if body.media_type == media_type]
    docs = f"{reverse('api:docs-tag', args=[operation.tag], request=request)}#{operation.name}"
    return {"bodies": bodies, "docs": docs} if bodies else {}


def _find_operation(request: Request) -> Operation | None:
    if request.resolver_match is None:
        return None
    path = "/" + ROUTE_ARGUMENT.sub(r"{\1}", str(request.resolver_match.route))
    return read_reference().by_route.get((str(request.method), path))


def _list_fields(body: Body) -> list[dict[str, Any]]:
    return [
        {"name": field.name, "type": field.type_text, "required": field.required, "description": field.description}
        for field in body.fields
    ]
