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
from claims.selectors.claims import get_claim
from claims.selectors.matches import NumberDifference, get_match, list_best_matches, list_number_differences
from claims.services.matches import confirm_match, reject_match, reopen_match
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, undo_url

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MatchState = Match.State
JUDGE_BY_NAME: dict[str, tuple[Callable[..., Event | None], StrOrPromise]] = {
    "confirm": (confirm_match, _("The fact-check is about the same claim.")),
    "reject": (reject_match, _("The fact-check is about another claim.")),
    "reopen": (reopen_match, _("The fact-check waits for a judgement again.")),
}
"""Each judgement with its service and what is said afterwards."""


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match with the numbers that differ; keys work on the one `in_turn`, the first that waits for a judgement."""

    match: Match
    differences: list[NumberDifference]
    has_keys: bool = False


def match_section(claim: Claim) -> dict[str, Any]:
    """What may be about the same, and apart from it what an editor has rejected."""
    found = list_best_matches(claim)
    first = next((match for match in found if match.state == MatchState.SUGGESTED), None)
    beside = [MatchView(match, list_number_differences(match), has_keys=match is first) for match in found]
    rejected = [each for each in beside if each.match.state == MatchState.REJECTED]
    return {"matches": [each for each in beside if each not in rejected], "rejected_matches": rejected}


@require_ability("matches.judge")
@require_POST
def judge_match_view(request: SignedInRequest, match_id: int, name: str) -> HttpResponse:
    """Confirm, reject, or take that back; answered with the section as it is now."""
    if name not in JUDGE_BY_NAME:
        raise NotFound
    judge, done = JUDGE_BY_NAME[name]
    event = judge(match_id=match_id, editor=request.user)
    claim = get_claim(get_match(match_id).claim_id)
    if not request.htmx:
        add_decision_message(request, done, event)
        return redirect(f"{reverse('claim', args=[claim.pk])}#matches")
    answer = {"said": done, "undo": undo_url(request.user, event)}
    return render(request, "desk/claims/matches.html", match_section(claim) | answer)
