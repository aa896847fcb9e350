"""Paths that know no cookies: nothing behind them can read one, and no answer sets one."""

from django.http import HttpRequest, HttpResponse

from claims.web.refusals import GetResponse

COOKIELESS_PREFIXES = ("/files/",)


class CookielessMiddleware:
    """Takes the cookies out of a request for such a path. It stands before whatever reads a session."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer without cookies."""
        if not request.path.startswith(COOKIELESS_PREFIXES):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES.clear()
        response = self.get_response(request)
        response.cookies.clear()
        return response
