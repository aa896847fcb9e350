"""Reading what feeds carry: the newest revision of each verdict, withdrawals among them, as the log orders it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import LogEntry, Publication
from claims.selectors import reviews, topics

NEWEST = 50
"""How many verdicts a feed for people shows."""
BATCH = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which verdicts a feed is about: a rating's code, the name of a source, a topic's slug, words; empty is all."""

    rating: str = ""
    source: str = ""
    topic: str = ""
    words: str = ""


def newest(wanted: Wanted) -> list[Publication]:
    """What is public now about each claim a feed is about, the last change first.

    A claim stays in a feed that any of its revisions belonged to: whoever read there that something is false
    reads there, too, that it was corrected or withdrawn.
    """
    now = _standing().order_by("-sequence")
    if wanted != Wanted():
        now = now.filter(Exists(_ever(wanted).filter(claim=OuterRef("publication__claim"))))
    return [entry.publication for entry in now[:NEWEST]]


def _ever(wanted: Wanted) -> QuerySet[Publication]:
    """Every revision, old ones too, that is what a feed is about."""
    topic = wanted.topic and topics.key_of(wanted.topic)
    asked = {"rating": wanted.rating, "claimant": wanted.source, "claim__topic": topic}
    found = Publication.objects.filter(**{name: value for name, value in asked.items() if value})
    if not wanted.words:
        return found
    return found.filter(claim__in=reviews.search_newest_of_ours(wanted.words))


def standing(*, after: int, until: int) -> Iterator[LogEntry]:
    """The newest revision of every verdict, if it was logged after one place and up to another, oldest first.

    Holds `BATCH` of them at a time, and no transaction, however many there are.
    """
    now = _standing().filter(sequence__lte=until)
    while rows := list(now.filter(sequence__gt=after).order_by("sequence")[:BATCH]):
        yield from rows
        after = rows[-1].sequence


def _standing() -> QuerySet[LogEntry]:
    """The entries of what holds now: withdrawals too, revisions that were replaced not."""
    found = LogEntry.objects.filter(publication__current_of__isnull=False).select_related("publication")
    return found.defer("digests", "publication__page")


def place_before(moment: datetime) -> int:
    """The place in the log after which everything stands that was published since a moment: both grow alike."""
    before = Publication.objects.filter(published__lt=moment, entry__isnull=False).order_by("-published", "-id")
    return before.values_list("entry__sequence", flat=True).first() or 0
