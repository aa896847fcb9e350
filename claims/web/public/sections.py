"""The pages of topics and of sources: the verdicts of each, newest first, with their feeds."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.disputes import find_dispute
from claims.refusals import NotFound, require_found
from claims.selectors import publications
from claims.selectors.disputes import list_source_points
from claims.selectors.page_versions import read_list_versions
from claims.selectors.publications import filter_by_claimant, list_headlines
from claims.selectors.sources import count_ratings_of_source, get_public_source
from claims.selectors.topics import find_topic, list_public_topics
from claims.selectors.waiting_counts import COUNT_CAP
from claims.web.access import public_view
from claims.web.csv_files import csv_response
from claims.web.dashboard.charts import draw_rating_counts
from claims.web.dispute_charts import dispute_cells, draw_dispute
from claims.web.kept_pages import keep_ready
from claims.web.public.addresses import redirect_to_current
from claims.web.public.languages import show_in_language
from claims.web.public.verdicts import CACHE_HEADERS
from claims.web.publication_view import source_path
from claims.web.query_parameters import page_from


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """List the verdicts of a topic; a topic without any is not shown."""
    topic = require_found(find_topic(slug))
    page = show_in_language(page_from(request, list_headlines(topic=topic.slug), size=publications.PAGE_ROWS))
    if not page.rows:
        raise NotFound
    context = {
        "page": page,
        "topic": topic,
        "topics": list_public_topics(),
        "path": reverse("topic", args=[topic.slug]),
        "feed_query": urlencode({"topic": topic.slug}),
    }
    return render(request, "public/topic.html", context)


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def source_page(request: HttpRequest, source_id: int, slug: str = "") -> HttpResponse:
    """List the verdicts on what a source said, with a chart of their ratings.

    The number says which source is meant; an address with another slug, or of another name that was merged, leads to
    the one of the newest name.
    """
    source = get_public_source(source_id)
    path = source_path(source)
    if path != request.path:
        return redirect_to_current(request, path)
    counts = count_ratings_of_source(*source.names)
    context = {
        "page": show_in_language(
            page_from(request, filter_by_claimant(list_headlines(), source.names), size=publications.PAGE_ROWS)
        ),
        "source": source,
        "path": path,
        "chart": draw_rating_counts(counts, title=_("Ratings of what %(source)s said") % {"source": source.name}),
        "total": counts.total(),
        "dispute": draw_dispute(
            find_dispute(list_source_points(source.names)), csv_url=reverse("source_numbers", args=[source.id])
        ),
        "cap": COUNT_CAP,
        "feed_query": urlencode({"source": source.name}),
    }
    return render(request, "public/source.html", context)


@public_view
@require_safe
@cache_control(**CACHE_HEADERS)
def source_numbers_csv(request: HttpRequest, source_id: int) -> StreamingHttpResponse:
    """Download the numbers that a source gave for one quantity; raises `NotFound` if there is no chart of them."""
    points = find_dispute(list_source_points(get_public_source(source_id).names))
    if not points:
        raise NotFound
    return csv_response(dispute_cells(points), f"source-{source_id}")
