"""The id of a request: in its answer, in its log lines, and in those of the tasks that it starts."""

import re
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from claims.web.refusals import GetResponse

HEADER = "X-Request-ID"
ACCEPTED_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)
"""Ids of proxies and clients that are taken over: 8 to 64 characters that can do no harm in a log."""


class RequestIdMiddleware:
    """Gives each request an id, before anything else: the one in its header if that is valid, else a new one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Bind the id to the log, pass the request on, and send the id with the response."""
        request_id = _accept_id(request.META.get("HTTP_X_REQUEST_ID", "")) or str(uuid4())
        request.META["HTTP_X_REQUEST_ID"] = request_id  # the request log reads it there
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response[HEADER] = request_id
        clear_contextvars()
        return response


def _accept_id(header: str) -> str:
    return header if ACCEPTED_ID.fullmatch(header) else ""
