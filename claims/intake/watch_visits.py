"""A visit to a watched address: robots.txt, a conditional request, and the items that are there."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext

from claims.intake.document import Document
from claims.intake.fetching import PAGE_NETWORK, FetchedBody, NotModified, fetch_again, fetch_article, fetch_body
from claims.intake.network import Network
from claims.intake.robots import Robots, fetch_robots
from claims.intake.watch_formats import Reading, read_watched
from claims.intake.watched import CLAIMREVIEW, FEED, MAX_VALIDATOR_CHARACTERS, NotWatchable, PageVisit, Visit
from claims.refusals import NotAnArticle, Refusal


def visit_address(
    url: str,
    *,
    kind: str = "",
    etag: str = "",
    modified: str = "",
    robots: str | None = None,
    network: Network = PAGE_NETWORK,
) -> Visit:
    """Visit an address. Without a `kind`, find out what it is, and follow a page to the feed that it declares.

    `robots` is the robots.txt of the site if it is known. Of fact-checks only the head is fetched: an import reads
    them. Raises `RobotsRefused`, `NotWatchable`, and what `fetch_body` raises.
    """
    rules = Robots(robots) if robots is not None else fetch_robots(url, network)
    facts: dict[str, Any] = {"robots": None if robots is not None else rules.text, "delay_seconds": rules.check(url)}
    try:
        body = fetch_body(url, etag=etag, modified=modified, head_only=kind == CLAIMREVIEW, network=network)
    except NotModified:
        return Visit(url=url, kind=kind, etag=etag, modified=modified, unchanged=True, **facts)
    validators = _validators_of(body)
    if kind == CLAIMREVIEW:
        return Visit(url=url, kind=kind, **validators, **facts)
    reading = read_watched(body)
    if kind and reading.kind != kind:
        raise NotWatchable(gettext("The address no longer is what it was when the watch was added."))
    if not kind and reading.feed:
        return _visit_declared_feed(reading, network) or _as_visit(url, reading, validators, facts)
    if reading.part:
        rules.check(reading.part)
        reading = Reading(reading.kind, reading.title, read_watched(fetch_body(reading.part, network=network)).items)
    return _as_visit(url, reading, validators, facts)


def _validators_of(body: FetchedBody) -> dict[str, Any]:
    return {"etag": body.etag[:MAX_VALIDATOR_CHARACTERS], "modified": body.modified[:MAX_VALIDATOR_CHARACTERS]}


def _as_visit(url: str, reading: Reading, validators: dict[str, Any], facts: dict[str, Any]) -> Visit:
    return Visit(url=url, kind=reading.kind, title=reading.title, items=reading.items, **validators, **facts)


def _visit_declared_feed(reading: Reading, network: Network) -> Visit | None:
    """Visit the feed that a page declares, which may be on another site; None if there is none after all."""
    try:
        feed = visit_address(reading.feed, kind=FEED, network=network)
    except Refusal:
        return None
    return replace(feed, robots=None, title=feed.title or reading.title)


def fetch_watched_page(url: str, robots: str | None, network: Network = PAGE_NETWORK) -> tuple[Robots, int, Document]:
    """Fetch an article that a watch found, if robots.txt allows it. Returns the rules, the delay and the article.

    Raises `RobotsRefused`, and what `fetch_article` raises.
    """
    rules = Robots(robots) if robots is not None else fetch_robots(url, network)
    return rules, rules.check(url), fetch_article(url, network)


def revisit_page(
    url: str,
    *,
    whole: bool,
    etag: str = "",
    modified: str = "",
    robots: str | None = None,
    network: Network = PAGE_NETWORK,
) -> PageVisit:
    """Visit a page that the desk has read, as an article or as a `whole` page; see `visit_address` for the rest.

    Raises `RobotsRefused`, and what `fetch_article` raises.
    """
    rules = Robots(robots) if robots is not None else fetch_robots(url, network)
    facts: dict[str, Any] = {"robots": None if robots is not None else rules.text, "delay_seconds": rules.check(url)}
    try:
        body, document = fetch_again(url, etag=etag, modified=modified, whole=whole, network=network)
    except NotModified:
        return PageVisit(etag=etag, modified=modified, **facts)
    if any(note.code == "walled_page" for note in document.notes):
        raise NotAnArticle(gettext("The page shows a request for consent or a subscription instead of its text."))
    return PageVisit(document=document, **_validators_of(body), **facts)
