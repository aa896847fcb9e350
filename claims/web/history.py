"""History: a page of entries at a time, and each entry at an address of its own."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.refusals import NotFound
from claims.selectors import articles, claims
from claims.web import timeline
from claims.web.access import PersonsRequest, needs
from claims.web.query import number, read_page


@needs("claims.see")
@require_safe
def of_claim(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """All that happened to a claim and its verdicts."""
    claim = claims.detail(claim_id)
    page = read_page(request, partial(timeline.of_claim, claim))
    context = {"claim": claim, "page": page, "is_later_page": "cursor" in request.GET}
    return render(request, "claims/history.html", context)


@needs("claims.see")
@require_safe
def event(request: PersonsRequest, claim_id: int, event_id: int) -> HttpResponse:
    """One entry with every word of what it changed."""
    claim = claims.detail(claim_id)
    page = timeline.of_event(claim, event_id)
    if [entry.id for entry in page.rows] != [event_id]:
        raise NotFound
    return render(request, "claims/event.html", {"claim": claim, "page": page})


@needs("articles.see")
@require_safe
def of_article(request: PersonsRequest, article_id: int) -> HttpResponse:
    """How an article came in and was read, for whoever may see it; from the event `until` on back."""
    article = articles.detail(article_id, user=request.user, text=False)
    until = number(request, "until")
    page = read_page(request, partial(timeline.of_article, article, until=until))
    is_later_page = until is not None or "cursor" in request.GET
    context = {"article": article, "page": page, "is_later_page": is_later_page}
    return render(request, "articles/history.html", context)
