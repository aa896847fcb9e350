"""The publication log: entries with their publications, signed heads, and entries after a position."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from django.db.models import QuerySet
from django.db.models.functions import TruncDate

from claims.log.chain import LOGGED_FIELDS, ChainEntry, LogContent, content_of_row
from claims.log.export_file import format_entry, format_head
from claims.log.redactions import Redaction, read_redaction
from claims.models import LogEntry, Publication, SignedHead
from claims.refusals import require_found

BATCH_ROWS = 200
"""Rows loaded at once when the whole log is read."""
MAX_ROWS = 100
HEAD_ROWS = 2000


def find_newest_entry() -> LogEntry | None:
    """Return the newest entry."""
    return LogEntry.objects.select_related("publication").order_by("-sequence").first()


def find_newest_head() -> SignedHead | None:
    """Return the newest signed head."""
    return SignedHead.objects.select_related("entry").defer("entry__digests").order_by("-id").first()


def find_head_of_size(size: int) -> SignedHead | None:
    """Return the newest head with a root over this number of entries."""
    heads = SignedHead.objects.filter(entry=size).exclude(root_sha256="").select_related("entry")
    return heads.defer("entry__digests").order_by("-id").first()


def iterate_redactions() -> Iterator[Redaction]:
    """Yield every redaction, in the order of the log."""
    rows = LogEntry.objects.filter(publication__redaction__isnull=False).order_by("sequence")
    for data in rows.values_list("publication__redaction", flat=True).iterator(HEAD_ROWS):
        redaction = read_redaction({"redaction": data})
        yield from (redaction,) if redaction else ()


def find_newest_redaction() -> int:
    """Return the number of the newest entry that redacts earlier ones, 0 if there is none."""
    rows = LogEntry.objects.filter(publication__redaction__isnull=False).order_by("-publication_id")
    return rows.values_list("sequence", flat=True).first() or 0


def get_entry(sequence: int) -> LogEntry:
    """Return an entry of the log."""
    return require_found(LogEntry.objects.filter(pk=sequence).first())


def iterate_signed_heads() -> Iterator[str]:
    """Yield every signed head, oldest first."""
    return SignedHead.objects.order_by("id").values_list("jws", flat=True).iterator(HEAD_ROWS)


def list_daily_heads() -> list[SignedHead]:
    """Return the last head of each day in UTC, oldest first."""
    heads = SignedHead.objects.annotate(day=TruncDate("signed", tzinfo=UTC)).order_by("day", "-id").distinct("day")
    return list(heads.only("entry_id", "jws")[: 100 * 366])


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


def iterate_log_entries(*, after: int = -1, until: int | None = None) -> Iterator[ChainEntry]:
    """Yield the log after a position, `BATCH_ROWS` entries at a time and without a transaction."""
    for rows in _entry_batches(after):
        contents = _contents_by_publication([row.publication_id for row in rows])
        for row in rows:
            if until is not None and row.sequence > until:
                return
            yield _chain_entry(row, contents.get(row.publication_id))


def iterate_log_lines() -> Iterator[str]:
    """Yield the lines of the exported log up to the newest signed head, which comes first."""
    if newest := find_newest_head():
        entries = iterate_log_entries(until=newest.entry_id)
        yield from iterate_lines_with_heads(newest, ((entry.sequence, format_entry(entry)) for entry in entries))


def iterate_lines_with_heads(newest: SignedHead, lines: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Yield the newest signed head, then the lines of entries, which come with their numbers.

    The last head of each earlier day comes after its entry.
    """
    yield format_head(newest.jws)
    heads_by_sequence: dict[int, list[str]] = {}
    for signed in list_daily_heads():
        if signed.pk < newest.pk:
            heads_by_sequence.setdefault(signed.entry_id, []).append(signed.jws)
    for sequence, line in lines:
        yield line
        yield from map(format_head, heads_by_sequence.pop(sequence, ()))


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
    rows = Publication.objects.filter(pk__in=publications).values("pk", *LOGGED_FIELDS, "redaction")
    return {row["pk"]: content_of_row(row) for row in rows}


def _chain_entry(row: LogEntry, log_content: LogContent | None) -> ChainEntry:
    return ChainEntry(row.sequence, log_content, row.digests, row.content_sha256, row.previous_sha256, row.entry_sha256)
