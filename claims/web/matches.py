"""“Already checked?”: what others found about a claim, and what the editor says to that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.models import Claim, Event, Match
from claims.refusals import NotFound
from claims.selectors import claims
from claims.selectors import matches as selectors
from claims.selectors.matches import Difference
from claims.services import matches as services
from claims.web import said
from claims.web.access import PersonsRequest, needs

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

State = Match.State
JUDGEMENTS: dict[str, tuple[Callable[..., Event | None], StrOrPromise]] = {
    "confirm": (services.confirm, _("The fact-check is about the same claim.")),
    "reject": (services.reject, _("The fact-check is about another claim.")),
    "reopen": (services.reopen, _("The fact-check waits for a judgement again.")),
}
"""Each judgement with its service and what is said afterwards."""


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
    judge, done = JUDGEMENTS[name]
    event = judge(match_id=match_id, editor=request.user)
    claim = claims.detail(selectors.detail(match_id).claim_id)
    if not request.htmx:
        said.decided(request, done, event)
        return redirect(f"{reverse('claim', args=[claim.pk])}#matches")
    answer = {"said": done, "undo": said.undo_url(request.user, event)}
    return render(request, "claims/matches.html", section(claim) | answer)
