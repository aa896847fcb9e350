"""Feeds: the current revision of each verdict, including withdrawals, in the order of the log."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import LogEntry, Publication
from claims.selectors.fact_checks import search_newest_of_ours
from claims.selectors.publications import filter_publications

FEED_ROWS = 50
"""Verdicts in a feed for people."""
BATCH_ROWS = 200
IS_ORIGINAL = Q(publication__current_of__isnull=False)
IS_TRANSLATION = Q(publication__current_translation__isnull=False)
"""Entries of current revisions."""


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Filters of a feed: the code of a rating, the name of a source, the slug of a topic, a query; empty means all.

    With a `language`, verdicts and translations in it, else the originals. With `changed`, only verdicts that were
    corrected, withdrawn, redacted or removed.
    """

    rating: str = ""
    source: str = ""
    topic: str = ""
    query: str = ""
    language: str = ""
    changed: bool = False


def list_feed_publications(feed_filter: FeedFilter) -> list[Publication]:
    """Return the current publications of a feed, the latest change first.

    A claim stays in a feed if any of its revisions matches, so that readers of the feed also see corrections and
    withdrawals.
    """
    in_language = (IS_ORIGINAL | IS_TRANSLATION) & Q(publication__language=feed_filter.language)
    entries = _entries_of(in_language if feed_filter.language else IS_ORIGINAL).order_by("-sequence")
    if feed_filter.changed:
        # Publications have an index of changes; their order differs from the log's only within the same moment.
        entries = entries.exclude(publication__kind=Publication.Kind.PUBLISHED).order_by("-publication_id")
    if replace(feed_filter, changed=False, language="") != FeedFilter():
        entries = entries.filter(Exists(_matching_revisions(feed_filter).filter(claim=OuterRef("publication__claim"))))
    return [entry.publication for entry in entries[:FEED_ROWS]]


def _matching_revisions(feed_filter: FeedFilter) -> QuerySet[Publication]:
    """Return every revision, including old ones, that matches the filter."""
    queryset = filter_publications(
        Publication.objects.all(), rating=feed_filter.rating, source=feed_filter.source, topic=feed_filter.topic
    )
    if not feed_filter.query:
        return queryset
    return queryset.filter(claim__in=search_newest_of_ours(feed_filter.query))


def iterate_current_entries(*, after: int, until: int) -> Iterator[LogEntry]:
    """Yield the log entries of current revisions between two positions, in all languages, oldest first.

    Loads `BATCH_ROWS` entries at a time, without a transaction.
    """
    entries = _entries_of(IS_ORIGINAL | IS_TRANSLATION).filter(sequence__lte=until)
    while rows := list(entries.filter(sequence__gt=after).order_by("sequence")[:BATCH_ROWS]):
        yield from rows
        after = rows[-1].sequence


def _entries_of(condition: Q) -> QuerySet[LogEntry]:
    """Return the entries of current revisions that a condition chooses, including withdrawals."""
    entries = LogEntry.objects.filter(condition).select_related("publication__current_translation")
    return entries.defer("digests", "publication__page", "publication__current_translation__justification")


def find_sequence_before(moment: datetime) -> int:
    """Return the log position before everything published since a moment; positions grow with time."""
    before = Publication.objects.filter(published__lt=moment, log_entry__isnull=False).order_by("-published", "-id")
    return before.values_list("log_entry__sequence", flat=True).first() or 0
