"""The tour of the desk: `{% load tour %}{% tour %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from claims.models import User
from claims.selectors.tours import list_tour_steps
from claims.tour import OFFERING_PAGES, TOUR_PARAMETER

register = template.Library()


@register.inclusion_tag("components/tour.html", takes_context=True)
def tour(context: dict[str, Any]) -> dict[str, Any]:
    """Render the step that the URL names; on a demo desk, offer the tour to people who have not ended it."""
    request, user = context.get("request"), context.get("user", AnonymousUser())
    if request is None or not isinstance(user, User):
        return {}
    steps = list_tour_steps(user)
    place = next((at for at, step in enumerate(steps) if step.code == request.GET.get(TOUR_PARAMETER)), None)
    if place is None:
        return {"offered": _is_offered(request, user), "csrf_token": context.get("csrf_token")}
    return {
        "step": steps[place],
        "number": place + 1,
        "total": len(steps),
        "previous": steps[place - 1] if place else None,
        "next": steps[place + 1] if place + 1 < len(steps) else None,
        "csrf_token": context.get("csrf_token"),
    }


def _is_offered(request: HttpRequest, user: User) -> bool:
    page = request.resolver_match.url_name if request.resolver_match else ""
    return settings.DEMO and not user.toured and page in OFFERING_PAGES
