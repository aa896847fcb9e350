"""Headers that say what browsers may do with an answer, and who may store it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from claims.web.refusals import GetResponse

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi",
        "payment", "usb",
    )
)  # fmt: skip
"""The desk uses none of these."""

CROSS_ORIGIN_PREFIXES = ("/api/", "/v1alpha1/", "/embed/", "/feeds/", "/log/", "/oembed")
"""Public answers that other sites may load."""


class SecurityHeadersMiddleware:
    """Adds the headers. It stands first, so that static files and refusals have them too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer with its headers; a view may have set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        policy = "cross-origin" if is_open_to_all(request) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", policy)
        if _is_private(request) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response


def _is_private(request: HttpRequest) -> bool:
    """Return whether the answer may show what only one person may see: they are known, write, or sign in here."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META
    if known or request.method not in ("GET", "HEAD"):
        return True
    view = getattr(request.resolver_match, "func", None)
    return view is not None and getattr(view, "ability", "") is not None and not is_open_to_all(request)


def is_open_to_all(request: HttpRequest) -> bool:
    """Return whether the address answers other sites and programs too."""
    return request.path.startswith(CROSS_ORIGIN_PREFIXES)
