"""History: a page of entries at a time, and each entry at an address of its own."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.refusals import NotFound
from claims.selectors import articles, claims
from claims.web import timeline
from claims.web.access import PersonsRequest, needs
from claims.web.query import number


@needs("claims.see")
@require_safe
def of_claim(request: PersonsRequest, claim_id: int) -> HttpResponse:
    """All that happened to a claim and its verdicts, from the event `until` on back."""
    claim = claims.detail(claim_id)
    until = number(request, "until")
    context = {"claim": claim, "until": until, "told": timeline.of_claim(claim, until=until)}
    return render(request, "claims/history.html", context)


@needs("claims.see")
@require_safe
def event(request: PersonsRequest, claim_id: int, event_id: int) -> HttpResponse:
    """One entry with every word of what it changed."""
    claim = claims.detail(claim_id)
    told = timeline.of_claim(claim, until=event_id, size=1, whole=True)
    if [entry.id for entry in told.entries] != [event_id]:
        raise NotFound
    return render(request, "claims/event.html", {"claim": claim, "told": told})


@needs("articles.see")
@require_safe
def of_article(request: PersonsRequest, article_id: int) -> HttpResponse:
    """How an article came in and was read, for whoever may see it."""
    article = articles.detail(article_id, user=request.user, text=False)
    until = number(request, "until")
    context = {"article": article, "until": until, "told": timeline.of_article(article, until=until)}
    return render(request, "articles/history.html", context)
