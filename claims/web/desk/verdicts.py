"""Write a verdict: autosave the draft, compare it with a conflicting version, submit it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Verdict
from claims.refusals import BadValue, Refusal, VersionConflict
from claims.selectors.claims import find_draft, get_claim
from claims.services.queue import take_claim
from claims.services.verdicts import confirm_citations, save_draft, submit_verdict
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import draft_checks, lease_context
from claims.web.desk.forms import DraftForm
from claims.web.flash_messages import add_decision_message
from claims.web.forms import form_errors_text
from claims.web.redirects import redirect_client
from claims.workflow import MOVES


@require_ability("verdicts.draft")
@require_POST
def draft_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Save the draft. Parameters: `take` takes the claim again first, `submit` submits, `preview` opens the preview.

    `looked_again` says that sentences whose evidence has changed are still right. The answer brings the preview of the
    justification and what is amiss with its citations.

    A refusal loses no text: the response replaces the state below the form, never the form.
    """
    form = DraftForm(request.POST)
    try:
        draft = _save_draft(request, claim_id, form)
    except Refusal as refusal:
        return _state_response(request, claim_id, form["version"].value(), refusal, form)
    if "submit" in request.POST:
        return _submit_draft(request, draft)
    if "preview" in request.POST:
        return redirect_client(request, reverse("claim_preview", args=[claim_id]))
    return _state_response(request, claim_id, draft.version) if request.htmx else redirect("claim", claim_id)


def _save_draft(request: SignedInRequest, claim_id: int, form: DraftForm) -> Verdict:
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    if "take" in request.POST:
        take_claim(claim_id=claim_id, editor=request.user)
    draft = save_draft(claim_id=claim_id, editor=request.user, **form.service_arguments())
    if "looked_again" in request.POST:
        confirm_citations(claim_id=claim_id, editor=request.user)
    return draft


def _submit_draft(request: SignedInRequest, draft: Verdict) -> HttpResponse:
    try:
        event = submit_verdict(claim_id=draft.claim_id, editor=request.user)
    except Refusal as refusal:
        return _state_response(request, draft.claim_id, draft.version, refusal)
    add_decision_message(request, MOVES["submit"].done, event)
    return redirect_client(request, reverse("queue"))


def _state_response(
    request: SignedInRequest, claim_id: int, version: Any, refusal: Refusal | None = None, form: DraftForm | None = None
) -> HttpResponse:
    """Render what is saved, what is missing and the refusal. Without HTMX, a refusal becomes its own page.

    `version` is the version that the form sends next: the one it was loaded with, until a save replaces it.
    """
    if refusal and not request.htmx:
        raise refusal
    claim = get_claim(claim_id)
    draft = find_draft(claim)
    context = lease_context(request.user, claim) | {"verdict": draft, "refusal": refusal, "answer": True}
    context |= {"version": version} | (draft_checks(draft) if draft else {})
    if form and isinstance(refusal, VersionConflict):
        context["compare"] = {"yours": form.cleaned_data, "theirs": draft}
    return render(request, "desk/verdicts/draft_state.html", context, status=refusal.status if refusal else 200)
