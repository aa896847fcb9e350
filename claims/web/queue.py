"""The queue: what is mine, what waits and why it waits there, who works on what."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims.models import Claim
from claims.priority import Reason, reasons
from claims.selectors import queue as selectors
from claims.selectors import weights
from claims.services import queue as services
from claims.web.access import PersonsRequest, needs
from claims.web.query import number


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim in its place, and the points that put it there."""

    claim: Claim
    points: float
    reasons: list[Reason]


def standings(claims: list[Claim]) -> list[Standing]:
    """Each with its reasons as of this moment: one query for all of them."""
    now, weighed = timezone.now(), weights.current()
    told = [(claim, reasons(claim, weighed, now)) for claim in claims]
    return [Standing(claim, sum(reason.points for reason in why), why) for claim, why in told]


@needs("queue.see")
@require_safe
def listed(request: PersonsRequest) -> HttpResponse:
    """Next, mine, waiting, and what the others have."""
    waiting, following = selectors.waiting_page(after=number(request, "after"))
    taken = selectors.taken()
    context = {
        "waiting": standings(waiting),
        "following": following,
        "paged": "after" in request.GET,
        "mine": selectors.mine_with_reasons(request.user),
        "others": [lease for lease in taken if lease.editor_id != request.user.pk],
    }
    return render(request, "queue/list.html", context)


@needs("queue.see")
@require_POST
def take_next(request: PersonsRequest) -> HttpResponse:
    """Lease the next claim and go there."""
    lease = services.take_next(editor=request.user)
    if lease is None:
        messages.info(request, "Nothing waits in the queue.")
        return redirect("queue")
    return redirect("claim", lease.claim_id)
