"""What readers asked, for editors: link it to a claim, decline it, or take it in as an article."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.models import Tip
from claims.models.lengths import length_limit
from claims.permissions import allows
from claims.refusals import BadValue, NotFound, Refusal
from claims.selectors.tip_notifications import DECISION_GRACE_PERIOD
from claims.selectors.tips import get_tip, get_tip_page, parse_claim_reference
from claims.services.tips import (
    create_article_from_tip,
    decline_tip,
    link_tip,
    reject_suggestion,
    reopen_tip,
    restore_suggestion,
    separate_tip,
)
from claims.web.access import SignedInRequest, require_ability
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from, parse_number
from claims.web.redirects import redirect_client
from claims.web.refusals import run_or_refusal

LIST_LABELS = {"open": "Oldest first", "repeated": "Most asked", "linked": "Linked", "declined": "Declined"}
"""The tabs of the page."""

DONE_MESSAGES = {
    "link": "Linked.",
    "decline": "Declined.",
    "reopen": "Taken back: it is open again.",
    "reject": "Not about that claim.",
    "reconsider": "Taken back.",
    "separate": "It waits by itself now.",
}


class TipDecisionForm(forms.Form):
    """What goes with a judgement: the claim by number or address; why it is declined, and a word to the reader."""

    claim = forms.CharField(max_length=2000, required=False)
    reason = forms.CharField(max_length=length_limit(Tip, "reason"), required=False)
    note = model_field(Tip, "note")


def _link_arguments(given: dict[str, str]) -> dict[str, Any]:
    named = given["claim"]
    claim = parse_claim_reference(named) if named else None
    if named and claim is None:
        raise BadValue("No claim has this number or address.", field="claim")
    return {"claim_id": claim}


def _no_arguments(_: dict[str, str]) -> dict[str, Any]:
    return {}


TipService = Callable[..., Tip]
GetArguments = Callable[[dict[str, str]], dict[str, Any]]
TIP_ACTIONS: dict[str, tuple[TipService, GetArguments]] = {
    "link": (link_tip, _link_arguments),
    "decline": (decline_tip, lambda given: {"reason": given["reason"], "note": given["note"]}),
    "reopen": (reopen_tip, _no_arguments),
    "reject": (reject_suggestion, _no_arguments),
    "reconsider": (restore_suggestion, _no_arguments),
    "separate": (separate_tip, _no_arguments),
    "take-in": (create_article_from_tip, _no_arguments),
    "take-in-page": (create_article_from_tip, lambda _: {"page": True}),
}
"""For each judgement the service, and what it is given."""

GRACE_MINUTES = int(DECISION_GRACE_PERIOD.total_seconds() // 60)
"""Minutes within which a decision can be undone before a reader hears of it."""

ACTIONS_LEAVING_CARD = {"take-in", "take-in-page", "separate"}


@require_ability("tips.see")
@require_safe
def tips_page(request: SignedInRequest) -> HttpResponse:
    """Open questions, oldest or most asked first, or the decided ones; of one claim where that is asked."""
    view = request.GET.get("view", "open")
    view, claim = view if view in LIST_LABELS else "open", parse_number(request, "claim")
    state = Tip.State.OPEN if view == "repeated" else view
    context = {
        "page": page_from(request, get_tip_page(state=state, repeated=view == "repeated", claim_id=claim)),
        "view": view,
        "views": LIST_LABELS.items(),
        "claim": claim,
        **_card_context(request),
    }
    return render(request, "desk/tips/list.html", context)


def _card_context(request: SignedInRequest) -> dict[str, Any]:
    """What every card needs to know."""
    see = allows(request.user, "tips.emails")
    return {"addresses": see, "reasons": Tip.Reason.choices, "grace": GRACE_MINUTES}


@require_ability("tips.decide")
@require_POST
def decide_tip_view(request: SignedInRequest, tip_id: int, name: str) -> HttpResponse:
    """One judgement; answered with the card as it is now, or, where it was taken in, with the article."""
    if name not in TIP_ACTIONS:
        raise NotFound
    tip = run_or_refusal(request, lambda: _run_action(request, tip_id, name))
    if isinstance(tip, Refusal):
        return _card_response(request, tip_id, tip)
    if name in ACTIONS_LEAVING_CARD or not request.htmx:
        return _next_page(request, tip, name)
    return _card_response(request, tip_id)


def _run_action(request: SignedInRequest, tip_id: int, name: str) -> Tip:
    form = TipDecisionForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    service, given = TIP_ACTIONS[name]
    return service(tip_id=tip_id, editor=request.user, **given(form.cleaned_data))


def _card_response(request: SignedInRequest, tip_id: int, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "tip": get_tip(tip_id),
        "refusal": refusal,
        "typed": request.POST.get("claim", "") if refusal else "",
        "focused": True,
        **_card_context(request),
    }
    return render(request, "desk/tips/card.html", context, status=refusal.status if refusal else 200)


def _next_page(request: SignedInRequest, tip: Tip, name: str) -> HttpResponse:
    if name in DONE_MESSAGES:
        messages.success(request, DONE_MESSAGES[name])
    taken_in = name.startswith("take-in") and tip.article_id
    url = reverse("article", args=[tip.article_id]) if taken_in else reverse("tips")
    return redirect_client(request, url)
