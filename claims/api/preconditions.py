"""``ETag`` and ``If-Match``: who changes something says which version they have seen, in a header or in the body."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.refusals import PreconditionFailed, PreconditionRequired, VersionConflict

HEADER = "If-Match"
TAG = re.compile(r'"(\d{1,9})"')
ROOM = 200
NONE = 0
"""A version that nothing has: what is named by a weak or unknown tag has moved on."""
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "description": "The `ETag` of what you have seen, instead of `version` in the body; another version answers 412.",
    "schema": {"type": "string", "maxLength": ROOM},
}


def seen(request: Request, given: dict[str, Any], *, current: int) -> int:
    """The version that the request is based on; refuses with `PreconditionRequired` where it names none."""
    named = request.headers.get(HEADER)
    if named is None:
        if given.get("version") is None:
            raise PreconditionRequired
        return int(given["version"])
    if len(named) > ROOM:
        raise ValidationError({HEADER: f"There is room for {ROOM} characters."})
    if named.strip() == "*":
        return current
    tags = [int(tag) for tag in TAG.findall(named.replace('W/"', ""))]
    return current if current in tags else NONE


def tagged(response: Response, version: int) -> Response:
    """The response with the tag by which it is named in ``If-Match``."""
    response["ETag"] = f'"{version}"'
    return response


def refused(request: Request, exception: Exception) -> Exception:
    """A conflict with the version that a header named is a failed precondition, 412, with the newer state."""
    if isinstance(exception, VersionConflict) and HEADER in request.headers:
        return PreconditionFailed(exception.detail, **exception.facts)
    return exception
