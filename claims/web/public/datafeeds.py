"""The ClaimReview DataFeed for search engines and other desks: all verdicts, or the changes since a moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from claims.bounds import LARGEST_BIGINT
from claims.datafeed import CLOSING_TEXT, format_element, format_opening
from claims.models import LogEntry, Publication
from claims.refusals import BadValue
from claims.selectors.feeds import find_sequence_before, iterate_current_entries
from claims.selectors.publication_log import find_newest_entry
from claims.web.access import public_view
from claims.web.public.feeds import absolute_url
from claims.web.public.verdicts import CACHE_HEADERS


def datafeed_etag(request: HttpRequest) -> str:
    """The hash of the newest log entry, as a stream cannot be hashed before it is sent."""
    newest = find_newest_entry()
    return f'"{newest.entry_sha256[:32]}"' if newest else '"empty"'


def datafeed_last_modified(request: HttpRequest) -> datetime | None:
    """The time of the newest log entry."""
    newest = find_newest_entry()
    return newest.publication.published if newest else None


@public_view
@require_safe
@condition(etag_func=datafeed_etag, last_modified_func=datafeed_last_modified)
@cache_control(**CACHE_HEADERS)
def claimreview_datafeed(request: HttpRequest) -> StreamingHttpResponse:
    """Stream `/feeds/claimreview.json?since=`; `since` is a sequence of the log (`version`), a day or an instant.

    Memory does not grow with the number of verdicts. Verdicts published during the stream come with the next one.
    """
    since = _start_sequence(request.GET.get("since", ""))
    return StreamingHttpResponse(
        _feed_chunks(since, find_newest_entry()), content_type="application/ld+json; charset=utf-8"
    )


def _start_sequence(since: str) -> int:
    if since.isascii() and since.isdecimal():
        return min(int(since[:20]), LARGEST_BIGINT)
    try:
        return find_sequence_before(_parse_instant(since)) if since else 0
    except ValueError as error:
        raise BadValue(
            _("`since` must be a number, a day (2026-05-03) or an instant (2026-05-03T12:00:00Z).")
        ) from error


def _parse_instant(text: str) -> datetime:
    """Return an instant, or the beginning of a day; UTC if no zone is given. Raises `ValueError` for other text."""
    day = parse_date(text)
    moment = datetime.combine(day, time()) if day else parse_datetime(text)
    if moment is None:
        raise ValueError(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _feed_chunks(since: int, newest: LogEntry | None) -> Iterator[str]:
    until, modified = (newest.sequence, newest.publication.published) if newest else (0, None)
    yield format_opening(name=settings.DESK_NAME, url=absolute_url("datafeed"), version=until, modified=modified)
    for number, entry in enumerate(iterate_current_entries(after=since, until=until)):
        yield ("," if number else "") + _feed_element(entry.publication)
    yield CLOSING_TEXT


def _feed_element(publication: Publication) -> str:
    withdrawn = publication.kind == Publication.Kind.WITHDRAWN
    return format_element(publication.document, modified=publication.published, withdrawn=withdrawn)
