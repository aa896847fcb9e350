"""The pages of the tour of the desk: its start, its end, and the page of each step."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.models import User
from claims.refusals import require_found
from claims.selectors.tours import find_article_to_triage, find_claim_to_check, list_tour_steps
from claims.services.tours import end_tour
from claims.tour import TOUR_PARAMETER
from claims.web.access import SignedInRequest, require_ability
from claims.web.home import HOME_BY_ROLE
from claims.workflow import Role


def _triage_url(_user: User) -> str:
    article = find_article_to_triage()
    return reverse("article", args=[article]) if article else reverse("articles")


def _claim_url(user: User) -> str:
    claim = find_claim_to_check(user)
    return reverse("claim", args=[claim]) if claim else reverse("queue")


STEP_URLS: dict[str, Callable[[User], str]] = {
    "triage": _triage_url,
    "claim": _claim_url,
    "evidence": _claim_url,
    "submit": _claim_url,
    "moderation": lambda _user: reverse("moderation"),
    "public": lambda user: reverse(HOME_BY_ROLE[Role(user.role)]),
}
"""What finds the page of each step."""


@require_ability("articles.see")
@require_http_methods(["GET", "HEAD", "POST"])
def tour_view(request: SignedInRequest) -> HttpResponse:
    """Start the tour at its first step. POST ends it."""
    if request.method == "POST":
        end_tour(person=request.user)
        return redirect("desk")
    return redirect("tour_step", list_tour_steps(request.user)[0].code)


@require_ability("articles.see")
@require_safe
def tour_step_view(request: SignedInRequest, code: str) -> HttpResponse:
    """Open the page of a step."""
    step = require_found(next((step for step in list_tour_steps(request.user) if step.code == code), None))
    return redirect(f"{STEP_URLS[code](request.user)}?{TOUR_PARAMETER}={step.code}")
