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
from claims.selectors import articles, passages
from claims.services import claims as services
from claims.services import moves
from claims.web import leading, review, said, triage
from claims.web.access import PersonsRequest, needs
from claims.web.forms import MoveForm, PassageForm, complaints
from claims.web.query import number
from claims.web.refusals import outcome
from claims.workflow import MOVES, Move

CLAIM_PAGES = frozenset({"claim", "moderate"})
"""The pages that have a claim in their address."""


@needs("claims.see")
@require_safe
def detail(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """One screen to decide: the article with this claim in focus, and all that is known and written about it."""
    context = review.screen(request.user, claim_id, article_id=number(request, "article"))
    return render(request, "claims/detail.html", context)


# Moves -----------------------------------------------------------------------------


@needs("claims.see")
@require_POST
def move(request: PersonsRequest, claim_id: int, name: str) -> HttpResponse:
    """Make one move of the workflow; a card beside the article is answered with the card as it is now."""
    done = outcome(request, lambda: moves.make(name, claim_id=claim_id, by=request.user, **_given(request)))
    if isinstance(done, Refusal):
        return _card(request, claim_id, refusal=done)
    row = MOVES[name]
    _remember(request, name)
    if request.htmx and row.done_beside:
        return _card(request, claim_id, message=_message_beside(request, row, done))
    said.decided(request, row.done, done)
    return leading.to(request, reverse(row.next_page, args=[claim_id] if row.next_page in CLAIM_PAGES else None))


def _message_beside(request: PersonsRequest, row: Move, event: Event | None) -> dict[str, str]:
    """What a card says after a move, and the address that undoes it."""
    claim = event.claim if event else None
    reason = DISMISSALS[claim.dismissal].title if claim and claim.dismissal else ""
    return {"text": str(row.done_beside) % {"reason": reason}, "undo": said.undo_url(request.user, event)}


def _remember(request: PersonsRequest, name: str) -> None:
    """The reason of a dismissal is what one key gives to the next."""
    if name == "dismiss" and request.session.get(triage.REMEMBERED) != request.POST["reason"]:
        request.session[triage.REMEMBERED] = request.POST["reason"]


def _given(request: PersonsRequest) -> dict[str, Any]:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form))
    return form.cleaned_data


def _card(
    request: PersonsRequest, claim_id: int, *, message: object = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The card as it is now, with what was done and the way back, or with why it was not done."""
    last = request.session.get(triage.REMEMBERED)
    context = triage.answer(request.user, claim_id, number(request, "article"), last) | {"refusal": refusal}
    return render(request, "articles/card.html", context | {"said": message}, status=refusal.status if refusal else 200)


# Added by hand ---------------------------------------------------------------------


@needs("claims.add")
@require_POST
def add(request: PersonsRequest, article_id: int) -> HttpResponse:
    """Mark a passage that the machine missed: selected with the mouse, or found by its words."""
    article = articles.detail(article_id, user=request.user)
    form = PassageForm(request.POST)
    try:
        claim = services.add(article=article, editor=request.user, **_passage(article, form))
    except Refusal as refusal:
        if not request.htmx:
            raise
        form.add_error("exact", refusal.detail)
        return render(request, "articles/passage.html", {"article": article, "passage": form}, status=refusal.status)
    return _marked(request, article_id, claim)


def _passage(article: Any, form: PassageForm) -> dict[str, Any]:
    if not form.is_valid():
        raise BadValue("Select the passage again.")
    given = form.cleaned_data
    words = given["exact"] or ""
    if given["start"] is None or given["end"] is None:
        given["start"], given["end"] = passages.find(article, words)
    return {"start": given["start"], "end": given["end"], "exact": words}


def _marked(request: PersonsRequest, article_id: int, claim: Claim) -> HttpResponse:
    messages.success(request, "Marked as a claim.")
    url = f"{reverse('article', args=[article_id])}?claim={claim.pk}#passage-{claim.pk}"
    return leading.to(request, url)
