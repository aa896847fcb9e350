"""The pages of history: a claim's, an article's, and one entry in full."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.refusals import NotFound
from claims.selectors.articles import get_article
from claims.selectors.claims import get_claim
from claims.web.access import SignedInRequest, require_ability
from claims.web.history.timeline import build_article_timeline, build_claim_timeline, build_event_timeline
from claims.web.query_parameters import parse_number, read_page


@require_ability("claims.see")
@require_safe
def claim_history_page(request: SignedInRequest, claim_id: int) -> HttpResponse:
    """Show the history of a claim and its verdicts, a page at a time."""
    claim = get_claim(claim_id)
    page = read_page(request, partial(build_claim_timeline, claim))
    context = {"claim": claim, "page": page, "is_later_page": "cursor" in request.GET}
    return render(request, "history/claim.html", context)


@require_ability("claims.see")
@require_safe
def event_page(request: SignedInRequest, claim_id: int, event_id: int) -> HttpResponse:
    """Show one entry of a claim's history with its changes in full."""
    claim = get_claim(claim_id)
    page = build_event_timeline(claim, event_id)
    if [entry.id for entry in page.rows] != [event_id]:
        raise NotFound
    return render(request, "history/event.html", {"claim": claim, "page": page})


@require_ability("articles.see")
@require_safe
def article_history_page(request: SignedInRequest, article_id: int) -> HttpResponse:
    """Show an article's history to a person who may see the article; `until` is the newest event of the page."""
    article = get_article(article_id, user=request.user, text=False)
    until = parse_number(request, "until")
    page = read_page(request, partial(build_article_timeline, article, until=until))
    is_later_page = until is not None or "cursor" in request.GET
    context = {"article": article, "page": page, "is_later_page": is_later_page}
    return render(request, "history/article.html", context)
