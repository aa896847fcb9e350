"""Compare `import_claimreview` and the import of the same rows as CSV with a bare COPY of them.

Run ``python -m benchmarks.claimreview_import FEED``.

Both run in one process on one database, each time into an empty table, and are rolled back. The COPY has nothing to
parse, check, compare or count: its rows are ready, and it fills a table with the same columns, constraints and
indexes. A second COPY into a table without indexes shows the cost of the indexes.
"""

import csv
import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROUNDS = 3


def main(path: str) -> None:
    """Print the best time of each and the ratios."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    django.setup()
    rows = staging_rows(path)
    data, table = Path(path).read_bytes(), write_table(rows)
    best = {
        "import_claimreview": best_seconds(lambda: import_feed(data)),
        "CSV of the same rows": best_seconds(lambda: import_table(table)),
        "bare COPY, same table and indexes": best_seconds(lambda: copy_rows(rows, "INCLUDING ALL")),
        "bare COPY, no index": best_seconds(lambda: copy_rows(rows, "INCLUDING DEFAULTS INCLUDING GENERATED")),
    }
    import_seconds = best["import_claimreview"]
    for name, seconds in best.items():
        share = f"the import reaches {seconds / import_seconds:.0%}" if seconds != import_seconds else ""
        print(f"{name:<36} {len(rows):>8,} rows {seconds:7.2f} s {len(rows) / seconds:>10,.0f} rows/s  {share}")


def best_seconds(work: Callable[[], None]) -> float:
    """Return the best time of `ROUNDS` runs in seconds, each with an empty table."""
    from django.db import connection, transaction

    seconds = []
    for _ in range(ROUNDS):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE claims_factcheck, claims_searchterm CASCADE")
            started = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - started)
            transaction.set_rollback(True)
    return min(seconds)


def import_feed(data: bytes) -> None:
    """Import a feed as the command does."""
    from claims.intake import claimreview_feeds
    from claims.services import fact_checks

    entries = claimreview_feeds.iterate_entries(io.BytesIO(data))
    fact_checks.import_fact_checks(entries=entries, feed="benchmark", by=None)


def import_table(table: bytes) -> None:
    """Import a CSV file as a worker does: read its rows in a process of its own, compare and write them."""
    from claims.models import Import
    from claims.services.imports import execute_import, import_local_file

    run = import_local_file(name="checks.csv", data=table, mapping={}, language="", archive=False, dry_run=False)
    if not execute_import(import_id=run.pk):
        raise SystemExit(Import.objects.get(pk=run.pk).error)


def write_table(rows: list[tuple[object, ...]]) -> bytes:
    """Write the rows as CSV with the columns of a plain sheet."""
    from claims.services.fact_checks import FACT_CHECK_COLUMNS

    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(FACT_CHECK_COLUMNS)
    writer.writerows(rows)
    return file.getvalue().encode()


def staging_rows(path: str) -> list[tuple[object, ...]]:
    """Return the rows that the import writes."""
    from claims.intake import claimreview_feeds
    from claims.services.fact_checks import FACT_CHECK_COLUMNS

    with Path(path).open("rb") as stream:
        entries = [entry.fact_check for entry in claimreview_feeds.iterate_entries(stream) if entry.fact_check]
    return [tuple(getattr(entry, name) for name in FACT_CHECK_COLUMNS) for entry in entries]


def copy_rows(rows: list[tuple[object, ...]], including: str) -> None:
    """COPY the rows into a table like that of the fact-checks."""
    from django.db import connection

    from claims.services.fact_checks import FACT_CHECK_COLUMNS

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare (LIKE claims_factcheck INCLUDING IDENTITY {including})")
        with cursor.copy(f"COPY bare ({', '.join(FACT_CHECK_COLUMNS)}, withdrawn) FROM STDIN") as target:
            for row in rows:
                target.write_row((*row, False))


if __name__ == "__main__":
    main(*sys.argv[1:])
