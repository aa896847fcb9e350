"""Fact-checks: those of other publishers, imported from their feeds, and our own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.urls import reverse
from psycopg import sql

from claims.event_data.desk import FactChecksImported
from claims.intake.fact_check_entries import FactCheckEntry, FeedEntry, host_without_www
from claims.intake.import_files import CLAIMREVIEW
from claims.models import FactCheck, Import, Publication, User
from claims.permissions import demand
from claims.selectors.imports import find_entry_refusal
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.desk import FACT_CHECKS_IMPORTED

MAX_EXAMPLES = 3
"""Examples of refused entries that a report has for each reason."""
MAX_EARLIER_REVISIONS = 100
"""Earlier revisions of a verdict whose words stay searchable in feeds."""

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
"""The columns of a fact-check that an entry of a feed fills."""

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
"""In the order of keys, so that two imports lock the rows that they share in the same order."""

_RECORD_SQL = sql.SQL(
    """
    INSERT INTO claims_importrow
        (run_id, position, line, key, content_sha256, refusal, excerpt, undated, outcome, before)
    SELECT %(run)s, staged_once.position, staged_once.position, key, staged_once.content_sha256, '', '', false,
           CASE WHEN known.id IS NULL THEN 'added' ELSE 'changed' END,
           CASE WHEN known.id IS NOT NULL THEN to_jsonb(known) END
    FROM (SELECT DISTINCT ON (key) * FROM staged ORDER BY key, position) AS staged_once
    LEFT JOIN (SELECT id, archive, {names} FROM claims_factcheck) AS known USING (key)
    WHERE known.content_sha256 IS DISTINCT FROM staged_once.content_sha256
    """
).format(names=_COLUMN_NAMES)
"""What the undo of an import needs, see `services.import_rows`; run before the rows are written."""
_LINK_SQL = """
    UPDATE claims_importrow AS row SET fact_check_id = written.id
    FROM claims_factcheck AS written WHERE row.run_id = %(run)s AND row.key = written.key
"""


@dataclass
class ImportReport:
    """The result of an import; `refused` counts entries by code of `REFUSAL_REASONS`, `examples` has some.

    `undated` counts fact-checks with a date that is incomplete or not certain and was left out. `run` is the id of the
    `Import` by which it can be undone.
    """

    run: int = 0
    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    undated: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def name_place(position: int, line: int) -> str:
        """Return the number of an entry, and its line where that says more."""
        return str(position) if line in (1, position) else f"{position} ({line})"

    def count_refusal(self, code: str, example: str = "", times: int = 1) -> None:
        """Count entries that are left out."""
        self.refused[code] += times
        examples = self.examples.setdefault(code, [])
        if example and len(examples) < MAX_EXAMPLES:
            examples.append(example)

    def as_counts(self) -> dict[str, Any]:
        """Return the counts, for the event and for programs."""
        counts = {name: getattr(self, name) for name in ("read", "added", "changed", "unchanged")}
        return {**counts, "refused": dict(self.refused)}

    def to_json(self) -> dict[str, Any]:
        """Return everything but the `run`, for the import that stores it."""
        return {**self.as_counts(), "undated": self.undated, "examples": self.examples}


@transaction.atomic
def import_fact_checks(
    *, entries: Iterable[FeedEntry], feed: str, by: User | None, language: str = "", undoable: bool = False
) -> ImportReport:
    """Import the entries of a feed. Importing it again changes nothing.

    `feed` is its name for the history, `by` a moderator (None at the command line), `language` that of fact-checks that
    name none. Entries that cannot be used are left out and counted. An `undoable` import is stored with the rows that
    it adds and changes. Raises what `entries` raises.
    """
    if by is not None:
        demand(by, "fact_checks.import")
    run = _create_finished_import(feed, language, by) if undoable else None
    report = ImportReport(run=run.pk if run else 0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a million entries take minutes
        cursor.execute(_CREATE_STAGING_SQL)
        with cursor.copy(_COPY_SQL) as copy:
            for row in _staging_rows(entries, language, report):
                copy.write_row(row)
        _upsert_from_staging(cursor, report)
        if report.added or report.changed:
            cursor.execute("ANALYZE claims_factcheck")  # otherwise the first searches read the whole table
    if run:
        run.rows_read, run.report = report.read, report.to_json()
        run.save(update_fields=["rows_read", "report"])
    data = FactChecksImported(feed=feed, run=report.run, **report.as_counts())
    record_event(FACT_CHECKS_IMPORTED, actor=by, data=data)
    return report


def _create_finished_import(feed: str, language: str, by: User | None) -> Import:
    check_lengths(Import, feed=feed, language=language)
    return Import.objects.create(
        feed=feed, language=language, format=CLAIMREVIEW, is_read=True, state=Import.State.DONE, created_by=by
    )


def _staging_rows(entries: Iterable[FeedEntry], language: str, report: ImportReport) -> Iterator[tuple[object, ...]]:
    for entry in entries:
        report.read += 1
        fact_check, refusal = entry.fact_check, find_entry_refusal(entry)
        if fact_check is None or refusal:
            report.count_refusal(refusal, f"{report.name_place(report.read, entry.line)}: {entry.excerpt}")
            continue
        report.undated += entry.undated
        yield report.read, *_entry_values(replace(fact_check, language=fact_check.language or language))


def _entry_values(entry: FactCheckEntry) -> Iterable[object]:
    return (getattr(entry, name) for name in FACT_CHECK_COLUMNS)


def _upsert_from_staging(cursor: CursorWrapper, report: ImportReport) -> None:
    """Write new and changed entries from the staging table."""
    cursor.execute(_COUNT_SQL)
    staged, distinct = cursor.fetchone()
    if report.run:
        cursor.execute(_RECORD_SQL, {"run": report.run})
    cursor.execute(_UPSERT_SQL)
    report.added, report.changed = cursor.fetchone()
    if report.run:
        cursor.execute(_LINK_SQL, {"run": report.run})
    cursor.execute("DROP TABLE staged")
    report.unchanged = distinct - report.added - report.changed
    if staged > distinct:
        report.count_refusal("duplicate", times=staged - distinct)


def upsert_own_fact_check(publication: Publication) -> FactCheck:
    """Make our own verdict or translation searchable among all fact-checks, in its current revision."""
    entry, translation = _own_entry(publication), publication.translation_id
    values = dict(zip(FACT_CHECK_COLUMNS, _entry_values(entry), strict=True))
    about: dict[str, Any] = {"translation_id": translation} if translation else {"claim_id": publication.claim_id}
    fact_check, _ = FactCheck.objects.update_or_create(
        **about,
        defaults={**values, "withdrawn": publication.is_gone, "earlier": _further_texts(publication, entry)},
    )
    return fact_check


def _further_texts(publication: Publication, entry: FactCheckEntry) -> str:
    """Return the words of this and earlier revisions that no other column of the fact-check has, each text once."""
    names = ("headline", "claim_text", "claimant", "summary")
    revisions = Publication.objects.filter(claim=publication.claim_id, revision__lte=publication.revision)
    revisions = revisions.filter(translation=publication.translation_id)
    rows = revisions.order_by("-revision").values_list(*names)[: MAX_EARLIER_REVISIONS + 1]
    searched = {entry.claim_text, entry.claimant, entry.title}
    return "\n".join(text for text in dict.fromkeys(text for row in rows for text in row) if text not in searched)


def _own_entry(publication: Publication) -> FactCheckEntry:
    """Return the entry of a publication; nothing is cleaned or refused, since the desk wrote it."""
    page = publication.content
    return FactCheckEntry(
        url=page.url,
        claim_text=publication.claim_text,
        rating=page.rating_label,
        publisher=page.desk.name,
        site=host_without_www(page.desk.url),
        title=page.headline if page.headline != publication.claim_text else page.summary,
        claimant=publication.claimant,
        claimed=page.first_claimed,
        reviewed=publication.published.date(),
        language=page.language,
        identifier=_identifier(publication),
    )


def _identifier(publication: Publication) -> str:
    """Return the address of a verdict or a translation that never changes."""
    if publication.translation_id:
        path = reverse("translation", args=[publication.language, publication.claim_id])
    else:
        path = reverse("verdict", args=[publication.claim_id])
    return str(settings.BASE_URL + path)
