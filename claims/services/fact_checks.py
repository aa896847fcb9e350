"""Reviews: the fact-checks of others, taken in from their feeds, and our own beside them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from claims.event_data.desk import ReviewsImported
from claims.intake.claimreview_feeds import iterate_entries
from claims.intake.claimreviews import FactCheckEntry, MalformedEntry, host_without_www, read_claimreview
from claims.models import FactCheck, Publication, User
from claims.permissions import demand
from claims.services.events import record_event
from claims.verbs import REVIEWS_IMPORTED

MAX_EXAMPLES = 3  # of each reason
EXCERPT_CHARACTERS = 80  # characters
MAX_EARLIER = 100  # earlier revisions that stay searchable in feeds

FACT_CHECK_COLUMNS = (
    "key",
    "content_sha256",
    "identifier",
    "url",
    "publisher",
    "site",
    "title",
    "claim_text",
    "claimant",
    "claimed",
    "reviewed",
    "rating",
    "language",
)
"""What a review takes from an entry of a feed."""

_COLUMN_NAMES = sql.SQL(", ").join(map(sql.Identifier, FACT_CHECK_COLUMNS))
_CREATE_STAGING_SQL = sql.SQL(
    "CREATE TEMPORARY TABLE staged AS SELECT 0 AS position, {names} FROM claims_factcheck WITH NO DATA"
).format(names=_COLUMN_NAMES)
_COPY_SQL = sql.SQL("COPY staged (position, {names}) FROM STDIN").format(names=_COLUMN_NAMES)
_COUNT_SQL = "SELECT count(*), count(DISTINCT key) FROM staged"
_UPSERT_SQL = sql.SQL(
    """
    WITH staged_once AS (
        SELECT DISTINCT ON (key) * FROM staged ORDER BY key, position
    ), written AS (
        INSERT INTO claims_factcheck ({names}, withdrawn)
        SELECT {once}, false
        FROM staged_once LEFT JOIN claims_factcheck AS known USING (key)
        WHERE known.content_sha256 IS DISTINCT FROM staged_once.content_sha256
        ORDER BY key
        ON CONFLICT (key) DO UPDATE SET {changes}
        RETURNING xmax = 0 AS added
    )
    SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written
    """
).format(
    names=_COLUMN_NAMES,
    once=sql.SQL(", ").join(sql.Identifier("staged_once", name) for name in FACT_CHECK_COLUMNS),
    changes=sql.SQL(", ").join(
        sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in FACT_CHECK_COLUMNS[1:]
    ),
)
"""In the order of keys, so that two imports at once lock the rows they share in one order."""


@dataclass
class ImportReport:
    """What came of an import; `refused` counts by a code of `claimreviews.REASONS`, with some examples of each."""

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def count_refusal(self, code: str, example: str = "", times: int = 1) -> None:
        """Count what is left out."""
        self.refused[code] += times
        shown = self.examples.setdefault(code, [])
        if example and len(shown) < MAX_EXAMPLES:
            shown.append(example)

    def as_counts(self) -> dict[str, Any]:
        """The counts, for the event and for programs."""
        counts = {name: getattr(self, name) for name in ("read", "added", "changed", "unchanged")}
        return {**counts, "refused": dict(self.refused)}


@transaction.atomic
def import_fact_checks(*, stream: BinaryIO, feed: str, by: User | None, language: str = "") -> ImportReport:
    """Import a feed of ClaimReviews, all of it or, when it is not JSON, nothing; a second time changes nothing.

    `feed` is its name for the history, `by` a moderator (None at the command line), `language` that of
    reviews that name none. What is no usable review is left out and counted. Raises `NotAFeed`.
    """
    if by is not None:
        demand(by, "fact_checks.import")
    report = ImportReport()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a million reviews take minutes
        cursor.execute(_CREATE_STAGING_SQL)
        with cursor.copy(_COPY_SQL) as copy:
            for row in _staging_rows(stream, language, report):
                copy.write_row(row)
        _upsert_from_staging(cursor, report)
        if report.added or report.changed:
            cursor.execute("ANALYZE claims_factcheck")  # else the first searches read the whole table
    record_event(REVIEWS_IMPORTED, actor=by, data=ReviewsImported(feed=feed, **report.as_counts()))
    return report


def _staging_rows(stream: BinaryIO, language: str, report: ImportReport) -> Iterator[tuple[object, ...]]:
    for found in iterate_entries(stream):
        report.read += 1
        try:
            entry = _read_foreign_entry(found, language)
        except MalformedEntry as reason:
            report.count_refusal(str(reason), f"number {report.read}: {_entry_excerpt(found)}")
        else:
            yield report.read, *_entry_values(entry)


def _read_foreign_entry(found: object, language: str) -> FactCheckEntry:
    """A review by somebody else; ours are found without an import."""
    entry = read_claimreview(found, language=language)
    if entry.url.startswith(f"{settings.BASE_URL}/"):
        raise MalformedEntry("ours")
    return entry


def _entry_values(entry: FactCheckEntry) -> Iterable[object]:
    return (getattr(entry, name) for name in FACT_CHECK_COLUMNS)


def _entry_excerpt(found: object) -> str:
    """What a person recognises an entry by."""
    if not isinstance(found, dict):
        return repr(found)[:EXCERPT_CHARACTERS] if isinstance(found, str | int | float | None) else type(found).__name__
    known = (found.get(key) for key in ("identifier", "url", "@id", "claimReviewed", "@type"))
    return next(
        (text[:EXCERPT_CHARACTERS] for text in known if isinstance(text, str) and text), "an object without a name"
    )


def _upsert_from_staging(cursor: CursorWrapper, report: ImportReport) -> None:
    """Write what is new or different out of the staging table."""
    cursor.execute(_COUNT_SQL)
    staged, distinct = cursor.fetchone()
    cursor.execute(_UPSERT_SQL)
    report.added, report.changed = cursor.fetchone()
    cursor.execute("DROP TABLE staged")
    report.unchanged = distinct - report.added - report.changed
    if staged > distinct:
        report.count_refusal("duplicate", times=staged - distinct)


def upsert_own_fact_check(publication: Publication) -> FactCheck:
    """Let a verdict of ours be found like those of others: as it is now, until it is withdrawn."""
    entry = _own_entry(publication)
    values = dict(zip(FACT_CHECK_COLUMNS, _entry_values(entry), strict=True))
    withdrawn = publication.kind == Publication.Kind.WITHDRAWN
    review, _ = FactCheck.objects.update_or_create(
        claim_id=publication.claim_id,
        defaults={**values, "withdrawn": withdrawn, "earlier": _earlier_texts(publication)},
    )
    return review


def _earlier_texts(publication: Publication) -> str:
    """What earlier revisions of a publication said in claim, claimant and summary, each text once."""
    names = ("claim_text", "claimant", "summary")
    earlier = Publication.objects.filter(claim=publication.claim_id, revision__lt=publication.revision)
    texts = (text for row in earlier.order_by("-revision").values_list(*names)[:MAX_EARLIER] for text in row)
    current = {getattr(publication, name) for name in names}
    return "\n".join(text for text in dict.fromkeys(texts) if text not in current)


def _own_entry(publication: Publication) -> FactCheckEntry:
    """The entry of a publication; nothing is cleaned or refused, since the desk wrote it."""
    page = publication.content
    return FactCheckEntry(
        url=page.url,
        claim_text=publication.claim_text,
        rating=page.rating_label,
        publisher=page.desk.name,
        site=host_without_www(page.desk.url),
        title=page.summary,
        claimant=publication.claimant,
        claimed=page.first_claimed,
        reviewed=publication.published.date(),
        language=page.language,
        identifier=page.url,
    )
