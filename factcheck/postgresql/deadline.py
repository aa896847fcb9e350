"""How long a request may wait for PostgreSQL, over all its queries.

`statement_timeout` is kept by the server, so it does not help against a server that hangs or a network that is cut.
Time that the request computes does not count: a busy machine is no reason to give up a server that answers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic

from django.http import HttpRequest
from django.http.response import HttpResponseBase

REQUEST_SECONDS = 11.0
"""With the time to connect (`CONNECT_SECONDS` of `factcheck.database_config`) a request ends within 15 seconds."""


@dataclass
class WaitingTime:
    """The seconds that a request may still wait."""

    seconds: float


_waiting_time: ContextVar[WaitingTime | None] = ContextVar("waiting_time", default=None)


class DeadlineMiddleware:
    """Give each request its time, before anything asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        token = _waiting_time.set(WaitingTime(REQUEST_SECONDS))
        try:
            return self.get_response(request)
        finally:
            _waiting_time.reset(token)


@contextmanager
def spend_waiting_time() -> Iterator[float | None]:
    """Yield the seconds that the request may still wait, and subtract what the block takes.

    Yields None outside of requests, which may wait.
    """
    left, started = _waiting_time.get(), monotonic()
    try:
        yield max(0.0, left.seconds) if left else None
    finally:
        if left:
            left.seconds -= monotonic() - started
