"""Tips: editors link what readers ask to a claim, decline it, or submit it as an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from claims.models import Submission, Tip
from claims.models.lengths import length_limit
from claims.permissions import allows
from claims.refusals import BadValue, NotFound, Refusal
from claims.selectors.tip_notifications import DECISION_GRACE_PERIOD
from claims.selectors.tips import get_tip, get_tip_page, parse_claim_reference
from claims.services.submissions import submit_tip_page
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
from claims.web.desk.tip_curves import draw_tip_cards
from claims.web.forms import form_errors_text
from claims.web.model_fields import model_field
from claims.web.query_parameters import page_from, parse_number
from claims.web.redirects import redirect_client
from claims.web.refusals import run_or_refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TIP_LISTS: dict[str, StrOrPromise] = {
    "open": _("Oldest first"),
    "repeated": _("Most readers first"),
    "linked": _("Linked"),
    "declined": _("Declined"),
}
"""The tabs of the page: the value of `?view=`, and the label."""

GRACE_MINUTES = int(DECISION_GRACE_PERIOD.total_seconds() // 60)
"""Minutes during which a decision can be undone before the reader is notified."""


class TipDecisionForm(forms.Form):
    """The input of a decision: the claim by number or URL, or the reason for declining and a note to the reader."""

    claim = forms.CharField(max_length=2000, required=False)
    reason = forms.CharField(max_length=length_limit(Tip, "reason"), required=False)
    note = model_field(Tip, "note")


def _link_arguments(data: dict[str, str]) -> dict[str, Any]:
    reference = data["claim"]
    claim = parse_claim_reference(reference) if reference else None
    if reference and claim is None:
        raise BadValue(gettext("No claim has this number or URL."), field="claim")
    return {"claim_id": claim}


def _decline_arguments(data: dict[str, str]) -> dict[str, Any]:
    return {"reason": data["reason"], "note": data["note"]}


def _no_arguments(_: dict[str, str]) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class TipAction:
    """A decision about a tip: its service, the service's arguments from the form, and the message after it.

    `leaves_card` says that the card is not shown again: the tip has moved, or an article opens instead.
    """

    service: Callable[..., Tip | Submission]
    arguments: Callable[[dict[str, str]], dict[str, Any]] = _no_arguments
    done: StrOrPromise = ""
    leaves_card: bool = False


TIP_ACTIONS = {
    "link": TipAction(link_tip, _link_arguments, _("The tip is linked to the claim.")),
    "decline": TipAction(decline_tip, _decline_arguments, _("The tip is declined.")),
    "reopen": TipAction(reopen_tip, done=_("The tip is open again.")),
    "reject": TipAction(reject_suggestion, done=_("The suggested claim is rejected.")),
    "restore": TipAction(restore_suggestion, done=_("The suggested claim is restored.")),
    "separate": TipAction(separate_tip, done=_("The tip is listed separately."), leaves_card=True),
    "submit-text": TipAction(create_article_from_tip, leaves_card=True),
    "submit-page": TipAction(submit_tip_page, leaves_card=True),
}
"""The decisions about a tip, by the last part of their URL."""


@require_ability("tips.see")
@require_safe
def tips_page(request: SignedInRequest) -> HttpResponse:
    """List open tips by age or number of readers, or decided tips; `?claim=` lists the tips linked to a claim."""
    view = request.GET.get("view", "open")
    view, claim = view if view in TIP_LISTS else "open", parse_number(request, "claim")
    state = Tip.State.OPEN if view == "repeated" else view
    page = page_from(request, get_tip_page(state=state, repeated=view == "repeated", claim_id=claim))
    context = {
        "page": page,
        "cards": draw_tip_cards(page.rows),
        "view": view,
        "views": TIP_LISTS.items(),
        "claim": claim,
        **_card_context(request),
    }
    return render(request, "desk/tips/list.html", context)


def _card_context(request: SignedInRequest) -> dict[str, Any]:
    """Return what every card needs."""
    return {
        "shows_emails": allows(request.user, "tips.emails"),
        "reasons": Tip.Reason.choices,
        "grace_minutes": GRACE_MINUTES,
    }


@require_ability("tips.decide")
@require_POST
def decide_tip_view(request: SignedInRequest, tip_id: int, name: str) -> HttpResponse:
    """Make one decision; the answer is the new card, the list of tips, or the new article."""
    if name not in TIP_ACTIONS:
        raise NotFound
    action = TIP_ACTIONS[name]
    result = run_or_refusal(request, lambda: _run_action(request, tip_id, action))
    if isinstance(result, Refusal):
        return _card_response(request, tip_id, result)
    if action.leaves_card or not request.htmx:
        return _redirect_after(request, action, result)
    return _card_response(request, tip_id)


def _run_action(request: SignedInRequest, tip_id: int, action: TipAction) -> Tip | Submission:
    form = TipDecisionForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return action.service(tip_id=tip_id, editor=request.user, **action.arguments(form.cleaned_data))


def _card_response(request: SignedInRequest, tip_id: int, refusal: Refusal | None = None) -> HttpResponse:
    (card,) = draw_tip_cards([get_tip(tip_id)])
    context = {
        "tip": card.tip,
        "curve": card.curve,
        "refusal": refusal,
        "typed_claim": request.POST.get("claim", "") if refusal else "",
        "focused": True,
        **_card_context(request),
    }
    return render(request, "desk/tips/card.html", context, status=refusal.status if refusal else 200)


def _redirect_after(request: SignedInRequest, action: TipAction, result: Tip | Submission) -> HttpResponse:
    if action.done:
        messages.success(request, str(action.done))
    if isinstance(result, Submission):
        return redirect_client(request, reverse("submission", args=[result.pk]))
    opens_article = action.service is create_article_from_tip and result.article_id
    return redirect_client(request, reverse("article", args=[result.article_id]) if opens_article else reverse("tips"))
