"""Claims: the page on which one is decided, the steps it can take, and passages added by hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.models import Claim
from claims.refusals import BadValue, Refusal
from claims.selectors import articles, passages
from claims.selectors import claims as selectors
from claims.services import claims as services
from claims.services import moves
from claims.web import leading, review, said, triage
from claims.web.access import PersonsRequest, needs
from claims.web.forms import MoveForm, PassageForm, complaints
from claims.web.query import number
from claims.web.refusals import outcome

LEADS_TO = {
    "take": "claim",
    "correct": "claim",
    "reopen": "claim",
    "accept": "claim",
    "keep": "claim",
    "withdraw": "claim",
    "dismiss": "queue",
    "release": "queue",
    "submit": "queue",
    "recall": "claim",
    "unapprove": "moderation",
    "send_back": "moderation",
    "approve": "moderation",
    "publish": "moderation",
}
"""Where a person finds themselves after a step: at the claim, or where the next one waits."""

SAID_BESIDE = {"accept": "Accepted.", "dismiss": "Dismissed: {}.", "reopen": "Back to triage."}
"""What is said beside the article after a step, where the next card waits already."""

DONE = {
    "take": "It is yours.",
    "correct": "A correction is begun; readers see the published verdict until it is out.",
    "recall": "Taken back: write on.",
    "unapprove": "The approval is taken back.",
    "accept": "Accepted: it waits in the queue.",
    "dismiss": "Dismissed.",
    "reopen": "Back to triage.",
    "release": "Given back to the queue; your draft is kept.",
    "submit": "Submitted: a moderator will look at it.",
    "send_back": "Sent back to its author.",
    "approve": "Approved. It can be published now.",
    "publish": "Published.",
    "keep": "The published verdict stands as it is.",
    "withdraw": "Withdrawn; the public page says so.",
}


@needs("claims.see")
@require_safe
def detail(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """One screen to decide: the article with this claim in focus, and all that is known and written about it."""
    context = review.screen(request.user, claim_id, article_id=number(request, "article"))
    return render(request, "claims/detail.html", context)


# Steps -----------------------------------------------------------------------------


@needs("claims.see")
@require_POST
def move(request: PersonsRequest, claim_id: int, name: str) -> HttpResponse:
    """Take one step of the workflow; a card beside the article is answered with the card as it is now."""
    done = outcome(request, lambda: moves.make(name, claim_id=claim_id, by=request.user, **_given(request)))
    if isinstance(done, Refusal):
        return _card(request, claim_id, name, done)
    _remember(request, name)
    if request.htmx and name in triage.STAYS:
        return _card(request, claim_id, name)
    return _onward(request, claim_id, name)


def _remember(request: PersonsRequest, name: str) -> None:
    """The reason of a dismissal is what one key gives to the next."""
    if name == "dismiss" and request.session.get(triage.REMEMBERED) != request.POST["reason"]:
        request.session[triage.REMEMBERED] = request.POST["reason"]


def _given(request: PersonsRequest) -> dict[str, Any]:
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadValue(complaints(form))
    return form.cleaned_data


def _card(request: PersonsRequest, claim_id: int, name: str, refusal: Refusal | None = None) -> HttpResponse:
    """The card as it is now, with what was done and the way back, or with why it was not done."""
    last = request.session.get(triage.REMEMBERED)
    context = triage.answer(request.user, claim_id, number(request, "article"), last) | {"refusal": refusal}
    if not refusal:
        claim = context["card"].claim
        text = SAID_BESIDE[name].format(claim.dismissal.replace("_", " "))
        context["said"] = {"text": text, "undo": said.way_back(request.user, claim)}
    return render(request, "articles/card.html", context, status=refusal.status if refusal else 200)


def _onward(request: PersonsRequest, claim_id: int, name: str) -> HttpResponse:
    if name in DONE:
        said.decided(request, DONE[name], selectors.plain(claim_id))
    page = LEADS_TO[name]
    url = reverse(page, args=[claim_id] if page == "claim" else None)
    return leading.to(request, url)


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
