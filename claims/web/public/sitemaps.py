"""What search engines read first: robots.txt, the sitemap in parts, and the sitemap of news.

Django's own sitemaps count all rows to number their pages; these are cut by ranges of claims, which never move.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLResolver, get_resolver, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.refusals import NotFound
from claims.selectors.identity import get_identity
from claims.selectors.page_versions import read_list_versions
from claims.selectors.site_pages import list_page_links
from claims.selectors.sitemaps import MAX_BLOCKS, list_block_versions, list_blocks, list_news
from claims.selectors.topics import list_public_topics
from claims.web.access import public_view
from claims.web.kept_pages import keep_ready
from claims.web.public.addresses import absolute_url
from claims.web.public.feeds import strip_unprintable
from claims.web.public.verdicts import CACHE_HEADERS

XML = "application/xml; charset=utf-8"
PUBLIC_PAGES = ("front", "corrections", "how_we_rate", "log", "privacy", "tip_new")
"""Pages that are always there."""

NEWS_SECONDS = 60
"""How long the sitemap of news may name verdicts that have just become too old for it."""

ACCOUNT_PAGES = ("account", "admin")
"""First segments of the pages that other apps bring."""


@cache
def list_closed_segments() -> list[str]:
    """Return the first segments of addresses below which every page needs an ability."""
    routes = [
        (str(route.pattern).partition("/")[0], route.callback.ability) for route in _list_routes("claims.web.urls")
    ]
    public = {segment for segment, ability in routes if ability is None}
    return sorted({segment for segment, ability in routes if ability is not None} - public | {*ACCOUNT_PAGES})


def _list_routes(module: str) -> list[Any]:
    patterns = get_resolver(module).url_patterns
    parts = [pattern.url_patterns if isinstance(pattern, URLResolver) else [pattern] for pattern in patterns]
    return [route for part in parts for route in part]


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def robots_file(_request: HttpRequest) -> HttpResponse:
    """Close the desk to robots, and name the sitemaps."""
    closed = [f"Disallow: {reverse('front')}{segment}/" for segment in list_closed_segments()]
    lines = ["User-agent: *", *closed, ""]
    lines += [f"Sitemap: {absolute_url(name)}" for name in ("sitemap", "sitemap_news")]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name the parts of the sitemap."""
    addresses = [absolute_url("sitemap_pages"), *(absolute_url("sitemap_part", number) for number in list_blocks())]
    return render(request, "public/sitemap_index.xml", {"addresses": addresses}, content_type=XML)


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """List the pages that are always there, those that the desk wrote about itself, and those of topics."""
    written = [absolute_url("site_page", link.slug) for link in list_page_links()]
    topics = [absolute_url("topic", topic.slug) for topic in list_public_topics()]
    context = {"addresses": [*map(absolute_url, PUBLIC_PAGES), *written, *topics]}
    return render(request, "public/sitemap.xml", context, content_type=XML)


@public_view
@require_safe
@keep_ready(read_list_versions)
@cache_control(**CACHE_HEADERS)
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """List the verdicts of a range of claims with their translations and the time of their last change."""
    verdicts = list_block_versions(number) if number < MAX_BLOCKS else []
    if not verdicts:
        raise NotFound
    return render(request, "public/sitemap.xml", {"verdicts": verdicts}, content_type=XML)


@public_view
@require_safe
@keep_ready(read_list_versions, seconds=lambda _: NEWS_SECONDS)
@cache_control(**CACHE_HEADERS)
def sitemap_news(request: HttpRequest) -> HttpResponse:
    """List the verdicts of the last two days with their headlines."""
    items = [replace(item, headline=strip_unprintable(item.headline)) for item in list_news()]
    context = {"items": items, "language": get_identity().language}
    return render(request, "public/sitemap_news.xml", context, content_type=XML)
