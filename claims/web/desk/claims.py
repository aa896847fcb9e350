"""Claims: the page on which one is decided, the steps it can take, and passages added by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.dismissals import DISMISSALS
from claims.models import Claim, Event
from claims.refusals import BadValue, Refusal
from claims.selectors.articles import get_article
from claims.selectors.passage_marks import find_passage
from claims.services.claims import add_claim
from claims.services.moves import make_move
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import claim_screen_context
from claims.web.desk.forms import PassageForm
from claims.web.desk.triage_cards import LAST_REASON_COOKIE, card_context
from claims.web.flash_messages import add_decision_message, undo_url
from claims.web.forms import MoveForm, form_errors_text
from claims.web.query_parameters import parse_number
from claims.web.redirects import redirect_client
from claims.web.refusals import run_or_refusal
from claims.workflow import MOVES, Move

CLAIM_PAGES = frozenset({"claim", "claim_moderation"})
"""The pages that have a claim in their address."""


@require_ability("claims.see")
@require_safe
def claim_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """One screen to decide: the article with this claim in focus, and all that is known and written about it."""
    context = claim_screen_context(request.user, claim_id, article_id=parse_number(request, "article"))
    return render(request, "desk/claims/detail.html", context)


# Moves -----------------------------------------------------------------------------


@require_ability("claims.see")
@require_POST
def move_claim_view(request: SignedInRequest, claim_id: int, name: str) -> HttpResponse:
    """Make one move of the workflow; a card beside the article is answered with the card as it is now."""
    done = run_or_refusal(
        request, lambda: make_move(name, claim_id=claim_id, by=request.user, **_move_arguments(request))
    )
    if isinstance(done, Refusal):
        return _card_response(request, claim_id, refusal=done)
    row = MOVES[name]
    _remember_reason(request, name)
    if request.htmx and row.done_beside:
        return _card_response(request, claim_id, message=_message_beside(request, row, done))
    add_decision_message(request, row.done, done)
    return redirect_client(request, reverse(row.next_page, args=[claim_id] if row.next_page in CLAIM_PAGES else None))


def _message_beside(request: SignedInRequest, row: Move, event: Event | None) -> dict[str, str]:
    """What a card says after a move, and the address that undoes it."""
    claim = event.claim if event else None
    reason = DISMISSALS[claim.dismissal].title if claim and claim.dismissal else ""
    return {"text": str(row.done_beside) % {"reason": reason}, "undo": undo_url(request.user, event)}


def _remember_reason(request: SignedInRequest, name: str) -> None:
    """The reason of a dismissal is what one key gives to the next."""
    if name == "dismiss" and request.session.get(LAST_REASON_COOKIE) != request.POST["reason"]:
        request.session[LAST_REASON_COOKIE] = request.POST["reason"]


def _move_arguments(request: SignedInRequest) -> dict[str, Any]:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return form.cleaned_data


def _card_response(
    request: SignedInRequest, claim_id: int, *, message: object = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The card as it is now, with what was done and the way back, or with why it was not done."""
    last = request.session.get(LAST_REASON_COOKIE)
    context = card_context(request.user, claim_id, parse_number(request, "article"), last) | {"refusal": refusal}
    return render(
        request, "desk/articles/claim_card.html", context | {"said": message}, status=refusal.status if refusal else 200
    )


# Added by hand ---------------------------------------------------------------------


@require_ability("claims.add")
@require_POST
def add_claim_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Mark a passage that the machine missed: selected with the mouse, or found by its words."""
    article = get_article(article_id, user=request.user)
    form = PassageForm(request.POST)
    try:
        claim = add_claim(article=article, editor=request.user, **_find_passage(article, form))
    except Refusal as refusal:
        if not request.htmx:
            raise
        form.add_error("exact", refusal.detail)
        return render(
            request, "desk/articles/add_passage.html", {"article": article, "passage": form}, status=refusal.status
        )
    return _added_response(request, article_id, claim)


def _find_passage(article: Any, form: PassageForm) -> dict[str, Any]:
    if not form.is_valid():
        raise BadValue("Select the passage again.")
    given = form.cleaned_data
    words = given["exact"] or ""
    if given["start"] is None or given["end"] is None:
        given["start"], given["end"] = find_passage(article, words)
    return {"start": given["start"], "end": given["end"], "exact": words}


def _added_response(request: SignedInRequest, article_id: int, claim: Claim) -> HttpResponse:
    messages.success(request, "Marked as a claim.")
    url = f"{reverse('article', args=[article_id])}?claim={claim.pk}#passage-{claim.pk}"
    return redirect_client(request, url)
