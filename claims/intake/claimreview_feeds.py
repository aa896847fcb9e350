"""ClaimReview feeds, read as a stream: memory use does not grow with the feed.

A feed is JSON in any shape or a web page: see `json_scanner`, `review_pages` and `review_search`. An entry that cannot
be used is yielded with its line and the reason, and never loses the others.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext as _

from claims.intake.article_text import to_one_line
from claims.intake.claimreviews import FeedContext, has_unknown_date, read_claimreview
from claims.intake.fact_check_entries import FeedEntry, MalformedEntry
from claims.intake.feed_text import FeedText, decoded_chunks
from claims.intake.json_scanner import ScannedValue, scan_values
from claims.intake.review_dates import find_day_order
from claims.intake.review_markup import scan_elements
from claims.intake.review_pages import canonical_address, is_page, read_page, scan_scripts
from claims.intake.review_search import FoundEntry, find_entries
from claims.refusals import NotAFeed

EXCERPT_CHARACTERS = 80
MAX_WAITING_ENTRIES = 1_000

_NAMED = re.compile(r'"(?:identifier|url|@id|claimReviewed)"\s*:\s*"([^"]+)')


def iterate_entries(stream: BinaryIO, *, language: str = "", url: str = "") -> Iterator[FeedEntry]:
    """Yield the entries of a feed one by one; `language` is that of entries that name none, `url` that of the feed.

    Raises `NotAFeed` if there is no entry at all, and `NotText` if the encoding is not known.
    """
    day_first = find_stream_day_order(stream)
    feed = FeedText(stream)
    if not feed.text.strip():
        raise NotAFeed(_("The feed is empty."))
    if not is_page(feed):
        yield from _read_entries(scan_values(feed), language, FeedContext(day_first))
        return
    is_empty = True
    for entry in _read_page(feed, language, day_first=day_first, url=url):
        is_empty = False
        yield entry
    if is_empty:
        raise NotAFeed(_("The page has no ClaimReview."))


def _read_page(feed: FeedText, language: str, *, day_first: bool | None, url: str) -> Iterator[FeedEntry]:
    """Read the scripts of a page, those that are escaped as in a news feed, or else the marks of its elements."""
    pieces = read_page(feed)
    line, markup = next(pieces)
    context = FeedContext(day_first, canonical_address(markup) or url)
    rest = (scanned for first, piece in pieces for scanned in scan_scripts(piece, first))
    is_empty = True
    for entry in _read_entries(chain(scan_scripts(markup, line), rest), language, context):
        is_empty = False
        yield entry
    if is_empty:
        found = next(filter(None, map(list, (scan_scripts(html.unescape(markup)), scan_elements(markup)))), [])
        yield from _read_entries(iter(found), language, context)


def find_stream_day_order(stream: BinaryIO) -> bool | None:
    """Return whether numeric dates begin with the day, as others of the feed show; see `review_dates`."""
    if not stream.seekable():
        return None
    start = stream.tell()
    order = find_day_order(decoded_chunks(stream))
    stream.seek(start)
    return order


def _read_entries(values: Iterator[ScannedValue], language: str, context: FeedContext) -> Iterator[FeedEntry]:
    """Read the entries; what comes before the first object waits for it, since a file may be no feed at all."""
    waiting: list[FoundEntry] | None = []
    for found in find_entries(values):
        if waiting is not None and (found.error or isinstance(found.value, str | int | float)):
            waiting.append(found)
            if len(waiting) < MAX_WAITING_ENTRIES:
                continue
        for earlier in (*(waiting or ()), found):
            if earlier.error != "no_json":
                yield _read_entry(earlier, language, context)
        waiting = None
    for found in waiting or ():
        if found.error:
            raise NotAFeed(_("The feed is not valid JSON, from line %(line)d on.") % {"line": found.line})
        yield _read_entry(found, language, context)


def _read_entry(found: FoundEntry, language: str, context: FeedContext) -> FeedEntry:
    if found.error:
        named = _NAMED.search(str(found.value))
        excerpt = named[1] if named else " ".join(str(found.value or "").split())
        return FeedEntry(found.line, refusal=found.error, excerpt=to_one_line(excerpt, EXCERPT_CHARACTERS))
    excerpt = to_one_line(_excerpt(found.value), EXCERPT_CHARACTERS)
    try:
        fact_check = read_claimreview(found.value, language=language, context=context)
    except MalformedEntry as reason:
        return FeedEntry(found.line, refusal=str(reason), excerpt=excerpt)
    return FeedEntry(found.line, fact_check, excerpt=excerpt, undated=has_unknown_date(found.value, fact_check))


def _excerpt(value: object) -> str:
    """Return some characters of an entry by which a person recognises it."""
    if not isinstance(value, dict):
        return repr(value) if isinstance(value, str | int | float | None) else type(value).__name__
    names = (value.get(key) for key in ("identifier", "url", "@id", "claimReviewed", "@type"))
    return next((name for name in names if isinstance(name, str) and name), "{…}")
