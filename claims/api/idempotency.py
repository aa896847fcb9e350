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

from claims.models import Answer, User
from claims.services import answers

HEADER, AGAIN = "Idempotency-Key", "Idempotency-Replayed"
KEY = re.compile(rf"[!-~]{{1,{Answer.KEY}}}")
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "description": "A key of your own, new for each thing to create. The same request under the same key "
    "is done once within a day, and answered as the first time.",
    "schema": {"type": "string", "minLength": 1, "maxLength": Answer.KEY, "pattern": "^[!-~]+$"},
}
Handler = Callable[..., Response]


def kept(handler: Handler) -> Handler:
    """The handler of a POST, done once under each key that a person sends."""
    return partial(_once, handler)


def _once(handler: Handler, request: Request, *args: Any, **kwargs: Any) -> Response:
    key = request.headers.get(HEADER)
    if key is None or not isinstance(request.user, User):
        return handler(request, *args, **kwargs)
    if not KEY.fullmatch(key):
        raise ValidationError({HEADER: f"A key has 1 to {Answer.KEY} visible characters of ASCII."})
    with transaction.atomic():
        answer, new = answers.begin(user=request.user, key=key, request_sha256=_fingerprint(request))
        if not new:
            return _again(answer)
        response = handler(request, *args, **kwargs)
        body = JSONRenderer().render(response.data).decode()
        answers.keep(answer, status=response.status_code, body=body, location=response.get("Location", ""))
    return response


def _fingerprint(request: Request) -> str:
    asked = f"{request.method} {request.get_full_path()}\n{request.content_type}\n".encode()
    return hashlib.sha256(asked + request.body).hexdigest()


def _again(answer: Answer) -> Response:
    headers = {AGAIN: "true"} | ({"Location": answer.location} if answer.location else {})
    return Response(json.loads(answer.body) if answer.body else None, answer.status, headers=headers)
