"""The ClaimReview DataFeed for search engines and other desks: all verdicts, or the changes since a moment."""

from datetime import UTC, datetime, time

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from claims.bounds import LARGEST_BIGINT
from claims.models import LogEntry
from claims.refusals import BadValue
from claims.selectors.datafeed import iterate_datafeed
from claims.selectors.feeds import find_sequence_before
from claims.selectors.publication_log import find_newest_entry
from claims.services.exports import EXPORTS
from claims.web.access import public_view
from claims.web.public.exports import send_export
from claims.web.public.verdicts import CACHE_HEADERS

MAX_CHANGES = 1_000
"""Changes that are read from the database for one request."""


@public_view
@require_safe
@cache_control(**CACHE_HEADERS)
def claimreview_datafeed(request: HttpRequest) -> HttpResponseBase:
    """Send `/feeds/claimreview.json?since=`; `since` is a sequence of the log (`version`), a day or an instant.

    Up to `MAX_CHANGES` changes come from the database at once. The whole feed, or more changes, are the file that a
    task writes; it contains every verdict that has changed since, up to its own `version`.
    """
    if not request.GET.get("since"):
        return send_export(request, "claimreview.json")
    since, newest = _start_sequence(request.GET["since"]), find_newest_entry()
    if newest and newest.sequence - since > MAX_CHANGES:
        return send_export(request, "claimreview.json")
    return _changes_response(request, since, newest)


def _changes_response(request: HttpRequest, since: int, newest: LogEntry | None) -> HttpResponseBase:
    etag = f'"{newest.entry_sha256[:32] if newest else "empty"}-{since}"'
    modified = int(newest.publication.published.timestamp()) if newest else None
    if unchanged := get_conditional_response(request, etag=etag, last_modified=modified):
        return unchanged
    response = StreamingHttpResponse(iterate_datafeed(since), content_type=EXPORTS["claimreview.json"].media_type)
    response["ETag"] = etag
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    return response


def _start_sequence(since: str) -> int:
    if since.isascii() and since.isdecimal():
        return min(int(since[:20]), LARGEST_BIGINT)
    try:
        return find_sequence_before(_parse_instant(since))
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
