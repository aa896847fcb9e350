"""The page on which a moderator decides about a verdict. Other cases are in `cases`."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.models import Claim, Report, Verdict
from claims.permissions import Situation, move_refusals
from claims.refusals import AuthorCannotApprove, BadValue, NotFound, Refusal
from claims.selectors.cases import find_case_of_claim
from claims.selectors.moderation import find_submitted_verdict, get_moderated_claim
from claims.selectors.notifications import list_reporter_receipts
from claims.selectors.reports import list_reports_of_claim
from claims.selectors.situations import load_situation
from claims.selectors.webhooks import list_subscriber_receipts
from claims.services.moves import make_move
from claims.web.access import SignedInRequest, require_ability
from claims.web.flash_messages import add_decision_message, done_text, stop_url
from claims.web.forms import form_errors_text
from claims.web.moderation.cases import case_row
from claims.web.moderation.forms import ModeratorDecisionForm
from claims.web.moderation.reading import verdict_reading
from claims.web.publication_view import describe_publication
from claims.workflow import MOVES, SUBMITTED_STATUSES, Place, Status, moves_at

MODERATOR_MOVES = {move.name: move for move in moves_at(Place.MODERATION)}
"""The moves of a moderator, in the order of their buttons."""


@require_ability("moderation.see")
@require_http_methods(["GET", "HEAD", "POST"])
def moderate_verdict_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show a verdict as the public will see it; POST makes the move named in `move`."""
    if request.method != "POST":
        return _verdict_page(request, claim_id)
    try:
        return _make_move(request, claim_id)
    except Refusal as refusal:
        context = {"refusal": refusal, "typed": request.POST}
        return _verdict_page(request, claim_id, context, status=refusal.status)


def _make_move(request: SignedInRequest, claim_id: int) -> HttpResponse:
    name, form = request.POST.get("move", ""), ModeratorDecisionForm(request.POST)
    if name not in MODERATOR_MOVES or not form.is_valid():
        raise BadValue(form_errors_text(form))
    if form.cleaned_data["version"] is None:
        raise BadValue(_("The version you have seen is missing. Reload the page."))
    event = make_move(name, claim_id=claim_id, by=request.user, **form.arguments)
    add_decision_message(request, done_text(MODERATOR_MOVES[name], event), event)
    is_sent_back = MODERATOR_MOVES[name].target == Status.IN_REVIEW
    return redirect("moderation") if is_sent_back else redirect("claim_moderation", claim_id)


def _verdict_page(
    request: SignedInRequest, claim_id: int, extra: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    case = find_case_of_claim(claim_id)
    claim = case.verdict.claim if case and case.verdict else get_moderated_claim(claim_id)
    verdict = case.verdict if case else find_submitted_verdict(claim)
    if verdict is None:
        raise NotFound(_("Nobody has submitted a verdict on this claim yet."))
    named = case or verdict
    reports = list_reports_of_claim(claim) if claim.publication_id else []
    context = {
        **(case_row(request.user, case) if case else {}),
        "claim": claim,
        "verdict": verdict,
        "authors": named.author_names,  # type: ignore[union-attr]
        "reports": reports,
        **_notification_context(claim, reports),
        **_reading_context(request, claim, verdict, named.author_bylines),  # type: ignore[union-attr]
        **_action_context(
            request, load_situation(request.user, claim, (*MODERATOR_MOVES, "correct"), case=case, submitted=verdict)
        ),
        **(extra or {}),
    }
    return render(request, "moderation/verdict.html", context, status=status)


def _notification_context(claim: Claim, reports: list[Report]) -> dict[str, Any]:
    """Return who was told about the public verdict: readers who reported it, and subscribers."""
    if claim.status not in ("published", "withdrawn"):
        return {}
    return {"receipts": list_reporter_receipts(claim, reports), "subscribers": list_subscriber_receipts(claim)}


def _reading_context(request: SignedInRequest, claim: Claim, verdict: Verdict, checked_by: list[str]) -> dict[str, Any]:
    """Return the preview of a submitted verdict with its changes; else the public verdict."""
    if claim.status in SUBMITTED_STATUSES:
        return verdict_reading(request.user, claim, verdict, checked_by)
    public = claim.publication
    return {"public": public, **(describe_publication(public) if public else {})}


def _action_context(request: SignedInRequest, situation: Situation) -> dict[str, Any]:
    refusals = move_refusals(request.user, situation, (*MODERATOR_MOVES, "correct"))
    why_not = refusals["approve"]
    return {
        "moves": [MOVES[name] for name in MODERATOR_MOVES if refusals[name] is None],
        "correct_moves": [MOVES["correct"]] if refusals["correct"] is None else [],
        "why_not": why_not if isinstance(why_not, AuthorCannotApprove) else None,
        "stop_url": stop_url(request.user, situation.claim),
        "page_url": reverse("claim_moderation", args=[situation.claim.pk]),
    }
