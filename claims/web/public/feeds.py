"""Feeds for people's readers, Atom and JSON Feed: all verdicts, or those of a rating, a source, a topic, some words.

An entry is a claim: its id stays, so that a correction or withdrawal reaches whoever read it before.
"""

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from claims.bounds import SEARCH_CHARACTERS
from claims.claimreview import read_first_published
from claims.models import Publication, Source, Topic
from claims.models.lengths import length_limit
from claims.ratings import RATINGS
from claims.refusals import BadValue
from claims.selectors.feeds import FeedFilter, list_feed_publications
from claims.web.access import public_view
from claims.web.public.verdicts import CACHE_HEADERS

if TYPE_CHECKING:
    _Feed = Feed[Publication, FeedFilter]
else:
    _Feed = Feed

PublicationKind = Publication.Kind
UNPRINTABLE_PATTERN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot say at all."""


def absolute_url(name: str, *place: int, **query: str) -> str:
    """A page's whole address, with those parts of a query that say something."""
    said = urlencode({key: value for key, value in query.items() if value})
    return str(settings.BASE_URL + reverse(name, args=place) + (f"?{said}" if said else ""))


class FeedFilterForm(forms.Form):
    """Which verdicts a feed is about."""

    rating = forms.ChoiceField(choices=[(code, code) for code in RATINGS], required=False)
    source = forms.CharField(max_length=length_limit(Source, "name"), required=False)
    topic = forms.SlugField(max_length=length_limit(Topic, "slug"), required=False)
    q = forms.CharField(max_length=SEARCH_CHARACTERS, required=False)

    def feed_filter(self) -> FeedFilter:
        """The same as the selectors ask for it; refuses what is no rating."""
        if not self.is_valid():
            raise BadValue("A feed takes rating, source, topic (a slug) and q; one of these is unusable.")
        said = self.cleaned_data
        return FeedFilter(rating=said["rating"], source=said["source"], topic=said["topic"], query=said["q"])


class StableFeed(SyndicationFeed):
    """A feed that says the same until something changes."""

    def latest_post_date(self) -> datetime:
        """When the feed changed last; an empty one never did."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class AtomFeed(StableFeed, Atom1Feed):
    """Atom 1.0 (RFC 4287)."""


class JsonFeed(StableFeed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """The feed as JSON."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    @staticmethod
    def _item(item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "tags": item["categories"],
            "_factcheck": item["facts"],
        }


class VerdictFeed(_Feed):
    """The newest changes of what is public, in the order of the log."""

    description = "Claims from the news with their sources, and what the evidence shows."
    subtitle = description
    language = settings.LANGUAGE_CODE

    def __init__(self, form: type[SyndicationFeed]) -> None:
        self.feed_type = form

    def get_object(self, request: HttpRequest, *_: Any, **__: Any) -> FeedFilter:
        """What is asked for."""
        return FeedFilterForm(request.GET).feed_filter()

    def title(self, wanted: FeedFilter) -> str:
        """The desk's name, and what the feed is about."""
        rating = str(RATINGS[wanted.rating].label) if wanted.rating else ""
        about = [part for part in (rating, wanted.source, wanted.topic, wanted.query) if part]
        return _strip_unprintable(" – ".join([settings.DESK_NAME, *about]))

    def link(self, wanted: FeedFilter) -> str:
        """The page that lists the same, as far as there is one."""
        return absolute_url("front", q=wanted.query, rating=wanted.rating)

    def feed_url(self, wanted: FeedFilter) -> str:
        """The feed's own address."""
        name = "feed_atom" if issubclass(self.feed_type, AtomFeed) else "feed_json"
        return absolute_url(name, rating=wanted.rating, source=wanted.source, topic=wanted.topic, q=wanted.query)

    def feed_guid(self, wanted: FeedFilter) -> str:
        """What names the feed for ever: its address."""
        return self.feed_url(wanted)

    def author_name(self) -> str:
        """The desk."""
        return str(settings.DESK_NAME)

    def author_link(self) -> str:
        """The desk's front page."""
        return absolute_url("front")

    def items(self, wanted: FeedFilter) -> list[Publication]:
        """The verdicts, withdrawn ones with their notice."""
        return list_feed_publications(wanted)

    def item_title(self, item: Publication) -> str:
        """The rating and the claim."""
        return _strip_unprintable(f"{_rating_text(item)}: {item.claim_text}")

    def item_description(self, item: Publication) -> str:
        """What the verdict says, or why it was withdrawn, as HTML."""
        told = {"publication": item, "judged": _rating_text(item), "url": self.item_link(item)}
        return _strip_unprintable(render_to_string("feeds/verdict.html", told))

    def item_link(self, item: Publication) -> str:
        """The verdict's page, which is also its id."""
        return absolute_url("verdict", item.claim_id)

    def item_pubdate(self, item: Publication) -> datetime:
        """When the first revision went out."""
        return read_first_published(item.document)

    def item_updateddate(self, item: Publication) -> datetime:
        """When this revision went out."""
        return item.published

    def item_categories(self, item: Publication) -> list[str]:
        """The rating, or that there is none any more."""
        return [_rating_text(item), *(["Corrected"] if item.kind == PublicationKind.CORRECTED else [])]

    def item_extra_kwargs(self, item: Publication) -> dict[str, Any]:
        """For programs that read the JSON Feed."""
        withdrawn = item.kind == PublicationKind.WITHDRAWN
        facts = {"kind": item.kind, "claim": item.claim_id, "revision": item.revision, "note": item.note}
        return {"facts": facts if withdrawn else {**facts, "rating": item.rating}}


def _rating_text(item: Publication) -> str:
    return "Withdrawn" if item.kind == PublicationKind.WITHDRAWN else str(RATINGS[item.rating].label)


def _strip_unprintable(text: str) -> str:
    return UNPRINTABLE_PATTERN.sub(" ", text)


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def atom_feed(request: HttpRequest) -> HttpResponse:
    """`/feeds/atom.xml?rating=&source=&topic=&q=`"""
    return VerdictFeed(AtomFeed)(request)


@public_view
@require_safe
@conditional_page
@cache_control(**CACHE_HEADERS)
def json_feed(request: HttpRequest) -> HttpResponse:
    """`/feeds/feed.json?rating=&source=&topic=&q=`"""
    return VerdictFeed(JsonFeed)(request)
