"""The formats of watched addresses: RSS, Atom, JSON Feed, sitemaps and pages, read as items."""

import json
import re
from calendar import timegm
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from claims.intake.addresses import canonical_url, join_url, parse_url
from claims.intake.article_text import to_one_line
from claims.intake.fetching import FetchedBody, unpack_gzip
from claims.intake.hostile_xml import parse_xml
from claims.intake.page_links import PageLinks, read_page_links
from claims.intake.watched import (
    CLAIMREVIEW,
    FEED,
    MAX_IDENTITY_CHARACTERS,
    MAX_ITEMS,
    MAX_SOURCE_CHARACTERS,
    MAX_TITLE_CHARACTERS,
    PAGE,
    SITEMAP,
    FoundItem,
    NotWatchable,
)
from claims.refusals import BadUrl

SNIFFED_BYTES = 8_192
GZIP_START = b"\x1f\x8b"
_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?(rss|feed|rdf|urlset|sitemapindex|html)[\s>/]", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is at an address: its kind, its title, its items, or the address where they are.

    `feed` is the feed that a page declares, `part` the newest file of an index of sitemaps.
    """

    kind: str
    title: str = ""
    items: tuple[FoundItem, ...] = ()
    feed: str = ""
    part: str = ""


def read_watched(body: FetchedBody) -> Reading:
    """Read a response by its content; the content type that servers send says little. Raises `NotWatchable`."""
    data = unpack_gzip(body.data) if body.data.startswith(GZIP_START) else body.data
    head = data[:SNIFFED_BYTES].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] in (b"{", b"["):
        return _read_json(data, body.url)
    root = _ROOT.search(head)
    if root is None:
        raise NotWatchable
    return _READERS[root[1].lower()](data, body)


def _read_feed(data: bytes, body: FetchedBody) -> Reading:
    headers = {"content-type": f"application/xml; charset={body.charset}"} if body.charset else {}
    parsed = feedparser.parse(BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not (parsed.version or parsed.entries):
        raise NotWatchable
    language = parsed.feed.get("language", "")
    items = (_feed_item(entry, body.url, language) for entry in parsed.entries)
    return Reading(FEED, _line(parsed.feed.get("title", "")), _newest(items))


def _feed_item(entry: Any, base: str, language: str) -> FoundItem | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return _make_item(
        entry.get("link", ""),
        base,
        identity=entry.get("id", ""),
        title=entry.get("title", ""),
        source=(entry.get("source") or {}).get("title", "") or entry.get("author", ""),
        language=entry.get("language", "") or language,
        published=_moment_of(moment),
    )


def _moment_of(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _read_json(data: bytes, base: str) -> Reading:
    """Read a JSON Feed; other JSON holds fact-checks, which imports read in every shape."""
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotWatchable from error
    if not (isinstance(feed, dict) and "jsonfeed.org" in str(feed.get("version", ""))):
        return Reading(CLAIMREVIEW)
    rows = feed.get("items")
    rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    items = (_json_item(row, base, str(feed.get("language", ""))) for row in rows)
    return Reading(FEED, _line(str(feed.get("title", ""))), _newest(items))


def _json_item(row: dict[str, Any], base: str, language: str) -> FoundItem | None:
    authors = row.get("authors") or [row.get("author")]
    author = authors[0] if isinstance(authors, list) and authors else None
    return _make_item(
        str(row.get("url") or row.get("external_url") or row.get("id") or ""),
        base,
        identity=str(row.get("id") or ""),
        title=str(row.get("title") or ""),
        source=str(author.get("name") or "") if isinstance(author, dict) else "",
        language=str(row.get("language") or language),
        published=_parse_moment(str(row.get("date_published") or row.get("date_modified") or "")),
    )


def _read_sitemap(data: bytes, body: FetchedBody) -> Reading:
    items = (_sitemap_item(row, body.url) for row in _parse_root(data).iterfind(".//{*}url"))
    return Reading(SITEMAP, "", _newest(items))


def _sitemap_item(row: Any, base: str) -> FoundItem | None:
    day = row.findtext(".//{*}publication_date") or row.findtext("{*}lastmod") or ""
    return _make_item(
        row.findtext("{*}loc") or "",
        base,
        title=row.findtext(".//{*}title") or "",
        source=row.findtext(".//{*}publication/{*}name") or "",
        language=row.findtext(".//{*}publication/{*}language") or "",
        published=_parse_moment(day),
    )


def _read_sitemap_index(data: bytes, body: FetchedBody) -> Reading:
    """Find the newest part of an index; of those without a time, the last one."""
    newest, part = _OLDEST, ""
    for row in _parse_root(data).iterfind(".//{*}sitemap"):
        moment = _parse_moment(row.findtext("{*}lastmod") or "") or _OLDEST
        address = (row.findtext("{*}loc") or "").strip()
        if address and moment >= newest:
            newest, part = moment, address
    if not part:
        raise NotWatchable
    return Reading(SITEMAP, part=_absolute(part, body.url))


def _read_page(data: bytes, body: FetchedBody) -> Reading:
    page: PageLinks = read_page_links(data, body.charset, body.url)
    feed = next((address for address in (_absolute(link, body.url) for link in page.feeds) if address), "")
    items = (_make_item(link, body.url, title=words, language=page.language) for link, words in page.links)
    return Reading(PAGE, _line(page.title), _newest(items), feed=feed)


_READERS: dict[bytes, Callable[[bytes, FetchedBody], Reading]] = {
    b"rss": _read_feed,
    b"feed": _read_feed,
    b"rdf": _read_feed,
    b"urlset": _read_sitemap,
    b"sitemapindex": _read_sitemap_index,
    b"html": _read_page,
}
"""The reader of each root element."""


def _parse_root(data: bytes) -> Any:
    tree = parse_xml(data)
    if tree is None:
        raise NotWatchable
    return tree


def _make_item(
    link: str,
    base: str,
    *,
    identity: str = "",
    title: str = "",
    source: str = "",
    language: str = "",
    published: datetime | None = None,
) -> FoundItem | None:
    """Return an item with a URL that can be fetched, or None."""
    url = _absolute(link, base)
    if not url:
        return None
    code = _LANGUAGE.match(language.strip())
    return FoundItem(
        identity=_clean(identity.strip() or url)[:MAX_IDENTITY_CHARACTERS],
        url=url,
        title=_line(title),
        source=to_one_line(_clean(source))[:MAX_SOURCE_CHARACTERS],
        language=code[0].lower() if code else "",
        published=published,
    )


def _absolute(link: str, base: str) -> str:
    """Return the canonical URL of a link, or an empty string."""
    try:
        return canonical_url(str(join_url(parse_url(base), link))) if link.strip() else ""
    except BadUrl:
        return ""


def _line(text: str) -> str:
    return to_one_line(_clean(text))[:MAX_TITLE_CHARACTERS]


def _clean(text: str) -> str:
    """Replace what neither UTF-8 nor the database can hold."""
    return text.encode(errors="replace").decode().replace("\0", "")


def _parse_moment(text: str) -> datetime | None:
    """Return the moment of a W3C or RFC 3339 time; a time without a zone is in UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _newest(items: Iterator[FoundItem | None]) -> tuple[FoundItem, ...]:
    """Return the newest items, each identity once; those without a time keep their place behind the others."""
    unique: dict[str, FoundItem] = {}
    for item in items:
        if item is not None:
            unique.setdefault(item.identity, item)
    rows = sorted(unique.values(), key=lambda item: item.published or _OLDEST, reverse=True)
    return tuple(rows[:MAX_ITEMS])
