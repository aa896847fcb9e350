"""Leases: renewed by the open page, shortened when the page is left, taken over by a moderator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.refusals import Refusal
from claims.selectors.claims import get_claim
from claims.services.queue import renew_lease, shorten_lease, take_over_claim
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import lease_context
from claims.web.refusals import run_or_refusal


@require_ability("verdicts.draft")
@require_POST
def renew_lease_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Renew the lease, which the open page requests every few minutes; show the refusal if the lease has ended."""
    outcome = run_or_refusal(request, lambda: renew_lease(claim_id=claim_id, editor=request.user))
    refusal = outcome if isinstance(outcome, Refusal) else None
    if not request.htmx:
        return redirect("claim", claim_id)
    context = lease_context(request.user, get_claim(claim_id)) | {"refusal": refusal, "is_writing": True}
    return render(request, "desk/claims/lease.html", context, status=refusal.status if refusal else 200)


@require_ability("verdicts.draft")
@require_POST
def leave_claim_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Shorten the lease when the page of a claim is left; coming back renews it."""
    shorten_lease(claim_id=claim_id, editor=request.user)
    return HttpResponse(status=204)


@require_ability("queue.take_over")
@require_POST
def take_over_claim_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Take the claim over from its holder, with the draft."""
    take_over_claim(claim_id=claim_id, moderator=request.user)
    messages.success(request, gettext("You have taken over this claim. Release returns it to the queue."))
    return redirect("claim", claim_id)
