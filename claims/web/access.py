"""Who may open a page: every view says so with one of these."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from claims.models import User
from claims.permissions import demand
from claims.refusals import NotAllowed

ViewFunction = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request behind `needs`: somebody has signed in."""

    user: User
    htmx: HtmxDetails


def require_ability(ability: str) -> Callable[[ViewFunction], ViewFunction]:
    """Only for people whose role has the ability (see `permissions.ABILITIES`); others sign in or get a 403."""

    def decorate(view: ViewFunction) -> ViewFunction:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            demand(request.user, ability)
            return view(request, *args, **kwargs)

        return _require_sign_in(guarded, ability)

    return decorate


def _require_sign_in(view: ViewFunction, ability: str) -> ViewFunction:
    """Others are led to the sign-in page; an open page keeps what was typed in it and is told so."""
    whole_page = login_required(view)

    @wraps(view)
    def asked(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.htmx and not request.user.is_authenticated:
            raise NotAllowed("You are signed out. Sign in again in another tab, then go on here.")
        return whole_page(request, *args, **kwargs)

    asked.ability = ability  # type: ignore[attr-defined]
    return asked


def public_view(view: ViewFunction) -> ViewFunction:
    """For everybody, with or without an account."""
    view.ability = None  # type: ignore[attr-defined]
    return view
