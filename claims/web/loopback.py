"""A desk with demo accounts answers this machine only, however it is reached."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.translation import gettext

from claims.web.refusals import GetResponse

FORWARDING_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""A proxy that adds one of these makes the desk reachable for others."""


class LoopbackMiddleware:
    """Refuses everybody else on a demo desk, whose passwords are public."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, unless it comes from another machine or through a proxy."""
        if settings.DEMO and not _is_local(request):
            return HttpResponseForbidden(gettext("This is a demo desk. It answers the machine it runs on only."))
        return self.get_response(request)


def _is_local(request: HttpRequest) -> bool:
    if any(name in request.headers for name in FORWARDING_HEADERS):
        return False
    host = request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and _is_loopback(host.strip("[]"))


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
