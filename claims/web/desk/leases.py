"""Leases in the open page: prolonged while it stays open, ending soon when it is left, taken over by a moderator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
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
    """Prolong the lease, as the open page asks every few minutes; says so where it has ended."""
    done = run_or_refusal(request, lambda: renew_lease(claim_id=claim_id, editor=request.user))
    refusal = done if isinstance(done, Refusal) else None
    if not request.htmx:
        return redirect("claim", claim_id)
    context = lease_context(request.user, get_claim(claim_id)) | {"refusal": refusal, "writing": True}
    return render(request, "desk/claims/lease.html", context, status=refusal.status if refusal else 200)


@require_ability("verdicts.draft")
@require_POST
def leave_claim_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """The page of a claim is left: its lease ends soon, unless its holder comes back."""
    shorten_lease(claim_id=claim_id, editor=request.user)
    return HttpResponse(status=204)


@require_ability("queue.take_over")
@require_POST
def take_over_claim_view(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Take the claim from whoever holds it, and go on with what they wrote."""
    take_over_claim(claim_id=claim_id, moderator=request.user)
    messages.success(request, "It is yours now. Release gives it back to the queue.")
    return redirect("claim", claim_id)
