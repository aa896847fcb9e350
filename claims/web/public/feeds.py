"""Feeds of verdicts as Atom, RSS and JSON, which can be filtered by rating, source, topic, search text and change.

An entry stands for a claim and keeps its id, so that corrections and withdrawals replace what a reader already has.
"""

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.bounds import SEARCH_CHARACTERS
from claims.claimreview import read_first_published, read_people
from claims.language_names import is_language, name_in_itself
from claims.models import Publication, Source, Topic
from claims.models.lengths import length_limit
from claims.models.translation import LANGUAGE_CHARACTERS
from claims.refusals import BadValue
from claims.selectors.feeds import FeedFilter, list_feed_publications
from claims.selectors.identity import get_identity
from claims.selectors.page_versions import read_list_versions
from claims.selectors.scales import describe_rating, list_rating_labels
from claims.web.access import public_view
from claims.web.forms import RatingFilterField
from claims.web.kept_pages import keep_ready
from claims.web.public.addresses import absolute_url
from claims.web.public.verdicts import CACHE_HEADERS

if TYPE_CHECKING:
    _Feed = Feed[Publication, FeedFilter]
else:
    _Feed = Feed

PublicationKind = Publication.Kind
UNPRINTABLE_PATTERN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 does not allow."""


class FeedFilterForm(forms.Form):
    """The filters of a feed."""

    rating = RatingFilterField()
    source = forms.CharField(max_length=length_limit(Source, "name"), required=False)
    topic = forms.SlugField(max_length=length_limit(Topic, "slug"), required=False)
    q = forms.CharField(max_length=SEARCH_CHARACTERS, required=False)
    lang = forms.CharField(max_length=LANGUAGE_CHARACTERS, required=False)
    changed = forms.BooleanField(required=False)

    def clean_lang(self) -> str:
        """Return the code of a language in small letters; refuse what is none."""
        code = str(self.cleaned_data["lang"]).lower()
        if code and not is_language(code):
            raise forms.ValidationError(_("This is not the code of a language."))
        return code

    def feed_filter(self) -> FeedFilter:
        """Return the filter for the selectors. Raises `BadValue` for an invalid parameter."""
        if not self.is_valid():
            raise BadValue(
                _("A feed takes rating, source, topic (a slug), q, lang and changed. One of these values is invalid.")
            )
        values = self.cleaned_data
        return FeedFilter(
            rating=values["rating"], source=values["source"], topic=values["topic"], query=values["q"],
            language=values["lang"], changed=values["changed"],
        )  # fmt: skip


class StableFeed(SyndicationFeed):
    """A feed whose bytes stay the same until an entry changes."""

    def latest_post_date(self) -> datetime:
        """Return the time of the last change; the epoch for an empty feed."""
        return super().latest_post_date() if self.items else datetime.fromtimestamp(0, UTC)


class AtomFeed(StableFeed, Atom1Feed):
    """Atom 1.0 (RFC 4287)."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the people who checked the claim to what Django writes."""
        super().add_item_elements(handler, item)
        for name in item["people"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


class RssFeed(StableFeed, Rss201rev2Feed):
    """RSS 2.0 (https://www.rssboard.org/rss-specification), for readers and sites that know nothing newer."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the last change and the people who checked the claim to what Django writes."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        for name in item["people"]:
            handler.addQuickElement("dc:creator", name, {"xmlns:dc": "http://purl.org/dc/elements/1.1/"})


class JsonFeed(StableFeed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed as JSON."""
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
            **({"authors": [{"name": name} for name in item["people"]]} if item["people"] else {}),
        }


FEED_NAMES: dict[type[SyndicationFeed], str] = {AtomFeed: "feed_atom", RssFeed: "feed_rss", JsonFeed: "feed_json"}
"""The URL name of each kind of feed."""


class VerdictFeed(_Feed):
    """The verdicts that changed last, in the order of the log, in the language of the desk or one that is asked for."""

    description = gettext_lazy("Claims from the news with their sources, and what the evidence shows.")
    subtitle = description

    def __init__(self, feed_type: type[SyndicationFeed]) -> None:
        self.feed_type = feed_type

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer in the language of the verdicts: that of the desk, unless another one is asked for."""
        form = FeedFilterForm(request.GET)
        asked = form.cleaned_data["lang"] if form.is_valid() else ""
        language = asked or get_identity().language
        with override(language):
            response = super().__call__(request, *args, **kwargs)
        response["Content-Language"] = language
        return response

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FeedFilter:
        """Return the filter that the query describes."""
        return FeedFilterForm(request.GET).feed_filter()

    def title(self, filters: FeedFilter) -> str:
        """Return the name of the desk and the values of the filters."""
        rating = list_rating_labels()[filters.rating] if filters.rating else ""
        changed = _("Corrections") if filters.changed else ""
        language = name_in_itself(filters.language) if filters.language else ""
        parts = (rating, filters.source, filters.topic, filters.query, language, changed)
        values = [value for value in parts if value]
        return strip_unprintable(" – ".join([get_identity().name, *values]))

    def link(self, filters: FeedFilter) -> str:
        """Return the page with the same verdicts, or the front page with the filters that it has too."""
        if filters == FeedFilter(changed=True):
            return absolute_url("corrections")
        if filters.topic and filters == FeedFilter(topic=filters.topic):
            return absolute_url("topic", filters.topic)
        return absolute_url("front", q=filters.query, rating=filters.rating)

    def feed_url(self, filters: FeedFilter) -> str:
        """Return the address of the feed itself."""
        values = {"rating": filters.rating, "source": filters.source, "topic": filters.topic, "q": filters.query}
        values["lang"] = filters.language
        return absolute_url(FEED_NAMES[self.feed_type], **values, changed="yes" if filters.changed else "")

    def feed_guid(self, filters: FeedFilter) -> str:
        """Return the permanent id of the feed: its address."""
        return self.feed_url(filters)

    def author_name(self) -> str:
        """Return the name of the desk."""
        return get_identity().name

    def author_link(self) -> str:
        """Return the address of the front page."""
        return absolute_url("front")

    def items(self, filters: FeedFilter) -> list[Publication]:
        """List the publications of the feed; withdrawn verdicts come with their notice."""
        return list_feed_publications(filters)

    def item_title(self, item: Publication) -> str:
        """Return the rating and the headline."""
        title = _("%(rating)s: %(claim)s") % {"rating": _rating_text(item), "claim": item.headline}
        return strip_unprintable(title)

    def item_description(self, item: Publication) -> str:
        """Return the summary of the verdict, or the reason for its withdrawal, as HTML."""
        context = {"publication": item, "rating": _rating_text(item), "url": self.item_link(item)}
        return strip_unprintable(render_to_string("feeds/verdict.html", context))

    def item_link(self, item: Publication) -> str:
        """Return the address of the verdict."""
        return str(settings.BASE_URL + item.get_absolute_url())

    def item_guid(self, item: Publication) -> str:
        """Return the id of the entry: the address without the headline, which a correction may change."""
        if item.translation_id:
            return absolute_url("translation", item.language, item.claim_id)
        return absolute_url("verdict", item.claim_id)

    def item_pubdate(self, item: Publication) -> datetime:
        """Return when the first revision was published."""
        return read_first_published(item.document)

    def item_updateddate(self, item: Publication) -> datetime:
        """Return when this revision was published."""
        return item.published

    def item_categories(self, item: Publication) -> list[str]:
        """Return the rating or "Withdrawn", and "Corrected" for a correction."""
        return [_rating_text(item), *([_("Corrected")] if item.is_changed else [])]

    def item_extra_kwargs(self, item: Publication) -> dict[str, Any]:
        """Return the people who checked the claim, and the codes and ids that the JSON feed carries for programs."""
        facts = {"kind": item.kind, "claim": item.claim_id, "revision": item.revision, "note": item.note}
        facts |= {"language": item.language, "translation": item.translation_id is not None}
        rated = {"rating": item.rating, "canonical": item.canonical}
        people = [strip_unprintable(name) for name in read_people(item.document)]
        return {"people": people, "facts": facts if item.is_gone else {**facts, **rated}}


def _rating_text(item: Publication) -> str:
    if item.kind == PublicationKind.REMOVED:
        return _("Removed")
    point = describe_rating(item)
    return _("Withdrawn") if item.is_gone or point is None else point.label


def strip_unprintable(text: str) -> str:
    """Return a text with a blank for each character that XML forbids."""
    return UNPRINTABLE_PATTERN.sub(" ", text)


@public_view
@require_safe
@keep_ready(read_list_versions, unless=("q",))
@cache_control(**CACHE_HEADERS)
def atom_feed(request: HttpRequest) -> HttpResponse:
    """Answer `/feeds/atom.xml?rating=&source=&topic=&q=&lang=&changed=`."""
    return VerdictFeed(AtomFeed)(request)


@public_view
@require_safe
@keep_ready(read_list_versions, unless=("q",))
@cache_control(**CACHE_HEADERS)
def rss_feed(request: HttpRequest) -> HttpResponse:
    """Answer `/feeds/rss.xml` with the same filters."""
    return VerdictFeed(RssFeed)(request)


@public_view
@require_safe
@keep_ready(read_list_versions, unless=("q",))
@cache_control(**CACHE_HEADERS)
def json_feed(request: HttpRequest) -> HttpResponse:
    """Answer `/feeds/feed.json` with the same filters."""
    return VerdictFeed(JsonFeed)(request)
