"""The section “Already checked?”: fact-checks that match a claim, and the editor's judgement of each match."""

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
    "confirm": (confirm_match, _("Confirmed: the fact-check is about the same claim.")),
    "reject": (reject_match, _("Rejected: the fact-check is about another claim.")),
    "reopen": (reopen_match, _("The match is open again.")),
}
"""The service and the message of each judgement, by its name in the URL."""


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match with the numbers that differ. Keyboard shortcuts act on the first match that awaits a judgement."""

    match: Match
    differences: list[NumberDifference]
    has_keys: bool = False


def match_section(claim: Claim) -> dict[str, Any]:
    """Return the context of the section: suggested and confirmed matches, and separately the rejected ones."""
    matches = list_best_matches(claim)
    first = next((match for match in matches if match.state == MatchState.SUGGESTED), None)
    views = [MatchView(match, list_number_differences(match), has_keys=match is first) for match in matches]
    rejected = [view for view in views if view.match.state == MatchState.REJECTED]
    return {"matches": [view for view in views if view not in rejected], "rejected_matches": rejected}


@require_ability("matches.judge")
@require_POST
def judge_match_view(request: SignedInRequest, match_id: int, name: str) -> HttpResponse:
    """Confirm, reject or reopen a match, and render the section."""
    if name not in JUDGE_BY_NAME:
        raise NotFound
    judge, message = JUDGE_BY_NAME[name]
    event = judge(match_id=match_id, editor=request.user)
    claim = get_claim(get_match(match_id).claim_id)
    if not request.htmx:
        add_decision_message(request, message, event)
        return redirect(f"{reverse('claim', args=[claim.pk])}#matches")
    context = match_section(claim) | {"message": message, "undo": undo_url(request.user, event)}
    return render(request, "desk/claims/matches.html", context)
