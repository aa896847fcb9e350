"""Reading the log: its entries with what was published, its head, what is new since a place in it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from claims.log.chain import LOGGED_FIELDS, ChainEntry, LogContent, content_of_row
from claims.log.export_file import format_entry, format_head
from claims.models import LogEntry, Publication, SignedHead

BATCH_ROWS = 200
"""Rows held at once where the whole log is gone through."""
MAX_ROWS = 100


def find_newest_entry() -> LogEntry | None:
    """The newest entry."""
    return LogEntry.objects.select_related("publication").order_by("-sequence").first()


def find_newest_head() -> SignedHead | None:
    """The newest signed head."""
    return SignedHead.objects.select_related("entry").order_by("-day").first()


def list_signed_heads() -> list[SignedHead]:
    """Every signed head, the oldest first; one a day."""
    return list(SignedHead.objects.order_by("day")[: 100 * 366])


def list_entries_after(after: int) -> QuerySet[LogEntry]:
    """The entries after a place in the log, the oldest first, with their publications.

    A place never comes to hold another entry, and none ever appears before one that was seen:
    numbers are given under a lock that is held until the entry is committed.
    """
    found = LogEntry.objects.filter(sequence__gt=after).select_related("publication")
    return found.defer("digests", "publication__page").order_by("sequence")


def iterate_log_entries() -> Iterator[ChainEntry]:
    """The whole log, as it can be checked. Holds `BATCH` of them at a time, and no transaction."""
    for rows in _entry_batches():
        contents = _contents_by_publication([row.publication_id for row in rows])
        for row in rows:
            yield _chain_entry(row, contents.get(row.publication_id))


def iterate_log_lines() -> Iterator[str]:
    """The whole log as a file's lines, each signed head after its entry."""
    waiting: dict[int, list[str]] = {}
    for signed in list_signed_heads():
        waiting.setdefault(signed.entry_id, []).append(signed.jws)
    for entry in iterate_log_entries():
        yield format_entry(entry)
        yield from map(format_head, waiting.pop(entry.sequence, ()))
    yield from (format_head(jws) for left in waiting.values() for jws in left)


def get_logged_content(publication_id: int) -> LogContent:
    """What is logged of a publication, as the database holds it."""
    return _contents_by_publication([publication_id])[publication_id]


def list_unlogged_publications() -> list[Publication]:
    """Publications that have no entry, `LIMIT` at most; there are none."""
    return list(Publication.objects.filter(log_entry__isnull=True).order_by("id")[:MAX_ROWS])


def _entry_batches() -> Iterator[list[LogEntry]]:
    """By the primary key's own order: an entry that somebody renumbered is found where it now stands."""
    after = -1
    while rows := list(LogEntry.objects.filter(sequence__gt=after).order_by("sequence")[:BATCH_ROWS]):
        yield rows
        after = rows[-1].sequence


def _contents_by_publication(publications: list[int]) -> dict[int, LogContent]:
    rows = Publication.objects.filter(pk__in=publications).values("pk", *LOGGED_FIELDS)
    return {row["pk"]: content_of_row(row) for row in rows}


def _chain_entry(row: LogEntry, what: LogContent | None) -> ChainEntry:
    return ChainEntry(row.sequence, what, row.digests, row.content_sha256, row.previous_sha256, row.entry_sha256)
