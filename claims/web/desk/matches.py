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

from claims.comparison_reasons import reason_text
from claims.models import Claim, Event, Match
from claims.nlp.comparison import REASONS_FOR, ReasonCode, Relation
from claims.refusals import NotFound, require_found
from claims.relation_kinds import RELATION_KINDS, RelationKind
from claims.selectors.claims import get_claim
from claims.selectors.matches import (
    NumberDifference,
    get_match,
    list_best_matches,
    list_number_differences,
    list_reasons,
)
from claims.services.evidence import reuse_evidence
from claims.services.matches import confirm_match, reject_match, reopen_match
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, undo_url
from claims.workflow import MOVES, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MatchState = Match.State
JUDGE_BY_NAME: dict[str, tuple[Callable[..., Event | None], StrOrPromise]] = {
    "confirm": (confirm_match, _("The match is confirmed.")),
    "reject": (reject_match, _("Rejected: the fact-check is about another claim.")),
    "reopen": (reopen_match, _("The match is open again.")),
}
"""The service and the message of each judgement, by its name in the URL."""

SAME = RELATION_KINDS[Relation.SAME]


@dataclass(frozen=True, slots=True)
class MatchView:
    """A match with the numbers that differ. Keyboard shortcuts act on the first match that awaits a judgement.

    `kind` is what the desk suggests, or else the same claim; where that is another relation, one more button confirms
    `same`. `reasons` say why the claims may be the same, `doubts` why they may not be. A confirmed match with a verdict
    of our own offers to file the claim under it if the claims are the same, or to reuse its evidence.
    """

    match: Match
    differences: list[NumberDifference]
    kind: RelationKind
    reasons: list[str]
    doubts: list[str]
    same: RelationKind = SAME
    has_keys: bool = False
    offers_filing: bool = False
    offers_evidence: bool = False


def match_section(claim: Claim) -> dict[str, Any]:
    """Return the context of the section: suggested and confirmed matches, and separately the rejected ones."""
    matches = list_best_matches(claim)
    first = next((match for match in matches if match.state == MatchState.SUGGESTED), None)
    views = [_match_view(match, first) for match in matches]
    rejected = [view for view in views if view.match.state == MatchState.REJECTED]
    return {
        "matches": [view for view in views if view not in rejected],
        "rejected_matches": rejected,
        "relation_kinds": RELATION_KINDS.values(),
    }


def _match_view(match: Match, first: Match | None) -> MatchView:
    claim = match.claim
    is_ours = match.state == MatchState.CONFIRMED and match.fact_check.claim_id is not None
    reasons = [reason for reason in list_reasons(match) if reason.code != ReasonCode.DIFFERENT_NUMBERS]
    return MatchView(
        match,
        list_number_differences(match),
        kind=RELATION_KINDS.get(match.relation, SAME),
        reasons=[reason_text(reason) for reason in reasons if reason.code in REASONS_FOR],
        doubts=[reason_text(reason) for reason in reasons if reason.code not in REASONS_FOR],
        has_keys=match is first,
        offers_filing=is_ours
        and match.relation == SAME.code
        and claim.status in MOVES["dismiss"].sources
        and claim.publication_id is None,
        offers_evidence=is_ours and claim.status == Status.IN_REVIEW,
    )


@require_ability("claims.see")
@require_POST
def reuse_evidence_view(request: SignedInRequest, match_id: int) -> HttpResponse:
    """Add the evidence of our verdict that matches a claim to the draft on the claim."""
    match = get_match(match_id)
    original = require_found(match.fact_check.claim_id)
    event = reuse_evidence(claim_id=match.claim_id, editor=request.user, original_id=original)
    message = _("The evidence is in the draft.") if event else _("All of this evidence is in the draft already.")
    add_decision_message(request, message, event)
    return redirect(f"{reverse('claim', args=[match.claim_id])}#evidence")


@require_ability("matches.judge")
@require_POST
def judge_match_view(request: SignedInRequest, match_id: int, name: str) -> HttpResponse:
    """Confirm, reject or reopen a match, and render the section."""
    if name not in JUDGE_BY_NAME:
        raise NotFound
    judge, message = JUDGE_BY_NAME[name]
    chosen = {"relation": request.POST.get("relation", "")} if name == "confirm" else {}
    event = judge(match_id=match_id, editor=request.user, **chosen)
    claim = get_claim(get_match(match_id).claim_id)
    if not request.htmx:
        add_decision_message(request, message, event)
        return redirect(f"{reverse('claim', args=[claim.pk])}#matches")
    context = match_section(claim) | {"message": message, "undo": undo_url(request.user, event)}
    return render(request, "desk/claims/matches.html", context)
