"""Claims: the page of a claim, its moves, and claims added by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from claims.bounds import SEARCH_CHARACTERS
from claims.dismissals import DISMISSALS, DUPLICATE
from claims.models import Article, Claim, Event
from claims.refusals import BadValue, Refusal
from claims.selectors.articles import get_article
from claims.selectors.claims import get_claim_row, is_claim_unread
from claims.selectors.duplicates import list_originals
from claims.selectors.passage_marks import find_passage
from claims.services.claims import add_claim
from claims.services.moves import make_move
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.claim_screen import claim_screen_context
from claims.web.desk.forms import PassageForm
from claims.web.desk.triage_cards import LAST_REASON_COOKIE, card_context
from claims.web.flash_messages import add_decision_message, done_text, undo_url
from claims.web.forms import MoveForm, form_errors_text
from claims.web.query_parameters import parse_number
from claims.web.redirects import redirect_client
from claims.web.refusals import run_or_refusal
from claims.workflow import MOVES, Move

CLAIM_PAGES = frozenset({"claim", "claim_moderation"})
"""The names of the next pages whose URL contains the claim."""


@require_ability("claims.see")
@require_safe
def claim_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the article with this claim in focus, and everything known about the claim, on one page."""
    context = claim_screen_context(request.user, claim_id, article_id=parse_number(request, "article"))
    return render(request, "desk/claims/detail.html", context)


@require_ability("claims.see")
@require_safe
def passage_progress(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Say that a passage is being read, then that it has been; `fresh` shows its claim anew, on its page or card."""
    article = parse_number(request, "article")
    if "fresh" not in request.GET:
        context = {"claim_id": claim_id, "article_id": article, "is_read": not is_claim_unread(claim_id)}
        return render(request, "components/unread.html", context)
    if article:
        return reswap(retarget(_card_response(request, claim_id), f"#claim-{claim_id}"), "outerHTML")
    context = claim_screen_context(request.user, claim_id)
    response = render(request, "desk/claims/claim_facts.html", context)
    return reswap(retarget(response, "#claim-facts"), "outerHTML")


# Moves -----------------------------------------------------------------------------


@require_ability("claims.see")
@require_POST
def move_claim_view(request: SignedInRequest, claim_id: int, name: str) -> HttpResponse:
    """Make one move of the workflow. A card beside its article is answered with the new card."""
    event = run_or_refusal(
        request, lambda: make_move(name, claim_id=claim_id, by=request.user, **_move_arguments(request))
    )
    if isinstance(event, Refusal):
        return _card_response(request, claim_id, refusal=event)
    move = MOVES[name]
    _remember_reason(request, name)
    if request.htmx and move.done_beside:
        return _card_response(request, claim_id, message=_card_message(request, move, event))
    add_decision_message(request, done_text(move, event), event)
    return redirect_client(request, reverse(move.next_page, args=[claim_id] if move.next_page in CLAIM_PAGES else None))


def _card_message(request: SignedInRequest, move: Move, event: Event | None) -> dict[str, str]:
    """Return the message that a card shows after a move, and the URL that undoes the move."""
    claim = event.claim if event else None
    reason = DISMISSALS[claim.dismissal].title if claim and claim.dismissal else ""
    return {"text": str(move.done_beside) % {"reason": reason}, "undo": undo_url(request.user, event)}


def _remember_reason(request: SignedInRequest, name: str) -> None:
    """Store the reason of a dismissal, which the next card suggests."""
    reason = request.POST.get("reason")
    if name == "dismiss" and reason != DUPLICATE and request.session.get(LAST_REASON_COOKIE) != reason:
        request.session[LAST_REASON_COOKIE] = reason


def _move_arguments(request: SignedInRequest) -> dict[str, Any]:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadValue(form_errors_text(form))
    return form.cleaned_data


def _card_response(
    request: SignedInRequest, claim_id: int, *, message: dict[str, str] | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """Render the new card with a message and its undo URL, or with the refusal."""
    last_reason = request.session.get(LAST_REASON_COOKIE)
    context = card_context(request.user, claim_id, parse_number(request, "article"), last_reason)
    context |= {"refusal": refusal, "message": message}
    return render(request, "desk/articles/claim_card.html", context, status=refusal.status if refusal else 200)


@require_ability("claims.see")
@require_safe
def duplicate_form(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Ask what a claim is a duplicate of: suggestions first, then what a search by words or number finds."""
    claim, query = get_claim_row(claim_id), request.GET.get("q", "").replace("\0", "")[:SEARCH_CHARACTERS]
    context = {
        "claim": claim,
        "query": query,
        "originals": list_originals(claim, query),
        "article": parse_number(request, "article"),
    }
    name = "fragment" if request.htmx else "page"
    return render(request, f"desk/claims/duplicate_{name}.html", context)


# Added by hand ---------------------------------------------------------------------


@require_ability("claims.add")
@require_POST
def add_claim_view(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Add a claim that the reader missed: selected with the mouse, or quoted from the article."""
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


def _find_passage(article: Article, form: PassageForm) -> dict[str, Any]:
    if not form.is_valid():
        raise BadValue(gettext("Select the passage again."))
    exact, start, end = (form.cleaned_data[name] for name in ("exact", "start", "end"))
    if start is None or end is None:
        start, end = find_passage(article, exact or "")
    return {"start": start, "end": end, "exact": exact or ""}


def _added_response(request: SignedInRequest, article_id: int, claim: Claim) -> HttpResponse:
    messages.success(request, gettext("The claim is added to the queue."))
    url = f"{reverse('article', args=[article_id])}?claim={claim.pk}#passage-{claim.pk}"
    return redirect_client(request, url)
