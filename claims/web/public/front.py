"""The front page: the newest verdict, the others by day with pictures, topics, the last corrections, and the search."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.bounds import SEARCH_CHARACTERS
from claims.models import Publication
from claims.selectors import publications, waiting_counts
from claims.selectors.near_words import correct_query, loosen_query
from claims.selectors.page_versions import read_list_versions
from claims.selectors.publication_pictures import find_pictures
from claims.selectors.publications import list_headlines, list_recent_changes
from claims.selectors.topics import list_public_topics
from claims.selectors.waiting_counts import count_up_to_cap
from claims.web.access import public_view
from claims.web.forms import RatingFilterField
from claims.web.kept_pages import keep_ready
from claims.web.public.languages import (
    find_shown_corrections,
    find_shown_translations,
    show_in_language,
    show_rows_in_language,
)
from claims.web.public.verdicts import CACHE_HEADERS
from claims.web.query_parameters import page_from

RECENT_SECONDS = 60
"""How long the front page may show corrections that have just become too old for it."""
FEW_VERDICTS, SIMILAR_ROWS = 4, 10
"""If a search finds fewer verdicts than that, others with some of its words follow, up to `SIMILAR_ROWS`."""


def _kept_seconds(request: HttpRequest) -> float:
    """Return how long a page is kept: later ones show no recent corrections."""
    return math.inf if "cursor" in request.GET else RECENT_SECONDS


class VerdictSearchForm(forms.Form):
    """A search text, written as for a search engine, and a rating."""

    q = forms.CharField(label=_("Search verdicts"), max_length=SEARCH_CHARACTERS, required=False)
    rating = RatingFilterField()


@dataclass(frozen=True, slots=True)
class PublicationDay:
    """The publications of a day, newest first, each as it is shown."""

    day: date
    rows: list[Publication]


def group_by_day(rows: list[Publication], shown: Mapping[int, Publication] | None = None) -> list[PublicationDay]:
    """Return publications, newest first, by the day in the time zone of the desk.

    `shown` has the translations that stand in for them, by id; they stand under the days of their originals.
    """
    translated = shown or {}
    days = groupby(rows, key=lambda row: localdate(row.published))
    return [PublicationDay(day, [translated.get(row.pk, row) for row in group]) for day, group in days]


@public_view
@require_safe
@keep_ready(read_list_versions, unless=("q",), seconds=_kept_seconds)
@cache_control(**CACHE_HEADERS)
def front_page(request: HttpRequest) -> HttpResponse:
    """Show the newest verdicts, earlier ones, or those that a search finds."""
    form = VerdictSearchForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    if filters.get("q") or filters.get("rating"):
        return _search_response(request, form, filters["q"], filters["rating"])
    page = page_from(request, list_headlines(), size=publications.PAGE_ROWS)
    shown = find_shown_translations(page.rows)
    if "cursor" in request.GET:
        days = group_by_day(page.rows, shown)
        return render(request, "public/list.html", {"form": form, "page": page, "days": days})
    lead = next((row for row in page.rows if row.kind == Publication.Kind.PUBLISHED), next(iter(page.rows), None))
    changes = list_recent_changes()
    corrections = find_shown_corrections(changes)
    context = {
        "form": form,
        "page": page,
        "pictures": find_pictures(shown.get(row.pk, row) for row in page.rows),
        "lead": shown.get(lead.pk, lead) if lead else None,
        "days": group_by_day([row for row in page.rows if row != lead], shown),
        "topics": list_public_topics(),
        "changes": [corrections.get(change.pk, change) for change in changes],
    }
    return render(request, "public/front.html", context)


def _search_response(request: HttpRequest, form: VerdictSearchForm, query: str, rating: str) -> HttpResponse:
    rows, near, loose = list_headlines(query=query, rating=rating), "", ""
    count = count_up_to_cap(rows)
    if not count and (near := correct_query(query)):
        rows = list_headlines(query=near, rating=rating)
        count = count_up_to_cap(rows)
    if not count and (loose := loosen_query(near or query)):
        rows = list_headlines(query=loose, rating=rating)
        count = count_up_to_cap(rows)
    page = page_from(request, rows, size=publications.PAGE_ROWS)
    is_short = 0 < count < FEW_VERDICTS and not loose and "cursor" not in request.GET
    context = {
        "form": form,
        "page": show_in_language(page),
        "similar": _find_similar(near or query, rating, page.rows) if is_short else [],
        "near": near,
        "loose": loose,
        "count": count,
        "cap": waiting_counts.COUNT_CAP,
        "searching": True,
    }
    return render(request, "public/list.html", context)


def _find_similar(query: str, rating: str, found: list[Publication]) -> list[Publication]:
    """Return verdicts with some of the words of a query, best first, without those that have all of them."""
    loose = loosen_query(query)
    if not loose:
        return []
    others = list_headlines(query=loose, rating=rating).exclude(claim__in=[row.claim_id for row in found])
    return show_rows_in_language(list(others[:SIMILAR_ROWS]))
