"""Who may open a page: every view says so with one of these."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claims import permissions
from claims.models import User

View = Callable[..., HttpResponseBase]


class PersonsRequest(HttpRequest):
    """A request behind `needs`: somebody has signed in."""

    user: User


def needs(ability: str) -> Callable[[View], View]:
    """Only for people whose role has the ability (see `permissions.ABILITIES`); others sign in or get a 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            permissions.demand(request.user, ability)
            return view(request, *args, **kwargs)

        guarded.ability = ability  # type: ignore[attr-defined]
        return login_required(guarded)

    return decorate


def public(view: View) -> View:
    """For everybody, with or without an account."""
    view.ability = None  # type: ignore[attr-defined]
    return view
