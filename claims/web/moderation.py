"""One verdict with all that deciding about it takes; what else waits is listed in `cases`."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims import permissions
from claims.models import Claim, Flag, Publication, Verdict
from claims.permissions import Situation
from claims.refusals import AuthorCannotApprove, BadValue, NotFound, Refusal
from claims.selectors import cases as queue
from claims.selectors import moderation as waiting
from claims.selectors import notices, webhooks
from claims.selectors.situations import load_situation
from claims.services import moves
from claims.services.publication_builder import build_next_publication
from claims.services.requirements import check_publication
from claims.web import access, cases, changes, said
from claims.web.access import PersonsRequest
from claims.web.forms import DecisionForm, complaints
from claims.web.pieces import Change
from claims.web.publication_view import describe_publication
from claims.workflow import MOVES, Place, Status, moves_at

STEPS = {move.name: move for move in moves_at(Place.MODERATION)}
"""The moves of a moderator, in the order of their buttons."""


@access.needs("moderation.see")
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """One verdict as the public will see it; POST takes the step named in `move`."""
    if request.method != "POST":
        return _page(request, claim_id)
    try:
        return _step(request, claim_id)
    except Refusal as refusal:
        typed = {"refusal": refusal, "typed": request.POST}
        return _page(request, claim_id, typed, status=refusal.status)


def _step(request: PersonsRequest, claim_id: int) -> HttpResponse:
    name, form = request.POST.get("move", ""), DecisionForm(request.POST)
    if name not in STEPS or not form.is_valid():
        raise BadValue(complaints(form))
    if form.cleaned_data["version"] is None:
        raise BadValue("Nothing says which version you have seen. Load the page again.")
    event = moves.make(name, claim_id=claim_id, by=request.user, **form.words)
    said.decided(request, STEPS[name].done, event)
    leaves = STEPS[name].target == Status.IN_REVIEW
    return redirect("moderation") if leaves else redirect("moderate", claim_id)


def _page(
    request: PersonsRequest, claim_id: int, extra: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    claim = waiting.detail(claim_id)
    case = queue.of_claim(claim)
    verdict = case.verdict if case else waiting.newest_submitted(claim)
    if verdict is None:
        raise NotFound("Nobody has submitted a verdict on this claim yet.")
    flags = waiting.flags_of(claim)
    context = {
        **(cases.row(request.user, case) if case else {}),
        "claim": claim,
        "verdict": verdict,
        "authors": waiting.authors(verdict),
        "flags": flags,
        **_told(claim, flags),
        **_to_read(request, claim, verdict),
        **_to_do(request, load_situation(request.user, claim, (*STEPS, "correct"), case=case, submitted=verdict)),
        **(extra or {}),
    }
    return render(request, "moderation/detail.html", context, status=status)


def _told(claim: Claim, flags: list[Flag]) -> dict[str, Any]:
    """Who has heard of what is public, and who has not: readers who reported it, and subscribers."""
    if claim.status not in ("published", "withdrawn"):
        return {}
    return {"receipts": notices.receipts(claim, flags), "subscribers": webhooks.receipts(claim)}


def _to_read(request: PersonsRequest, claim: Claim, verdict: Verdict) -> dict[str, Any]:
    """What will be public while a verdict waits, with what it changes; else what is public."""
    public = claim.publication
    if claim.status not in ("awaiting_approval", "approved"):
        return {"public": public, **(describe_publication(public) if public else {})}
    next_one = build_next_publication(claim, verdict, request.user)
    requirements = check_publication(next_one)
    return {
        "public": public,
        "preview": True,
        "changes": _changes(public, next_one),
        "requirements": requirements,
        "lacking": not all(requirement.met for requirement in requirements),
        **describe_publication(next_one),
    }


def _changes(public: Publication | None, next_one: Publication) -> list[Change]:
    return changes.between(public, next_one) if public else []


def _to_do(request: PersonsRequest, situation: Situation) -> dict[str, Any]:
    refusals = permissions.move_refusals(request.user, situation, (*STEPS, "correct"))
    why_not = refusals["approve"]
    return {
        "steps": [MOVES[name] for name in STEPS if refusals[name] is None],
        "correct": [MOVES["correct"]] if refusals["correct"] is None else [],
        "why_not": why_not if isinstance(why_not, AuthorCannotApprove) else None,
        "here": reverse("moderate", args=[situation.claim.pk]),
    }
