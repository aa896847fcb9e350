"""Whose role takes a second factor sets one up before anything else of the desk opens."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.models import User
from claims.refusals import MfaRequired
from claims.selectors.users import lacks_second_factor
from claims.web.refusals import GetResponse, render_refusal

EXEMPT_PATHS = ("account/", "api/", "v1alpha1/")
"""Where one signs in and sets it up, and where the API refuses by itself."""


class SecondFactorMiddleware:
    """Leads to the page on which a second factor is set up; public pages stay open."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_: Any) -> HttpResponse | None:
        """Before a page of the desk opens."""
        route = request.resolver_match.route if request.resolver_match else ""
        if getattr(view, "ability", "") is None or route.startswith(EXEMPT_PATHS):
            return None
        if not isinstance(request.user, User) or not lacks_second_factor(request.user):
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return render_refusal(request, MfaRequired())
        messages.info(request, "Your role takes a second factor. Set one up, then go on.")
        return redirect("mfa_activate_totp")
