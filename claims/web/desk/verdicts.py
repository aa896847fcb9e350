"""Writing a verdict: saved while one types, shown beside what somebody else saved, handed in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Verdict
from claims.refusals import BadValue, Refusal, VersionConflict
from claims.selectors.claims import find_draft, get_claim
from claims.services.queue import take_claim
from claims.services.requirements import check_submission
from claims.services.verdicts import save_draft, submit_verdict
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import lease_context
from claims.web.flash_messages import add_decision_message
from claims.web.forms import DraftForm, form_errors_text
from claims.web.redirects import redirect_client
from claims.workflow import MOVES


@require_ability("verdicts.draft")
@require_POST
def draft_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Save the draft, after taking the claim again if that is asked (`take`); hand it in if that is (`submit`),
    or show the page that it makes (`preview`).

    Nothing typed is lost by a refusal: the answer replaces what stands below the form, never the form.
    """
    form = DraftForm(request.POST)
    try:
        saved = _save_draft(request, claim_id, form)
    except Refusal as refusal:
        return _state_response(request, claim_id, form["version"].value(), refusal, form)
    if "submit" in request.POST:
        return _submit_draft(request, saved)
    if "preview" in request.POST:
        return redirect_client(request, reverse("claim_preview", args=[claim_id]))
    return _state_response(request, claim_id, saved.version) if request.htmx else redirect("claim", claim_id)


def _save_draft(request: SignedInRequest, claim_id: int, form: DraftForm) -> Verdict:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    if "take" in request.POST:
        take_claim(claim_id=claim_id, editor=request.user)
    return save_draft(claim_id=claim_id, editor=request.user, **form.cleaned_data)


def _submit_draft(request: SignedInRequest, saved: Verdict) -> HttpResponse:
    try:
        event = submit_verdict(claim_id=saved.claim_id, editor=request.user)
    except Refusal as refusal:
        return _state_response(request, saved.claim_id, saved.version, refusal)
    add_decision_message(request, MOVES["submit"].done, event)
    return redirect_client(request, reverse("queue"))


def _state_response(
    request: SignedInRequest, claim_id: int, version: Any, refusal: Refusal | None = None, form: DraftForm | None = None
) -> HttpResponse:
    """What is saved and what is missing; what to do about a refusal, which without HTMX is a page of its own.

    `version` is what the form goes on with: the one that was seen, as long as it was not saved over.
    """
    if refusal and not request.htmx:
        raise refusal
    claim = get_claim(claim_id)
    saved = find_draft(claim)
    context = lease_context(request.user, claim) | {"verdict": saved, "refusal": refusal, "answer": True}
    context |= {"version": version, "requirements": check_submission(saved) if saved else []}
    if form and isinstance(refusal, VersionConflict):
        context["compare"] = {"yours": form.cleaned_data, "theirs": saved}
    return render(request, "desk/verdicts/draft_state.html", context, status=refusal.status if refusal else 200)
