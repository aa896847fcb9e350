"""What each request leaves in the log."""

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware
from rest_framework.throttling import BaseThrottle


class RequestLogMiddleware(RequestMiddleware):
    """A line when a request begins and when it ends, with who asks and from where."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """The address that the rate limits go by: what a stranger writes into X-Forwarded-For is not believed."""
        address = BaseThrottle().get_ident(request)  # type: ignore[arg-type]  # it reads the headers alone
        structlog.contextvars.bind_contextvars(ip=address)
