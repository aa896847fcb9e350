"""With single sign-on: which pages of passwords are closed, and how people prove again who they are."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from claims.sign_in_refusals import SsoOnly
from claims.web.account.session_limits import STARTED
from claims.web.refusals import GetResponse, render_refusal

PASSWORD_PAGES = {
    "account_signup",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
}
"""Pages that are refused with `SSO_ONLY`. The sign-in page stays, with a button instead of its form."""


class SingleSignOnMiddleware:
    """Closes the pages of passwords with `SSO_ONLY`, and sends people without a password to the issuer again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on unchanged."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *args: Any) -> HttpResponse | None:
        """Refuse or redirect before a page of accounts opens."""
        name = request.resolver_match.url_name if request.resolver_match else ""
        if not settings.SSO.enabled or not name:
            return None
        if settings.SSO.only and (name in PASSWORD_PAGES or (name == "account_login" and request.method == "POST")):
            return render_refusal(request, SsoOnly())
        if settings.SSO.only and name == "account_reauthenticate" and request.user.is_authenticated:
            return _redirect_to_issuer(request.GET.get("next", ""))
        if name.startswith(("mfa_", "account_email")) and _has_only_an_old_session(request):
            return _redirect_to_issuer(request.path)
        return None


def _has_only_an_old_session(request: HttpRequest) -> bool:
    """Return whether somebody without password and factor, whom allauth asks for nothing, signed in some time ago."""
    if not request.user.is_authenticated or get_reauthentication_flows(request.user):
        return False
    return bool(time.time() - request.session.get(STARTED, 0) > app_settings.REAUTHENTICATION_TIMEOUT)


def _redirect_to_issuer(path: str) -> HttpResponse:
    return redirect(f"{reverse('sso_login')}?{urlencode({'next': path})}")
