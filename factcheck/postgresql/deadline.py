"""The deadline of a request for everything that it asks of PostgreSQL.

`statement_timeout` is kept by the server, so it does not help against a server that hangs or a network that is cut.
"""

from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic

from django.http import HttpRequest
from django.http.response import HttpResponseBase

REQUEST_SECONDS = 11.0
"""With the time to connect (`CONNECT_SECONDS` in the settings) and to render, a request ends within 15 seconds."""

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


class DeadlineMiddleware:
    """Start the time of a request before anything asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        token = _deadline.set(monotonic() + REQUEST_SECONDS)
        try:
            return self.get_response(request)
        finally:
            _deadline.reset(token)


def seconds_left() -> float | None:
    """Return the seconds that the current request may still wait; None outside of requests, which may wait."""
    deadline = _deadline.get()
    return None if deadline is None else max(0.0, deadline - monotonic())
