"""Measure backup and restore of a large desk, and compare both databases by hash.

    python -m benchmarks.backups [--data DIR] [--claims 1000000]

The desk is loaded unless DIR has it from a run of `benchmarks.workbench`; a copy is backed up, the desk stays as it is.
The hash of a table is the sum of the hashes of its rows as text, so their order does not matter. The exit status is 1
if a table differs.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.database_servers import drop_desk, run_servers, use_desk
from benchmarks.workbench import ensure_desk

COPY, RESTORED = "backup_source", "backup_restored"


def main() -> None:
    """Back up, restore, compare and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-benchmark-") as temporary:
        data = arguments.data or Path(temporary, "data")
        with run_servers(data):
            equal = measure_backup(arguments.claims, Path(temporary))
    sys.exit(0 if equal else 1)


def measure_backup(claims: int, folder: Path) -> bool:
    """Measure one backup and its restore; return whether the databases are equal."""
    from django.conf import settings

    from claims.event_data.operation import BackupReported
    from claims.services.backup_restores import restore_backup
    from claims.services.backups import list_backups, make_backup

    settings.BACKUP_DIR, settings.BACKUP_KEYS_DIR = folder / "backups", folder / "keys"
    drop_desk(RESTORED)
    _copy_desk(f"claims_{claims}", claims)
    before = hash_tables()
    event = make_backup()
    report = event.payload_as(BackupReported) if event else BackupReported(backup="")
    print(f"backup: {report.seconds:.1f} s, {report.bytes / 1e6:,.1f} MB {report.error}", flush=True)
    use_desk(RESTORED, migrated=False)
    started = time.monotonic()
    manifest = restore_backup(list_backups(settings.BACKUP_DIR)[-1])
    print(f"restore: {time.monotonic() - started:.1f} s, {sum(manifest.rows.values()):,} rows", flush=True)
    after = hash_tables()
    different = {table for table, value in before.items() if after.get(table) != value}
    print(f"{len(before)} tables, of which different: {sorted(different) or 'none'}")
    for name in (RESTORED, COPY):
        drop_desk(name)
    return not different


def _copy_desk(name: str, claims: int) -> None:
    """Copy the desk, and migrate the copy."""
    from django.db import connection

    use_desk("postgres", migrated=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        is_new = cursor.rowcount == 0
    if is_new:
        ensure_desk(name, claims)
    drop_desk(COPY)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(f'CREATE DATABASE "{COPY}" TEMPLATE "{name}" STRATEGY file_copy')
    use_desk(COPY)


def hash_tables() -> dict[str, tuple[int, str]]:
    """Return the number of rows and the hash of each table."""
    from django.db import connection

    from claims.selectors.backups import LIST_TABLES

    hashes = {}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(LIST_TABLES)
        for (table,) in cursor.fetchall():
            query = f'SELECT count(*), sum(hashtextextended(row::text, 0))::text FROM "{table}" AS row'  # noqa: S608
            cursor.execute(query)
            hashes[table] = cursor.fetchone()
    return hashes


if __name__ == "__main__":
    main()
