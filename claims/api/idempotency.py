"""``Idempotency-Key``: a POST that is sent twice is done once, and answered twice with the same words."""

import hashlib
import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import IdempotentResponse, User
from claims.services.idempotency import begin_idempotent_request, store_response

KEY_HEADER, REPLAYED_HEADER = "Idempotency-Key", "Idempotency-Replayed"
KEY_PATTERN = re.compile(rf"[!-~]{{1,{IdempotentResponse.MAX_KEY_CHARACTERS}}}")
KEY_PARAMETER = {
    "in": "header",
    "name": KEY_HEADER,
    "description": "A key of your own, new for each thing to create. The same request under the same key "
    "is done once within a day, and answered as the first time.",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": IdempotentResponse.MAX_KEY_CHARACTERS,
        "pattern": "^[!-~]+$",
    },
}
PostHandler = Callable[..., Response]


def make_idempotent(handler: PostHandler) -> PostHandler:
    """The handler of a POST, done once under each key that a person sends."""
    return partial(_run_once, handler)


def _run_once(handler: PostHandler, request: Request, *args: Any, **kwargs: Any) -> Response:
    key = request.headers.get(KEY_HEADER)
    if key is None or not isinstance(request.user, User):
        return handler(request, *args, **kwargs)
    if not KEY_PATTERN.fullmatch(key):
        raise ValidationError(
            {KEY_HEADER: f"A key has 1 to {IdempotentResponse.MAX_KEY_CHARACTERS} visible characters of ASCII."}
        )
    with transaction.atomic():
        answer, new = begin_idempotent_request(user=request.user, key=key, request_sha256=_request_sha256(request))
        if not new:
            return _replay_response(answer)
        response = handler(request, *args, **kwargs)
        body = JSONRenderer().render(response.data).decode()
        store_response(answer, status=response.status_code, body=body, location=response.get("Location", ""))
    return response


def _request_sha256(request: Request) -> str:
    asked = f"{request.method} {request.get_full_path()}\n{request.content_type}\n".encode()
    return hashlib.sha256(asked + request.body).hexdigest()


def _replay_response(answer: IdempotentResponse) -> Response:
    headers = {REPLAYED_HEADER: "true"} | ({"Location": answer.location} if answer.location else {})
    return Response(json.loads(answer.body) if answer.body else None, answer.status, headers=headers)
