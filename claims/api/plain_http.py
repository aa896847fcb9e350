"""A token that comes over plain HTTP is refused: a program that is redirected would send it in clear each time."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from claims.api.errors import render_problem
from claims.sign_in_refusals import HttpsRequired


class PlainHttpMiddleware:
    """Stands before the one that redirects to HTTPS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless it carries a token in clear."""
        if settings.SECURE_SSL_REDIRECT and not request.is_secure() and "HTTP_AUTHORIZATION" in request.META:
            return render_problem(HttpsRequired())
        return self.get_response(request)
