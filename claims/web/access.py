"""Decorators that say who may open a page. Every view has one."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from claims.models import User
from claims.permissions import demand
from claims.refusals import NotAllowed

ViewFunction = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind `require_ability`: its user is signed in."""

    user: User
    htmx: HtmxDetails


def require_ability(ability: str) -> Callable[[ViewFunction], ViewFunction]:
    """Admit people whose role has the ability (see `permissions.ABILITIES`); others sign in or get a 403."""

    def decorate(view: ViewFunction) -> ViewFunction:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            demand(request.user, ability)
            return view(request, *args, **kwargs)

        return _require_sign_in(guarded, ability)

    return decorate


def _require_sign_in(view: ViewFunction, ability: str) -> ViewFunction:
    """Redirect visitors to the sign-in page. An open page gets a refusal instead and keeps what was typed in it."""
    whole_page = login_required(view)

    @wraps(view)
    def signed_in(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:
            raise NotAllowed(_("You are signed out. Sign in again in another tab, then continue here."))
        return whole_page(request, *args, **kwargs)

    signed_in.ability = ability  # type: ignore[attr-defined]
    return signed_in


def public_view(view: ViewFunction) -> ViewFunction:
    """Admit everybody, with or without an account."""
    view.ability = None  # type: ignore[attr-defined]
    return view
