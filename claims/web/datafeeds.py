"""The ClaimReview DataFeed, for search engines and other desks: whole, or what changed since."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from claims import datafeed
from claims.bounds import LARGEST_BIGINT
from claims.models import LogEntry, Publication
from claims.refusals import BadValue
from claims.selectors import feeds, log
from claims.web import access
from claims.web.feeds import address
from claims.web.public import CACHED


def etag(request: HttpRequest) -> str:
    """Changes with the log's head: a stream cannot be hashed before it is sent."""
    newest = log.newest()
    return f'"{newest.entry_sha256[:32]}"' if newest else '"empty"'


def last_modified(request: HttpRequest) -> datetime | None:
    """When the newest entry went out."""
    newest = log.newest()
    return newest.publication.published if newest else None


@access.public
@require_safe
@condition(etag_func=etag, last_modified_func=last_modified)
@cache_control(**CACHED)
def claimreviews(request: HttpRequest) -> StreamingHttpResponse:
    """`/feeds/claimreview.json?since=`: a place in the log (a former feed's `version`), a day or an instant.

    Memory does not grow with the number of verdicts. What is published while the feed is sent comes with the next.
    """
    since = _place(request.GET.get("since", ""))
    return StreamingHttpResponse(_pieces(since, log.newest()), content_type="application/ld+json; charset=utf-8")


def _place(since: str) -> int:
    if since.isascii() and since.isdecimal():
        return min(int(since[:20]), LARGEST_BIGINT)
    try:
        return feeds.place_before(_instant(since)) if since else 0
    except ValueError as error:
        raise BadValue("`since` is a number, a day (2026-05-03) or an instant (2026-05-03T12:00:00Z).") from error


def _instant(text: str) -> datetime:
    """The beginning of a day, or an instant; UTC where it names no zone. Raises `ValueError` for anything else."""
    day = parse_date(text)
    moment = datetime.combine(day, time()) if day else parse_datetime(text)
    if moment is None:
        raise ValueError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _pieces(since: int, newest: LogEntry | None) -> Iterator[str]:
    until, modified = (newest.sequence, newest.publication.published) if newest else (0, None)
    yield datafeed.opening(name=settings.DESK_NAME, url=address("datafeed"), version=until, modified=modified)
    for number, entry in enumerate(feeds.standing(after=since, until=until)):
        yield ("," if number else "") + _element(entry.publication)
    yield datafeed.CLOSING


def _element(publication: Publication) -> str:
    withdrawn = publication.kind == Publication.Kind.WITHDRAWN
    return datafeed.element(publication.document, modified=publication.published, withdrawn=withdrawn)
