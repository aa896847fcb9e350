"""Refuses pages whose body is too large before a form or the CSRF check reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from claims.body_limits import BodyTooLarge, exceeded_body_limit
from claims.web.refusals import render_refusal


class BodyLimitMiddleware:
    """Refuse a body that is too large. The API does so itself, in its own format."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Return the refusal of a page."""
        limit = exceeded_body_limit(request)
        if limit is None or request.path.startswith("/api/"):
            return None
        return render_refusal(request, BodyTooLarge(limit=limit // 1024))
