"""The publication log: entries with their publications, signed heads, and entries after a position."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from claims.log.chain import LOGGED_FIELDS, ChainEntry, LogContent, content_of_row
from claims.log.export_file import format_entry, format_head
from claims.models import LogEntry, Publication, SignedHead

BATCH_ROWS = 200
"""Rows loaded at once when the whole log is read."""
MAX_ROWS = 100


def find_newest_entry() -> LogEntry | None:
    """Return the newest entry."""
    return LogEntry.objects.select_related("publication").order_by("-sequence").first()


def find_newest_head() -> SignedHead | None:
    """Return the newest signed head."""
    return SignedHead.objects.select_related("entry").order_by("-day").first()


def list_signed_heads() -> list[SignedHead]:
    """Return every signed head, oldest first; there is one per day."""
    return list(SignedHead.objects.order_by("day")[: 100 * 366])


def list_entries_after(after: int) -> QuerySet[LogEntry]:
    """Return the entries after a position with their publications, oldest first.

    No entry ever changes its position or appears before a visible one: numbers are assigned under a lock that is
    held until the commit.
    """
    queryset = LogEntry.objects.filter(sequence__gt=after).select_related("publication")
    return queryset.defer("digests", "publication__page").order_by("sequence")


def find_entry_sha256(sequence: int) -> str | None:
    """Return the hash of an entry."""
    return LogEntry.objects.filter(sequence=sequence).values_list("entry_sha256", flat=True).first()


def iterate_log_entries(*, after: int = -1) -> Iterator[ChainEntry]:
    """Yield the log after a position, `BATCH_ROWS` entries at a time and without a transaction."""
    for rows in _entry_batches(after):
        contents = _contents_by_publication([row.publication_id for row in rows])
        for row in rows:
            yield _chain_entry(row, contents.get(row.publication_id))


def iterate_log_lines() -> Iterator[str]:
    """Yield the lines of the exported log, each signed head after its entry."""
    return iterate_lines_with_heads((entry.sequence, format_entry(entry)) for entry in iterate_log_entries())


def iterate_lines_with_heads(lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the lines of entries, which come with their numbers, each signed head after its entry."""
    heads_by_sequence: dict[int, list[str]] = {}
    for signed in list_signed_heads():
        heads_by_sequence.setdefault(signed.entry_id, []).append(signed.jws)
    for sequence, line in lines:
        yield line
        yield from map(format_head, heads_by_sequence.pop(sequence, ()))
    yield from (format_head(jws) for remaining in heads_by_sequence.values() for jws in remaining)


def get_logged_content(publication_id: int) -> LogContent:
    """Return the logged content of a publication from the database."""
    return _contents_by_publication([publication_id])[publication_id]


def list_unlogged_publications() -> list[Publication]:
    """Return publications without an entry, up to `MAX_ROWS`; an intact log has none."""
    return list(Publication.objects.filter(log_entry__isnull=True).order_by("id")[:MAX_ROWS])


def _entry_batches(after: int) -> Iterator[list[LogEntry]]:
    """Yield the entries in the order of their numbers, so that a renumbered entry is found in its new place."""
    while rows := list(LogEntry.objects.filter(sequence__gt=after).order_by("sequence")[:BATCH_ROWS]):
        yield rows
        after = rows[-1].sequence


def _contents_by_publication(publications: list[int]) -> dict[int, LogContent]:
    rows = Publication.objects.filter(pk__in=publications).values("pk", *LOGGED_FIELDS)
    return {row["pk"]: content_of_row(row) for row in rows}


def _chain_entry(row: LogEntry, log_content: LogContent | None) -> ChainEntry:
    return ChainEntry(row.sequence, log_content, row.digests, row.content_sha256, row.previous_sha256, row.entry_sha256)
