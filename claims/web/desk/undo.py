"""Undo a decision or a batch of decisions, from the button of a message."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from claims.models import Claim
from claims.permissions import allows
from claims.services.undo import BatchUndo, undo_batch, undo_decision
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.triage_cards import LAST_REASON_COOKIE, card_context
from claims.web.query_parameters import parse_number
from claims.web.redirects import redirect_client
from claims.workflow import SUBMITTED_STATUSES


@require_ability("claims.see")
@require_POST
def undo_view(request: SignedInRequest, event_id: int) -> HttpResponse:
    """Undo a decision about a claim or an article. Beside an article, the response is the card of the claim."""
    undone = undo_decision(event_id=event_id, by=request.user)
    if undone.claim is None:
        messages.success(request, gettext("Undone. The article has its earlier details again."))
        return redirect_client(request, reverse("article", args=[undone.article_id]))
    claim = undone.claim
    if request.htmx and (article := parse_number(request, "article")):
        return _card_response(request, claim, article)
    messages.success(request, _undone_message(claim))
    return redirect_client(request, _work_page_url(request, claim))


def _undone_message(claim: Claim) -> str:
    return gettext("Undone. The claim is now: %(status)s.") % {"status": claim.get_status_display()}


def _card_response(request: SignedInRequest, claim: Claim, article_id: int) -> HttpResponse:
    context = card_context(request.user, claim.pk, article_id, request.session.get(LAST_REASON_COOKIE))
    context |= {"message": {"text": _undone_message(claim)}}
    return render(request, "desk/articles/claim_card.html", context)


def _work_page_url(request: SignedInRequest, claim: Claim) -> str:
    """Return the URL of the page to go on with: for a moderator and a submitted verdict, the moderation page."""
    in_moderation = claim.status in SUBMITTED_STATUSES and allows(request.user, "moderation.see")
    return reverse("claim_moderation" if in_moderation else "claim", args=[claim.pk])


@require_ability("claims.see")
@require_POST
def undo_batch_view(request: SignedInRequest, batch: UUID) -> HttpResponse:
    """Undo a batch of decisions. Claims that have changed since are named and stay as they are."""
    result = undo_batch(batch=str(batch), by=request.user)
    messages.success(request, undone_text(result))
    return redirect_client(request, _article_url(result))


def undone_text(result: BatchUndo) -> str:
    """Say how many decisions are undone, and how many are not and why."""
    done, refused = len(result.done), len(result.refused)
    sentences = [ngettext("%(count)d decision undone.", "%(count)d decisions undone.", done) % {"count": done}]
    if refused:
        text = ngettext("%(count)d not undone: %(reason)s", "%(count)d not undone: %(reason)s", refused)
        sentences.append(text % {"count": refused, "reason": result.refused[0].detail})
    return " ".join(sentences)


def _article_url(result: BatchUndo) -> str:
    if not result.done:
        return reverse("articles")
    claim = result.done[0]
    appearance = claim.appearances.all()[0]
    return f"{reverse('article', args=[appearance.article_id])}?claim={claim.pk}"
