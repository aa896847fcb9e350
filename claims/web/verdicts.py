"""Writing a verdict: saved while one types, shown beside what somebody else saved, handed in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from claims.models import Verdict
from claims.refusals import BadValue, NotThere, Refusal, VersionConflict
from claims.selectors import claims
from claims.services import queue, verdicts
from claims.web import review
from claims.web.access import PersonsRequest, needs
from claims.web.forms import DraftForm, complaints


@needs("verdicts.draft")
@require_POST
def draft(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Save the draft, after taking the claim again if that is asked (`take`); hand it in if that is (`submit`).

    Nothing typed is lost by a refusal: the answer replaces what stands below the form, never the form.
    """
    form = DraftForm(request.POST)
    try:
        _save(request, claim_id, form)
        if "submit" in request.POST:
            verdicts.submit(claim_id=claim_id, editor=request.user)
            return _handed_in(request)
    except NotThere:
        raise
    except Refusal as refusal:
        if not request.htmx:
            raise
        return _state(request, claim_id, form, refusal)
    return _state(request, claim_id, form) if request.htmx else redirect("claim", claim_id)


def _save(request: PersonsRequest, claim_id: int, form: DraftForm) -> None:
    if not form.is_valid():
        raise BadValue(complaints(form))
    if "take" in request.POST:
        queue.take(claim_id=claim_id, editor=request.user)
    verdicts.save_draft(claim_id=claim_id, editor=request.user, **form.cleaned_data)


def _handed_in(request: PersonsRequest) -> HttpResponse:
    messages.success(request, "Submitted: a moderator will look at it.")
    return HttpResponseClientRedirect(reverse("queue")) if request.htmx else redirect("queue")


def _state(request: PersonsRequest, claim_id: int, form: DraftForm, refusal: Refusal | None = None) -> HttpResponse:
    """What is saved, what is missing, and what to do where it could not be saved."""
    claim = claims.detail(claim_id)
    saved = claims.draft(claim)
    context = review.lease(request.user, claim) | {"verdict": saved, "refusal": refusal, "answer": True}
    if saved:
        context["wanted"] = verdicts.wanted(saved)
    if isinstance(refusal, VersionConflict):
        context["compare"] = {"yours": form.cleaned_data, "theirs": saved}
    context["version"] = _version(form, saved, refusal)
    return render(request, "verdicts/state.html", context, status=refusal.status if refusal else 200)


def _version(form: DraftForm, saved: Verdict | None, refusal: Refusal | None) -> Any:
    """After a save the new version; after a refusal the one that was seen, so that nothing is overwritten unseen."""
    return form["version"].value() if refusal or saved is None else saved.version
