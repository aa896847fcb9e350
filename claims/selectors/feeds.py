"""Reading what feeds carry: the newest revision of each verdict, withdrawals among them, as the log orders it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import LogEntry, Publication
from claims.selectors.fact_checks import search_newest_of_ours
from claims.selectors.topics import find_topic_id

FEED_ROWS = 50
"""How many verdicts a feed for people shows."""
BATCH_ROWS = 200


@dataclass(frozen=True, slots=True)
class FeedFilter:
    """Which verdicts a feed is about: a rating's code, the name of a source, a topic's slug, words; empty is all."""

    rating: str = ""
    source: str = ""
    topic: str = ""
    query: str = ""


def list_feed_publications(wanted: FeedFilter) -> list[Publication]:
    """What is public now about each claim a feed is about, the last change first.

    A claim stays in a feed that any of its revisions belonged to: whoever read there that something is false
    reads there, too, that it was corrected or withdrawn.
    """
    now = _current_entries().order_by("-sequence")
    if wanted != FeedFilter():
        now = now.filter(Exists(_matching_revisions(wanted).filter(claim=OuterRef("publication__claim"))))
    return [entry.publication for entry in now[:FEED_ROWS]]


def _matching_revisions(wanted: FeedFilter) -> QuerySet[Publication]:
    """Every revision, old ones too, that is what a feed is about."""
    topic = wanted.topic and find_topic_id(wanted.topic)
    asked = {"rating": wanted.rating, "claimant": wanted.source, "claim__topic": topic}
    found = Publication.objects.filter(**{name: value for name, value in asked.items() if value})
    if not wanted.query:
        return found
    return found.filter(claim__in=search_newest_of_ours(wanted.query))


def iterate_current_entries(*, after: int, until: int) -> Iterator[LogEntry]:
    """The newest revision of every verdict, if it was logged after one place and up to another, oldest first.

    Holds `BATCH` of them at a time, and no transaction, however many there are.
    """
    now = _current_entries().filter(sequence__lte=until)
    while rows := list(now.filter(sequence__gt=after).order_by("sequence")[:BATCH_ROWS]):
        yield from rows
        after = rows[-1].sequence


def _current_entries() -> QuerySet[LogEntry]:
    """The entries of what holds now: withdrawals too, revisions that were replaced not."""
    found = LogEntry.objects.filter(publication__current_of__isnull=False).select_related("publication")
    return found.defer("digests", "publication__page")


def find_sequence_before(moment: datetime) -> int:
    """The place in the log after which everything stands that was published since a moment: both grow alike."""
    before = Publication.objects.filter(published__lt=moment, log_entry__isnull=False).order_by("-published", "-id")
    return before.values_list("log_entry__sequence", flat=True).first() or 0
