"""What readers asked, for editors: link it to a claim, decline it, or take it in as an article."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims import permissions
from claims.models import Tip
from claims.models.lengths import length_limit
from claims.refusals import BadValue, NotFound, Refusal
from claims.selectors import tip_notices
from claims.selectors import tips as selectors
from claims.services import tips as services
from claims.web import leading
from claims.web.access import PersonsRequest, needs
from claims.web.forms import complaints
from claims.web.model_fields import model_field
from claims.web.query import number, page_from
from claims.web.refusals import outcome

VIEWS = {"open": "Oldest first", "repeated": "Most asked", "linked": "Linked", "declined": "Declined"}
"""The tabs of the page."""

SAID = {
    "link": "Linked.",
    "decline": "Declined.",
    "reopen": "Taken back: it is open again.",
    "reject": "Not about that claim.",
    "reconsider": "Taken back.",
    "separate": "It waits by itself now.",
}


class JudgementForm(forms.Form):
    """What goes with a judgement: the claim by number or address; why it is declined, and a word to the reader."""

    claim = forms.CharField(max_length=2000, required=False)
    reason = forms.CharField(max_length=length_limit(Tip, "reason"), required=False)
    note = model_field(Tip, "note")


def _link(given: dict[str, str]) -> dict[str, Any]:
    named = given["claim"]
    claim = selectors.claim_of(named) if named else None
    if named and claim is None:
        raise BadValue("No claim has this number or address.", field="claim")
    return {"claim_id": claim}


def _nothing(_: dict[str, str]) -> dict[str, Any]:
    return {}


Service = Callable[..., Tip]
Given = Callable[[dict[str, str]], dict[str, Any]]
JUDGEMENTS: dict[str, tuple[Service, Given]] = {
    "link": (services.link, _link),
    "decline": (services.decline, lambda given: {"reason": given["reason"], "note": given["note"]}),
    "reopen": (services.reopen, _nothing),
    "reject": (services.reject, _nothing),
    "reconsider": (services.reconsider, _nothing),
    "separate": (services.separate, _nothing),
    "take-in": (services.hand_in, _nothing),
    "take-in-page": (services.hand_in, lambda _: {"page": True}),
}
"""For each judgement the service, and what it is given."""

GRACE = int(tip_notices.GRACE.total_seconds() // 60)
"""Minutes within which a decision can be undone before a reader hears of it."""

LEADS_AWAY = {"take-in", "take-in-page", "separate"}


@needs("tips.see")
@require_safe
def listed(request: PersonsRequest) -> HttpResponse:
    """Open questions, oldest or most asked first, or the decided ones; of one claim where that is asked."""
    view = request.GET.get("view", "open")
    view, claim = view if view in VIEWS else "open", number(request, "claim")
    state = Tip.State.OPEN if view == "repeated" else view
    context = {
        "page": page_from(request, selectors.listed(state=state, repeated=view == "repeated", claim_id=claim)),
        "view": view,
        "views": VIEWS.items(),
        "claim": claim,
        **_card(request),
    }
    return render(request, "tips/list.html", context)


def _card(request: PersonsRequest) -> dict[str, Any]:
    """What every card needs to know."""
    see = permissions.allows(request.user, "tips.emails")
    return {"addresses": see, "reasons": Tip.Reason.choices, "grace": GRACE}


@needs("tips.judge")
@require_POST
def judge(request: PersonsRequest, tip_id: int, name: str) -> HttpResponse:
    """One judgement; answered with the card as it is now, or, where it was taken in, with the article."""
    if name not in JUDGEMENTS:
        raise NotFound
    tip = outcome(request, lambda: _judged(request, tip_id, name))
    if isinstance(tip, Refusal):
        return _answer(request, tip_id, tip)
    if name in LEADS_AWAY or not request.htmx:
        return _onward(request, tip, name)
    return _answer(request, tip_id)


def _judged(request: PersonsRequest, tip_id: int, name: str) -> Tip:
    form = JudgementForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form))
    service, given = JUDGEMENTS[name]
    return service(tip_id=tip_id, editor=request.user, **given(form.cleaned_data))


def _answer(request: PersonsRequest, tip_id: int, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "tip": selectors.detail(tip_id),
        "refusal": refusal,
        "typed": request.POST.get("claim", "") if refusal else "",
        "focused": True,
        **_card(request),
    }
    return render(request, "tips/card.html", context, status=refusal.status if refusal else 200)


def _onward(request: PersonsRequest, tip: Tip, name: str) -> HttpResponse:
    if name in SAID:
        messages.success(request, SAID[name])
    taken_in = name.startswith("take-in") and tip.article_id
    url = reverse("article", args=[tip.article_id]) if taken_in else reverse("tips")
    return leading.to(request, url)
