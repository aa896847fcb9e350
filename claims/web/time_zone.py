"""The time zone of a page: a person's own, that of the desk, or UTC; and the page that chooses it."""

from collections.abc import Callable
from datetime import UTC, tzinfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.models import User
from claims.selectors.identity import get_desk_zone
from claims.services.time_zones import set_time_zone
from claims.time_zones import TIME_ZONES, find_zone
from claims.web.access import SignedInRequest, require_ability


class TimeZoneMiddleware:
    """Activates the time zone in which a request is answered.

    Programs get UTC. Public pages are in the zone of the desk, so that they stay cacheable for everybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request, and go back to the zone of the desk."""
        with timezone.override(None):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., object], *_arguments: object) -> None:
        """Activate the zone of the view that answers."""
        timezone.activate(_zone_of_view(request, view.__module__))


def _zone_of_view(request: HttpRequest, module: str) -> tzinfo:
    if module.startswith(("claims.api.", "claims.web.health", "claims.web.prometheus")):
        return UTC
    if module.startswith("claims.web.public.") or not isinstance(request.user, User):
        return get_desk_zone()
    return find_zone(request.user.time_zone) or get_desk_zone()


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_time_zone(request: SignedInRequest) -> HttpResponse:
    """Show the time zones; POST saves one, or that of the desk."""
    if request.method != "POST":
        context = {"zones": TIME_ZONES, "desk_zone": str(get_desk_zone()), "now": timezone.now()}
        return render(request, "account/time_zone.html", context)
    set_time_zone(person=request.user, time_zone=request.POST.get("time_zone", ""))
    messages.success(request, _("Your time zone is saved."))
    return redirect("time_zone")
