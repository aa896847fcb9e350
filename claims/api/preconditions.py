"""``ETag`` and ``If-Match``: a change names the version it is based on, in a header or in the body."""

import re
from typing import Any

from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.refusals import PreconditionFailed, PreconditionRequired, VersionConflict

IF_MATCH_HEADER = "If-Match"
TAG_PATTERN = re.compile(r'"(\d{1,9})"')
MAX_HEADER_CHARACTERS = 200
NO_VERSION = -1
"""A version that nothing has; it stands for unknown tags."""
IF_MATCH_PARAMETER = {
    "in": "header",
    "name": IF_MATCH_HEADER,
    "description": "The `ETag` of the version you saw, instead of `version` in the body; any other gets a 412.",
    "schema": {"type": "string", "maxLength": MAX_HEADER_CHARACTERS},
}


def read_expected_version(request: Request, data: dict[str, Any], *, current: int) -> int:
    """Return the version that the request is based on; raises `PreconditionRequired` if it names none."""
    header = request.headers.get(IF_MATCH_HEADER)
    if header is None:
        if data.get("version") is None:
            raise PreconditionRequired
        return int(data["version"])
    if len(header) > MAX_HEADER_CHARACTERS:
        message = gettext("This header can have up to %(limit)d characters.")
        raise ValidationError({IF_MATCH_HEADER: message % {"limit": MAX_HEADER_CHARACTERS}})
    if header.strip() == "*":
        return current
    tags = [int(tag) for tag in TAG_PATTERN.findall(header.replace('W/"', ""))]
    return current if current in tags else NO_VERSION


def add_etag(response: Response, version: int) -> Response:
    """Add the tag that ``If-Match`` refers to."""
    response["ETag"] = f'"{version}"'
    return response


def precondition_refusal(request: Request, exception: Exception) -> Exception:
    """Turn a version conflict into a failed precondition (412) if the version came in a header."""
    if isinstance(exception, VersionConflict) and IF_MATCH_HEADER in request.headers:
        return PreconditionFailed(exception.reason, advice=exception.advice, **exception.facts)
    return exception
