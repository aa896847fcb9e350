"""Reading the log: its entries with what was published, its head, what is new since a place in it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from claims.log import chain, export
from claims.models import LogEntry, Publication, SignedHead

BATCH = 200
"""Rows held at once where the whole log is gone through."""
LIMIT = 100


def newest() -> LogEntry | None:
    """The newest entry."""
    return LogEntry.objects.select_related("publication").order_by("-sequence").first()


def head() -> SignedHead | None:
    """The newest signed head."""
    return SignedHead.objects.select_related("entry").order_by("-day").first()


def heads() -> list[SignedHead]:
    """Every signed head, the oldest first; one a day."""
    return list(SignedHead.objects.order_by("day")[: 100 * 366])


def since(after: int) -> QuerySet[LogEntry]:
    """The entries after a place in the log, the oldest first, with their publications.

    A place never comes to hold another entry, and none ever appears before one that was seen:
    numbers are given under a lock that is held until the entry is committed.
    """
    found = LogEntry.objects.filter(sequence__gt=after).select_related("publication")
    return found.defer("digests", "publication__page").order_by("sequence")


def entries() -> Iterator[chain.Entry]:
    """The whole log, as it can be checked. Holds `BATCH` of them at a time, and no transaction."""
    for rows in _batches():
        contents = _contents([row.publication_id for row in rows])
        for row in rows:
            yield _entry(row, contents.get(row.publication_id))


def lines() -> Iterator[str]:
    """The whole log as a file's lines, each signed head after its entry."""
    waiting: dict[int, list[str]] = {}
    for signed in heads():
        waiting.setdefault(signed.entry_id, []).append(signed.jws)
    for entry in entries():
        yield export.line(entry)
        yield from map(export.head_line, waiting.pop(entry.sequence, ()))
    yield from (export.head_line(jws) for left in waiting.values() for jws in left)


def content(publication_id: int) -> chain.Content:
    """What is logged of a publication, as the database holds it."""
    return _contents([publication_id])[publication_id]


def unlogged() -> list[Publication]:
    """Publications that have no entry, `LIMIT` at most; there are none."""
    return list(Publication.objects.filter(entry__isnull=True).order_by("id")[:LIMIT])


def _batches() -> Iterator[list[LogEntry]]:
    """By the primary key's own order: an entry that somebody renumbered is found where it now stands."""
    after = -1
    while rows := list(LogEntry.objects.filter(sequence__gt=after).order_by("sequence")[:BATCH]):
        yield rows
        after = rows[-1].sequence


def _contents(publications: list[int]) -> dict[int, chain.Content]:
    rows = Publication.objects.filter(pk__in=publications).values("pk", *chain.FIELDS)
    return {row["pk"]: chain.content(row) for row in rows}


def _entry(row: LogEntry, what: chain.Content | None) -> chain.Entry:
    return chain.Entry(row.sequence, what, row.digests, row.content_sha256, row.previous_sha256, row.entry_sha256)
