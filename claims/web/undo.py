"""Undo: the address behind every message that says what was done."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import permissions
from claims.models import Claim
from claims.services import undo as services
from claims.services.undo import TakenBack
from claims.web import leading, review, triage
from claims.web.access import PersonsRequest, needs
from claims.web.query import number

TAKEN_BACK = "Taken back: the claim is {}."


@needs("claims.see")
@require_POST
def undo(request: PersonsRequest, event_id: int) -> HttpResponse:
    """Take one decision back; beside an article the answer is the claim's card as it is now."""
    claim = cast(Claim, services.undo(event_id=event_id, by=request.user).claim)
    if request.htmx and (article := number(request, "article")):
        return _card(request, claim, article)
    messages.success(request, TAKEN_BACK.format(claim.get_status_display()))
    return leading.to(request, _place(request, claim))


def _card(request: PersonsRequest, claim: Claim, article_id: int) -> HttpResponse:
    context = triage.answer(request.user, claim.pk, article_id, request.session.get(triage.REMEMBERED))
    context |= {"said": {"text": TAKEN_BACK.format(claim.get_status_display())}}
    return render(request, "articles/card.html", context)


def _place(request: PersonsRequest, claim: Claim) -> str:
    """Where the claim is worked on: with the moderators while it waits for them, if one of them asks."""
    judging = claim.status in review.JUDGED and permissions.allows(request.user, "moderation.see")
    return reverse("moderate" if judging else "claim", args=[claim.pk])


@needs("claims.see")
@require_POST
def undo_batch(request: PersonsRequest, batch: UUID) -> HttpResponse:
    """Take back a whole selection; what has moved on since is named and stays."""
    result = services.undo_batch(batch=str(batch), by=request.user)
    messages.success(request, told(result))
    return leading.to(request, _article_of(result))


def told(result: TakenBack) -> str:
    """How many are as they were, and why the others are not."""
    said = f"{len(result.done)} taken back." if result.done else "Nothing was taken back."
    left = [f"{len(result.refused)} not: {result.refused[0].detail}"] if result.refused else []
    return " ".join([said, *left])


def _article_of(result: TakenBack) -> str:
    if not result.done:
        return reverse("articles")
    claim = result.done[0]
    place = claim.appearances.all()[0]
    return f"{reverse('article', args=[place.article_id])}?claim={claim.pk}"
