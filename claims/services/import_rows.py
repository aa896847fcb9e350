"""The rows of an import: read in batches, compared with the fact-checks that are here, written, and undone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from claims.intake.fact_check_entries import FeedEntry
from claims.models import FactCheck, Import, ImportRow, Match
from claims.selectors.identity import get_identity
from claims.selectors.imports import MAX_REFUSED_ROWS, find_entry_refusal
from claims.services.fact_checks import FACT_CHECK_COLUMNS, MAX_EXAMPLES, ImportReport

BATCH_ROWS = 2_000
Outcome = ImportRow.Outcome

_CONTENT_COLUMNS = tuple(name for name in FACT_CHECK_COLUMNS if name not in ("key", "content_sha256"))
_COLUMN_TYPES = {"claimed": "date", "reviewed": "date"}
_COMPARE_SQL = """
    UPDATE claims_importrow AS row
    SET fact_check_id = known.id,
        refusal = CASE WHEN ranked.place > 1 THEN 'duplicate' ELSE '' END,
        outcome = CASE
            WHEN ranked.place > 1 THEN 'refused'
            WHEN known.id IS NULL THEN 'added'
            WHEN known.content_sha256 = row.content_sha256 THEN 'unchanged'
            ELSE 'changed'
        END,
        before = CASE WHEN ranked.place = 1 AND known.content_sha256 <> row.content_sha256 THEN to_jsonb(known) END
    FROM (
        SELECT id, key, row_number() OVER (PARTITION BY key ORDER BY position) AS place
        FROM claims_importrow WHERE run_id = %(run)s AND refusal IN ('', 'duplicate')
    ) AS ranked
    LEFT JOIN (
        SELECT id, key, content_sha256, archive, {names} FROM claims_factcheck
    ) AS known ON known.key = ranked.key
    WHERE row.id = ranked.id
"""
_WRITE_SQL = """
    INSERT INTO claims_factcheck (key, content_sha256, {names}, withdrawn, archive)
    SELECT key, content_sha256, {values}, false, %(archive)s
    FROM claims_importrow WHERE run_id = %(run)s AND outcome IN ('added', 'changed')
    ORDER BY key
    ON CONFLICT (key) DO UPDATE SET content_sha256 = EXCLUDED.content_sha256, {changes}
"""
LINK_SQL = sql.SQL("""
    UPDATE claims_importrow AS row SET fact_check_id = known.id, values = NULL
    FROM claims_factcheck AS known
    WHERE row.run_id = %(run)s AND row.outcome IN ('added', 'changed') AND row.key = known.key
""")
"""A statement of its own: what the first one returned would have no index, and be searched once for each row."""
_RESTORE_SQL = """
    UPDATE claims_factcheck AS fact_check SET content_sha256 = row.before->>'content_sha256', {restored}
    FROM claims_importrow AS row
    WHERE row.run_id = %(run)s AND row.outcome = 'changed' AND row.fact_check_id = fact_check.id
      AND fact_check.content_sha256 = row.content_sha256
    RETURNING row.id
"""


def _from_json(name: str, source: str) -> str:
    cast = f"::{_COLUMN_TYPES[name]}" if name in _COLUMN_TYPES else ""
    return f"({source}->>'{name}'){cast}"


_NAMES = ", ".join(_CONTENT_COLUMNS)
COMPARE_SQL = sql.SQL(_COMPARE_SQL.format(names=_NAMES))
WRITE_SQL = sql.SQL(
    _WRITE_SQL.format(
        names=_NAMES,
        values=", ".join(_from_json(name, "values") for name in _CONTENT_COLUMNS),
        changes=", ".join(f"{name} = EXCLUDED.{name}" for name in _CONTENT_COLUMNS),
    )
)
RESTORE_SQL = sql.SQL(
    _RESTORE_SQL.format(restored=", ".join(f"{name} = {_from_json(name, 'row.before')}" for name in _CONTENT_COLUMNS))
)


def read_rows(run: Import, entries: Iterable[FeedEntry], position_in_file: Callable[[], int]) -> None:
    """Store the rows of a file, `BATCH_ROWS` in one transaction each, behind those that an earlier attempt stored."""
    publisher = get_identity().name if run.archive else ""
    numbered = enumerate(entries, 1)
    batches: Iterator[list[tuple[int, FeedEntry]]] = iter(lambda: list(islice(numbered, BATCH_ROWS)), [])
    for batch in batches:
        rows = [_build_row(run, number, entry, publisher) for number, entry in batch if number > run.rows_read]
        if not rows:
            continue
        with transaction.atomic():
            ImportRow.objects.bulk_create(rows)
            run.rows_read, run.bytes_read, run.started = rows[-1].position, position_in_file(), timezone.now()
            run.save(update_fields=["rows_read", "bytes_read", "started"])


def _build_row(run: Import, position: int, entry: FeedEntry, publisher: str) -> ImportRow:
    """Return the row of an entry; a `publisher` takes the place of the one that the entry names."""
    fact_check, refusal = entry.fact_check, find_entry_refusal(entry)
    row = ImportRow(run=run, position=position, line=entry.line, refusal=refusal, excerpt=entry.excerpt[:100])
    if fact_check is None or refusal:
        row.outcome = Outcome.REFUSED
        return row
    fact_check = replace(
        fact_check, language=fact_check.language or run.language, publisher=publisher or fact_check.publisher
    )
    row.key, row.content_sha256, row.values = fact_check.key, fact_check.content_sha256, fact_check.to_json()
    row.undated = entry.undated
    return row


@transaction.atomic
def compare_rows(run: Import) -> ImportReport:
    """Compare the rows with the fact-checks that are here, and return what the import does or would do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a million rows take minutes
        cursor.execute(COMPARE_SQL, {"run": run.pk})
    return _count_rows(run)


@transaction.atomic
def write_rows(run: Import) -> ImportReport:
    """Write new and changed rows as fact-checks; doing it again changes nothing."""
    report = compare_rows(run)
    with connection.cursor() as cursor:
        cursor.execute(WRITE_SQL, {"run": run.pk, "archive": run.archive})
        cursor.execute(LINK_SQL, {"run": run.pk})
        if report.added or report.changed:
            cursor.execute("ANALYZE claims_factcheck")  # otherwise the first searches read the whole table
    run.rows.filter(outcome=Outcome.UNCHANGED).delete()
    refused = run.rows.filter(outcome=Outcome.REFUSED).order_by("position").values_list("position", flat=True)
    if last := refused[MAX_REFUSED_ROWS : MAX_REFUSED_ROWS + 1].first():
        run.rows.filter(outcome=Outcome.REFUSED, position__gte=last).delete()
    return report


@transaction.atomic
def undo_rows(run: Import) -> dict[str, int]:
    """Delete the fact-checks that the import added and restore those that it changed; returns how many of each.

    What a later import changed, and what an editor has judged as a match, stays and is counted as kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(RESTORE_SQL, {"run": run.pk})
        restored = [row_id for (row_id,) in cursor.fetchall()]
    run.rows.filter(pk__in=restored).update(outcome=Outcome.UNDONE)
    added = run.rows.filter(outcome=Outcome.ADDED, fact_check__isnull=False)
    judged = Match.objects.exclude(state=Match.State.SUGGESTED).values("fact_check")
    rows = added.exclude(fact_check__in=judged).values_list("pk", "fact_check_id", "content_sha256")
    unchanged = set(FactCheck.objects.filter(pk__in=added.values("fact_check")).values_list("pk", "content_sha256"))
    removable = [(row_id, fact_check_id) for row_id, fact_check_id, sha in rows if (fact_check_id, sha) in unchanged]
    fact_checks = FactCheck.objects.filter(pk__in=[fact_check_id for _row_id, fact_check_id in removable])
    Match.objects.filter(fact_check__in=fact_checks, state=Match.State.SUGGESTED).delete()
    run.rows.filter(pk__in=[row_id for row_id, _ in removable]).update(outcome=Outcome.UNDONE, fact_check=None)
    fact_checks.delete()
    kept = run.rows.filter(outcome__in=[Outcome.ADDED, Outcome.CHANGED]).update(outcome=Outcome.KEPT)
    return {"removed": len(removable), "restored": len(restored), "kept": kept}


def _count_rows(run: Import) -> ImportReport:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, refusal, count(*), count(*) FILTER (WHERE undated) FROM claims_importrow"
            " WHERE run_id = %s GROUP BY outcome, refusal ORDER BY outcome, refusal",
            [run.pk],
        )
        counted = cursor.fetchall()
    report = ImportReport(read=run.rows_read)
    for outcome, refusal, count, undated in counted:
        if outcome == Outcome.REFUSED:
            report.count_refusal(refusal, times=count)
            refused = run.rows.filter(outcome=outcome, refusal=refusal).order_by("position")
            report.examples[refusal] = [
                f"{ImportReport.name_place(row.position, row.line)}: {row.excerpt}" for row in refused[:MAX_EXAMPLES]
            ]
        else:
            setattr(report, outcome, count)
            report.undated += undated
    return report
