"""Reading what feeds carry: the newest revision of each verdict, withdrawals among them, as the log orders it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import LogEntry, Publication

NEWEST = 50
"""How many verdicts a feed for people shows."""
BATCH = 200
MATCHES = 1000
"""A search follows no more than its newest so many matches."""


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
    asked = {"rating": wanted.rating, "claimant": wanted.source, "claim__topic__slug": wanted.topic}
    found = Publication.objects.filter(**{name: value for name, value in asked.items() if value})
    if not wanted.words:
        return found
    query = SearchQuery(wanted.words, config="english", search_type="websearch")
    matches = Publication.objects.filter(search=query).order_by("-id").values("pk")[:MATCHES]
    return found.filter(pk__in=matches)


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
    return found.defer("digests", "publication__page", "publication__search")


def place_before(moment: datetime) -> int:
    """The place in the log after which everything stands that was published since a moment."""
    before = LogEntry.objects.filter(publication__published__lt=moment).order_by("-sequence")
    return before.values_list("sequence", flat=True).first() or 0
