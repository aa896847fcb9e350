"""The DataFeed of current verdicts in parts, whole or since a position of the log."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from claims.datafeed import CLOSING_TEXT, format_element, format_opening
from claims.models import Publication
from claims.selectors.feeds import iterate_current_entries
from claims.selectors.identity import get_identity
from claims.selectors.publication_log import find_newest_entry


def iterate_datafeed(since: int = 0) -> Iterator[str]:
    """Yield the DataFeed; verdicts that are published meanwhile come with the next one."""
    newest = find_newest_entry()
    until, modified = (newest.sequence, newest.publication.published) if newest else (0, None)
    url = settings.BASE_URL + reverse("datafeed")
    yield format_opening(name=get_identity().name, url=url, version=until, modified=modified)
    for number, entry in enumerate(iterate_current_entries(after=since, until=until)):
        yield ("," if number else "") + _feed_element(entry.publication)
    yield CLOSING_TEXT


def _feed_element(publication: Publication) -> str:
    return format_element(publication.document, modified=publication.published, withdrawn=publication.is_gone)
