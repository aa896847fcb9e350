"""Writing a verdict: saved while one types, shown beside what somebody else saved, handed in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Verdict
from claims.refusals import BadValue, Refusal, VersionConflict
from claims.selectors import claims
from claims.services import queue, verdicts
from claims.services.requirements import check_submission
from claims.web import leading, review, said
from claims.web.access import PersonsRequest, needs
from claims.web.forms import DraftForm, complaints
from claims.workflow import MOVES


@needs("verdicts.draft")
@require_POST
def draft(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Save the draft, after taking the claim again if that is asked (`take`); hand it in if that is (`submit`),
    or show the page that it makes (`preview`).

    Nothing typed is lost by a refusal: the answer replaces what stands below the form, never the form.
    """
    form = DraftForm(request.POST)
    try:
        saved = _save(request, claim_id, form)
    except Refusal as refusal:
        return _state(request, claim_id, form["version"].value(), refusal, form)
    if "submit" in request.POST:
        return _hand_in(request, saved)
    if "preview" in request.POST:
        return leading.to(request, reverse("preview", args=[claim_id]))
    return _state(request, claim_id, saved.version) if request.htmx else redirect("claim", claim_id)


def _save(request: PersonsRequest, claim_id: int, form: DraftForm) -> Verdict:
    if not form.is_valid():
        raise BadValue(complaints(form))
    if "take" in request.POST:
        queue.take(claim_id=claim_id, editor=request.user)
    return verdicts.save_draft(claim_id=claim_id, editor=request.user, **form.cleaned_data)


def _hand_in(request: PersonsRequest, saved: Verdict) -> HttpResponse:
    try:
        event = verdicts.submit(claim_id=saved.claim_id, editor=request.user)
    except Refusal as refusal:
        return _state(request, saved.claim_id, saved.version, refusal)
    said.decided(request, MOVES["submit"].done, event)
    return leading.to(request, reverse("queue"))


def _state(
    request: PersonsRequest, claim_id: int, version: Any, refusal: Refusal | None = None, form: DraftForm | None = None
) -> HttpResponse:
    """What is saved and what is missing; what to do about a refusal, which without HTMX is a page of its own.

    `version` is what the form goes on with: the one that was seen, as long as it was not saved over.
    """
    if refusal and not request.htmx:
        raise refusal
    claim = claims.detail(claim_id)
    saved = claims.draft(claim)
    context = review.lease(request.user, claim) | {"verdict": saved, "refusal": refusal, "answer": True}
    context |= {"version": version, "requirements": check_submission(saved) if saved else []}
    if form and isinstance(refusal, VersionConflict):
        context["compare"] = {"yours": form.cleaned_data, "theirs": saved}
    return render(request, "verdicts/state.html", context, status=refusal.status if refusal else 200)
