"""What everybody can read: the list of verdicts, one verdict, and each revision as it went out.

These pages show the frozen publication alone, never live rows, and nothing about who is looking, so that
one copy serves all readers: caches keep it a minute, browsers ask each time whether it has changed.
"""

from datetime import datetime

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.bounds import SEARCH_CHARACTERS
from claims.models import Publication
from claims.ratings import RATINGS
from claims.selectors import publications
from claims.selectors.counts import CAP, count_up_to_cap
from claims.web import access
from claims.web.publication_view import describe_publication
from claims.web.query import page_from

CACHED = {"public": True, "max_age": 0, "s_maxage": 60, "must_revalidate": True}


class SearchForm(forms.Form):
    """Words, as one types them into a search engine, and a rating."""

    q = forms.CharField(label="Search the verdicts", max_length=SEARCH_CHARACTERS, required=False)
    rating = forms.ChoiceField(
        label="Rating",
        choices=[("", "Any rating"), *((rating.code, rating.label) for rating in RATINGS.values())],
        required=False,
    )


@access.public
@require_safe
@conditional_page
@cache_control(**CACHED)
def front(request: HttpRequest) -> HttpResponse:
    """The verdicts that are public, newest first, or the ones that a search finds."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    query, rating = wanted.get("q", ""), wanted.get("rating", "")
    found = publications.headlines(query=query, rating=rating)
    context = {
        "form": form,
        "page": page_from(request, found, size=publications.PER_PAGE),
        "count": count_up_to_cap(found),
        "cap": CAP,
        "searching": bool(query or rating),
        "is_later_page": "cursor" in request.GET,
    }
    return render(request, "public/list.html", context)


@access.public
@require_safe
@conditional_page
@cache_control(**CACHED)
def verdict(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The verdict on a claim as it stands now, or the notice that it was withdrawn."""
    history = publications.of_claim(claim_id)
    return _page(request, history[0], history)


@access.public
@require_safe
@conditional_page
@cache_control(**CACHED)
def verdict_revision(request: HttpRequest, claim_id: int, number: int) -> HttpResponse:
    """One revision as it went out, with a notice when there is a newer one."""
    shown = publications.revision(claim_id, number)
    return _page(request, shown, publications.of_claim(claim_id))


def _page(request: HttpRequest, shown: Publication, history: list[Publication]) -> HttpResponse:
    address = settings.BASE_URL + reverse("verdict", args=[shown.claim_id])
    context = {"history": history, "newest": history[0], "address": address, **describe_publication(shown)}
    answer = render(request, "public/verdict.html", context)
    answer["Last-Modified"] = _http_date(history[0].published)
    return answer


def _http_date(moment: datetime) -> str:
    return http_date(moment.timestamp())
