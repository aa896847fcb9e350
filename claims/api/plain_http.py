"""A token that comes over plain HTTP is refused: a program that is redirected would send it in clear each time."""

import re
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
        if "HTTP_AUTHORIZATION" in request.META and not request.is_secure() and _is_redirected(request):
            return render_problem(HttpsRequired())
        return self.get_response(request)


def _is_redirected(request: HttpRequest) -> bool:
    """Return whether plain HTTP is redirected to HTTPS at this path; health checks and figures are asked within."""
    path = request.path.lstrip("/")
    is_exempt = any(re.search(pattern, path) for pattern in settings.SECURE_REDIRECT_EXEMPT)
    return settings.SECURE_SSL_REDIRECT and not is_exempt
