"""The search over the desk: a page, and the results in the palette of every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.models import Source, Tip
from claims.selectors.desk_search import QUERY_CHARACTERS, SEARCH_KINDS, SearchHit, search_desk
from claims.selectors.paging import Cursor
from claims.selectors.scales import list_rating_labels
from claims.services.query_vectors import get_query_vectors
from claims.web.access import SignedInRequest, require_ability
from claims.web.desk.tips import TIP_LISTS
from claims.workflow import STATUS_LABELS, Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A result as a page shows it."""

    title: str
    detail: StrOrPromise
    url: str


def _tip_url(hit: SearchHit) -> str:
    """Return the URL of the page of tips that starts with this one; open tips are in the order of their ids."""
    before = (hit.target or hit.pk) + (-1 if hit.detail == Tip.State.OPEN else 1)
    view = hit.detail if hit.detail in TIP_LISTS else "open"
    return f"{reverse('tips')}?{urlencode({'view': view, 'cursor': Cursor((before,)).encode()})}#tip-{hit.target}"


RESULT_URLS: dict[str, Callable[[SearchHit], str]] = {
    "claims": lambda hit: reverse("claim", args=[hit.target]),
    "articles": lambda hit: reverse("article", args=[hit.target]),
    "verdicts": lambda hit: f"{reverse('claim', args=[hit.target])}#verdict",
    "evidence": lambda hit: f"{reverse('claim', args=[hit.target])}#evidence",
    "fact_checks": lambda hit: reverse("claim", args=[hit.target]) if hit.target else hit.url,
    "sources": lambda hit: reverse("desk_source", args=[hit.pk]),
    "tips": _tip_url,
}
"""The page of each kind of result."""

DETAIL_LABELS: dict[str, dict[str, StrOrPromise]] = {
    "claims": {status.value: STATUS_LABELS[status] for status in Status},
    "sources": dict(Source.Kind.choices),
    "tips": dict(Tip.State.choices),
}
"""The labels of details that are codes."""


@require_ability("articles.see")
@require_safe
def search_page(request: SignedInRequest) -> HttpResponse:
    """Show what the person may see of everything that matches `?q=`; the palette gets the results alone."""
    query = request.GET.get("q", "")[:2000].strip()
    hits = search_desk(query, request.user, vectors=get_query_vectors(query[:QUERY_CHARACTERS]))
    context = {"query": query, "groups": _group_results(hits)}
    template = "desk/search/results.html" if request.htmx else "desk/search/page.html"
    return render(request, template, context)


def _group_results(hits: list[SearchHit]) -> list[dict[str, Any]]:
    labels = {kind.name: kind.label for kind in SEARCH_KINDS}
    ratings = list_rating_labels() if any(hit.kind == "verdicts" for hit in hits) else {}
    groups = groupby(hits, key=lambda hit: hit.kind)
    return [{"label": labels[kind], "results": [_show(hit, ratings) for hit in group]} for kind, group in groups]


def _show(hit: SearchHit, verdict_labels: dict[str, str]) -> SearchResult:
    labels = verdict_labels if hit.kind == "verdicts" else DETAIL_LABELS.get(hit.kind, {})
    detail = labels.get(hit.detail, hit.detail)
    return SearchResult(hit.title, detail, RESULT_URLS[hit.kind](hit))
