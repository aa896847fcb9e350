"""``ETag`` and ``If-Match``: who changes something says which version they have seen, in a header or in the body."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.refusals import PreconditionFailed, PreconditionRequired, VersionConflict

IF_MATCH_HEADER = "If-Match"
TAG_PATTERN = re.compile(r'"(\d{1,9})"')
MAX_HEADER_CHARACTERS = 200
NO_VERSION = 0
"""A version that nothing has: what is named by a weak or unknown tag has moved on."""
IF_MATCH_PARAMETER = {
    "in": "header",
    "name": IF_MATCH_HEADER,
    "description": "The `ETag` of what you have seen, instead of `version` in the body; another version answers 412.",
    "schema": {"type": "string", "maxLength": MAX_HEADER_CHARACTERS},
}


def read_expected_version(request: Request, given: dict[str, Any], *, current: int) -> int:
    """The version that the request is based on; refuses with `PreconditionRequired` where it names none."""
    named = request.headers.get(IF_MATCH_HEADER)
    if named is None:
        if given.get("version") is None:
            raise PreconditionRequired
        return int(given["version"])
    if len(named) > MAX_HEADER_CHARACTERS:
        raise ValidationError({IF_MATCH_HEADER: f"There is room for {MAX_HEADER_CHARACTERS} characters."})
    if named.strip() == "*":
        return current
    tags = [int(tag) for tag in TAG_PATTERN.findall(named.replace('W/"', ""))]
    return current if current in tags else NO_VERSION


def add_etag(response: Response, version: int) -> Response:
    """The response with the tag by which it is named in ``If-Match``."""
    response["ETag"] = f'"{version}"'
    return response


def precondition_refusal(request: Request, exception: Exception) -> Exception:
    """A conflict with the version that a header named is a failed precondition, 412, with the newer state."""
    if isinstance(exception, VersionConflict) and IF_MATCH_HEADER in request.headers:
        return PreconditionFailed(exception.detail, **exception.facts)
    return exception
