"""Sessions, except for paths that know no cookies: nothing behind them can read one, and no answer sets one."""

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

COOKIELESS_PREFIXES = ("/files/",)


class CookielessSessionMiddleware(SessionMiddleware):
    """Takes the cookies out of a request for such a path, before anything reads a session."""

    def process_request(self, request: HttpRequest) -> None:
        """Forget the cookies, then find the session of those that are left."""
        if _is_cookieless(request):
            request.META.pop("HTTP_COOKIE", None)
            request.COOKIES.clear()
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set no cookie."""
        if not _is_cookieless(request):
            return super().process_response(request, response)
        response.cookies.clear()
        return response


def _is_cookieless(request: HttpRequest) -> bool:
    return request.path.startswith(COOKIELESS_PREFIXES)
