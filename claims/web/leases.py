"""Leases in the open page: prolonged while it stays open, ending soon when it is left, taken over by a moderator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from claims.refusals import Refusal
from claims.selectors import claims
from claims.services import queue as services
from claims.web import review
from claims.web.access import PersonsRequest, needs
from claims.web.refusals import outcome


@needs("verdicts.draft")
@require_POST
def renew(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Prolong the lease, as the open page asks every few minutes; says so where it has ended."""
    done = outcome(request, lambda: services.renew(claim_id=claim_id, editor=request.user))
    refusal = done if isinstance(done, Refusal) else None
    if not request.htmx:
        return redirect("claim", claim_id)
    context = review.lease(request.user, claims.detail(claim_id)) | {"refusal": refusal, "writing": True}
    return render(request, "claims/lease.html", context, status=refusal.status if refusal else 200)


@needs("verdicts.draft")
@require_POST
def leave(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """The page of a claim is left: its lease ends soon, unless its holder comes back."""
    services.leave(claim_id=claim_id, editor=request.user)
    return HttpResponse(status=204)


@needs("queue.takeover")
@require_POST
def take_over(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """Take the claim from whoever holds it, and go on with what they wrote."""
    services.take_over(claim_id=claim_id, moderator=request.user)
    messages.success(request, "It is yours now. Release gives it back to the queue.")
    return redirect("claim", claim_id)
