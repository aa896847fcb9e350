"""“Already checked?”: what others found about a claim, and what the editor says to that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Claim, Match
from claims.refusals import NotFound
from claims.selectors import claims
from claims.selectors import matches as selectors
from claims.selectors.matches import Difference
from claims.services import matches as services
from claims.web import said
from claims.web.access import PersonsRequest, needs

State = Match.State
JUDGEMENTS: dict[str, Callable[..., Match]] = {
    "confirm": services.confirm,
    "reject": services.reject,
    "reopen": services.reopen,
}


SAID = {
    "confirm": "It is about the same claim.",
    "reject": "It is about another claim.",
    "reopen": "It waits for a judgement again.",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A match with the numbers that differ; keys work on the one `in_turn`, the first that waits for a judgement."""

    match: Match
    differences: list[Difference]
    in_turn: bool = False


def section(claim: Claim) -> dict[str, Any]:
    """What may be about the same, and apart from it what an editor has rejected."""
    found = selectors.shown(claim)
    first = next((match for match in found if match.state == State.SUGGESTED), None)
    beside = [Beside(match, selectors.differences(match), in_turn=match is first) for match in found]
    rejected = [each for each in beside if each.match.state == State.REJECTED]
    return {"matches": [each for each in beside if each not in rejected], "rejected_matches": rejected}


@needs("matches.judge")
@require_POST
def judge(request: PersonsRequest, match_id: int, name: str) -> HttpResponse:
    """Confirm, reject, or take that back; answered with the section as it is now."""
    if name not in JUDGEMENTS:
        raise NotFound
    match = JUDGEMENTS[name](match_id=match_id, editor=request.user)
    claim = claims.detail(match.claim_id)
    if not request.htmx:
        said.decided(request, SAID[name], claim)
        return redirect(f"{reverse('claim', args=[claim.pk])}#matches")
    answer = {"said": SAID[name], "undo": said.way_back(request.user, claim)}
    return render(request, "claims/matches.html", section(claim) | answer)
