"""Undo: the address behind every message that says what was done."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.models import Claim
from claims.permissions import allows
from claims.services.undo import BatchUndo, undo_batch, undo_decision
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import SUBMITTED_STATUSES
from claims.web.desk.triage_cards import LAST_REASON_COOKIE, card_context
from claims.web.query_parameters import parse_number
from claims.web.redirects import redirect_client

UNDONE_MESSAGE = "Taken back: the claim is {}."


@require_ability("claims.see")
@require_POST
def undo_view(request: SignedInRequest, event_id: int) -> HttpResponse:
    """Take one decision back; beside an article the answer is the claim's card as it is now."""
    claim = cast(Claim, undo_decision(event_id=event_id, by=request.user).claim)
    if request.htmx and (article := parse_number(request, "article")):
        return _card_response(request, claim, article)
    messages.success(request, UNDONE_MESSAGE.format(claim.get_status_display()))
    return redirect_client(request, _work_page_url(request, claim))


def _card_response(request: SignedInRequest, claim: Claim, article_id: int) -> HttpResponse:
    context = card_context(request.user, claim.pk, article_id, request.session.get(LAST_REASON_COOKIE))
    context |= {"message": {"text": UNDONE_MESSAGE.format(claim.get_status_display())}}
    return render(request, "desk/articles/claim_card.html", context)


def _work_page_url(request: SignedInRequest, claim: Claim) -> str:
    """Where the claim is worked on: with the moderators while it waits for them, if one of them asks."""
    judging = claim.status in SUBMITTED_STATUSES and allows(request.user, "moderation.see")
    return reverse("claim_moderation" if judging else "claim", args=[claim.pk])


@require_ability("claims.see")
@require_POST
def undo_batch_view(request: SignedInRequest, batch: UUID) -> HttpResponse:
    """Take back a whole selection; what has moved on since is named and stays."""
    result = undo_batch(batch=str(batch), by=request.user)
    messages.success(request, undone_text(result))
    return redirect_client(request, _article_id_of(result))


def undone_text(result: BatchUndo) -> str:
    """How many are as they were, and why the others are not."""
    said = f"{len(result.done)} taken back." if result.done else "Nothing was taken back."
    left = [f"{len(result.refused)} not: {result.refused[0].detail}"] if result.refused else []
    return " ".join([said, *left])


def _article_id_of(result: BatchUndo) -> str:
    if not result.done:
        return reverse("articles")
    claim = result.done[0]
    place = claim.appearances.all()[0]
    return f"{reverse('article', args=[place.article_id])}?claim={claim.pk}"
