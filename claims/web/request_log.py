"""The log lines of each request."""

from typing import Any

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware
from rest_framework.throttling import BaseThrottle


class RequestLogMiddleware(RequestMiddleware):
    """Logs the start and the end of each request, with the person and the IP address."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Log the address that the rate limits use: X-Forwarded-For from a stranger is not trusted."""
        address = BaseThrottle().get_ident(request)  # type: ignore[arg-type]  # it reads the headers alone
        structlog.contextvars.bind_contextvars(ip=address)

    def handle_response(self, request: HttpRequest, response: Any) -> None:
        """Log the response. A file stays a file, which the web server sends without a thread."""
        file = getattr(response, "file_to_stream", None)
        super().handle_response(request, response)
        if file is not None:
            response.streaming_content = file
