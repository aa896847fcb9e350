"""``Idempotency-Key``: a POST that is sent twice runs once and gets the same response twice."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import IdempotentResponse, User
from claims.services.idempotency import begin_idempotent_request, store_response

KEY_HEADER, REPLAYED_HEADER = "Idempotency-Key", "Idempotency-Replayed"
MAX_KEY_CHARACTERS = IdempotentResponse.MAX_KEY_CHARACTERS
KEY_PATTERN = re.compile(rf"[!-~]{{1,{MAX_KEY_CHARACTERS}}}")
KEY_PARAMETER = {
    "in": "header",
    "name": KEY_HEADER,
    "description": "A key of your choice, new for each request. Within a day, the same request with the same key "
    "runs only once; later ones get the first response again.",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": MAX_KEY_CHARACTERS,
        "pattern": "^[!-~]+$",
    },
}
PostHandler = Callable[..., Response]


def make_idempotent(handler: PostHandler) -> PostHandler:
    """Return a handler of POST that runs once for each key of a person."""
    return partial(_run_once, handler)


def _run_once(handler: PostHandler, request: Request, *args: Any, **kwargs: Any) -> Response:
    key = request.headers.get(KEY_HEADER)
    if key is None or not isinstance(request.user, User):
        return handler(request, *args, **kwargs)
    if not KEY_PATTERN.fullmatch(key):
        raise ValidationError(
            {KEY_HEADER: gettext("A key has 1 to %(limit)d visible ASCII characters.") % {"limit": MAX_KEY_CHARACTERS}}
        )
    with transaction.atomic():
        stored, is_new = begin_idempotent_request(user=request.user, key=key, request_sha256=_request_sha256(request))
        if not is_new:
            return _replay_response(stored)
        response = handler(request, *args, **kwargs)
        body = JSONRenderer().render(response.data).decode()
        store_response(stored, status=response.status_code, body=body, location=response.get("Location", ""))
    return response


def _request_sha256(request: Request) -> str:
    head = f"{request.method} {request.get_full_path()}\n{request.content_type}\n".encode()
    return hashlib.sha256(head + request.body).hexdigest()


def _replay_response(stored: IdempotentResponse) -> Response:
    headers = {REPLAYED_HEADER: "true"} | ({"Location": stored.location} if stored.location else {})
    return Response(json.loads(stored.body) if stored.body else None, stored.status, headers=headers)
