"""People whose role requires a second factor must set one up before they can use the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from claims.models import User
from claims.refusals import MfaRequired
from claims.selectors.users import lacks_second_factor
from claims.web.refusals import GetResponse, render_refusal

EXEMPT_PATHS = ("account/", "api/", "v1alpha1/")
"""Routes that stay open: signing in and setting up a factor, and the API, which refuses by itself."""


class SecondFactorMiddleware:
    """Redirects to the page that sets up a second factor; public pages stay open."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on unchanged."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *args: Any) -> HttpResponse | None:
        """Redirect, or refuse an htmx request, before a page of the desk opens."""
        route = request.resolver_match.route if request.resolver_match else ""
        if getattr(view, "ability", "") is None or route.startswith(EXEMPT_PATHS):
            return None
        if not isinstance(request.user, User) or not lacks_second_factor(request.user):
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return render_refusal(request, MfaRequired())
        messages.info(request, _("Your role requires a second factor. Set one up to continue."))
        return redirect("mfa_activate_totp")
