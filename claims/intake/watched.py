"""What a visit to a watched address finds: plain data that passes between the intake process and the worker."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from claims.intake.document import Document
from claims.json_data import JsonData
from claims.refusals import Refusal

FEED, SITEMAP, PAGE, CLAIMREVIEW = "feed", "sitemap", "page", "claimreview"
"""The kinds of watches."""
MAX_ITEMS = 1_000
"""The newest items of one visit; a feed that brings more between two visits loses the oldest of them."""
MAX_IDENTITY_CHARACTERS = 2_000
MAX_TITLE_CHARACTERS = 300
MAX_SOURCE_CHARACTERS = 200
MAX_VALIDATOR_CHARACTERS = 300


class RobotsRefused(Refusal):
    code, status = "robots_refused", 422
    title = _("The site asks programs not to fetch this URL (robots.txt).")


class NotWatchable(Refusal):
    code, status = "not_watchable", 422
    title = _("This is neither a feed nor a sitemap nor a page with links.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundItem(JsonData):
    """An item of a feed, a URL of a sitemap or a link of a page.

    `identity` is what the feed calls it, else its URL. `source` is whom the feed names as its source or author,
    `language` the ISO 639-1 code that is declared for it; both may be empty.
    """

    identity: str
    url: str
    title: str = ""
    source: str = ""
    language: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(JsonData):
    """The result of a visit. If the address is `unchanged` since the last one, there are no items.

    `url` is the address to visit from now on: that of the feed that a page declares. `robots` is the robots.txt of the
    site if it was fetched on the way, `delay_seconds` what it asks for between two requests.
    """

    url: str
    kind: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    unchanged: bool = False
    robots: str | None = None
    delay_seconds: int = 0
    items: tuple[FoundItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """The result of a further visit to a page that the desk has read; without a `document` it is unchanged.

    `etag` and `modified` are the validators of the answer, `robots` and `delay_seconds` as in `Visit`.
    """

    document: Document | None = None
    etag: str = ""
    modified: str = ""
    robots: str | None = None
    delay_seconds: int = 0
