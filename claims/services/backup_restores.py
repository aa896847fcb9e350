"""Restores backups: into an empty desk, and weekly on trial into a scratch database."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from os import getpid
from pathlib import Path
from time import monotonic, time

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext
from psycopg import sql

from claims.backup.encrypted_stream import CannotDecrypt, decrypt_stream
from claims.backup.manifest import DUMP_FILE, BackupManifest, read_manifest
from claims.backup.programs import ProgramFailed, restore_database, server_of_settings, server_of_url
from claims.event_data.operation import BackupReported
from claims.models import Event
from claims.selectors.backups import LIST_TABLES, count_statement, find_newest_report
from claims.services.backups import list_backups, read_passphrase
from claims.services.events import record_event
from claims.verbs.desk import BACKUP_DRILLED

CHUNK_BYTES = 1024 * 1024
DRILL_DAYS = 7
SCRATCH_PREFIX = "factcheck_drill_"
DAY_SECONDS = 24 * 3600


class CannotRestore(RuntimeError):
    """The backup is damaged, or the database is not empty."""


def restore_backup(folder: Path) -> BackupManifest:
    """Restore a backup into the empty database of the settings. Raises `CannotRestore`; then nothing was written.

    The connection has no time limit afterwards, for what follows in the same process.
    """
    with connection.cursor() as cursor:
        cursor.execute(LIST_TABLES)
        if cursor.fetchone():
            raise CannotRestore(gettext("The database is not empty. Restore into a new database."))
    manifest = _restore_into(server_of_settings(connection.settings_dict), folder)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("ANALYZE")
    return manifest


def drill_due_backup() -> Event | None:
    """Restore the newest backup on trial, once a week. Without a backup or a role for it, nothing happens."""
    newest = find_newest_report(BACKUP_DRILLED)
    if not settings.DRILL_DATABASE_URL or not list_backups(settings.BACKUP_DIR):
        return None
    if newest and newest.at > timezone.now() - timedelta(days=DRILL_DAYS):
        return None
    return drill_backup(list_backups(settings.BACKUP_DIR)[-1])


def drill_backup(folder: Path) -> Event:
    """Restore a backup into a scratch database and compare it with its manifest. The event has the result."""
    started = monotonic()
    try:
        with _scratch_database() as server:
            manifest = _restore_into(server, folder)
            error, entries = _find_difference(server, manifest), manifest.entries
    except (CannotRestore, psycopg.Error) as failure:
        error, entries = str(failure), 0
    seconds = round(monotonic() - started, 1)
    report = BackupReported(backup=folder.name, entries=entries, seconds=seconds, error=error)
    return record_event(BACKUP_DRILLED, actor=None, data=report)


def _restore_into(server: Mapping[str, str], folder: Path) -> BackupManifest:
    """Restore a dump whose hash is that of its manifest."""
    try:
        manifest = read_manifest(folder)
        path = folder / DUMP_FILE
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest.sha256:
                raise CannotRestore(gettext("The dump is not the one that the manifest names."))
            file.seek(0)
            plain = iter(lambda: file.read(CHUNK_BYTES), b"")
            chunks = decrypt_stream(file, read_passphrase() or b"") if manifest.encrypted else plain
            restore_database(server, chunks, programs=settings.POSTGRESQL_BIN)
    except (OSError, ValueError, CannotDecrypt, ProgramFailed) as error:
        raise CannotRestore(str(error)) from error
    return manifest


@contextmanager
def _scratch_database() -> Iterator[dict[str, str]]:
    """Create a database, yield libpq's variables for it, and drop it."""
    server, name = server_of_url(settings.DRILL_DATABASE_URL), f"{SCRATCH_PREFIX}{time():.0f}_{getpid()}"
    with psycopg.connect(settings.DRILL_DATABASE_URL, autocommit=True) as administration:
        _drop_leftovers(administration)
        administration.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template1").format(sql.Identifier(name)))
        try:
            yield {**server, "PGDATABASE": name}
        finally:
            _drop_database(administration, name)


def _drop_leftovers(administration: psycopg.Connection) -> None:
    """Drop the scratch databases of drills that were interrupted more than a day ago; their names have the time."""
    made = sql.SQL("substring(datname FROM {})::bigint").format(f"^{SCRATCH_PREFIX}([0-9]+)_[0-9]+$")
    query = sql.SQL("SELECT datname FROM pg_database WHERE pg_has_role(datdba, 'MEMBER') AND {} < {}")
    rows = administration.execute(query.format(made, int(time()) - DAY_SECONDS))
    for (name,) in rows.fetchall():
        _drop_database(administration, name)


def _drop_database(administration: psycopg.Connection, name: str) -> None:
    administration.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _find_difference(server: Mapping[str, str], manifest: BackupManifest) -> str:
    """Compare the rows and the end of the log with the manifest; return the first difference, or nothing."""
    with _connect(server) as scratch:
        tables = [name for (name,) in scratch.execute(LIST_TABLES).fetchall()]
        counts = dict(zip(tables, scratch.execute(count_statement(tables)).fetchone() or (), strict=True))
        newest = "SELECT sequence, entry_sha256 FROM claims_logentry ORDER BY sequence DESC LIMIT 1"
        end = scratch.execute(newest).fetchone() or (0, "")
    for table in sorted(counts.keys() | manifest.rows.keys()):
        if counts.get(table) != manifest.rows.get(table):
            sentence = gettext("%(table)s has %(found)s rows instead of %(expected)s.")
            return sentence % {"table": table, "found": counts.get(table), "expected": manifest.rows.get(table)}
    if end != (manifest.entries, manifest.entry_sha256):
        return gettext("The log does not end as it did in the backup.")
    return ""


def _connect(server: Mapping[str, str]) -> psycopg.Connection:
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    return psycopg.connect(**{names[name]: value for name, value in server.items() if name in names})  # type: ignore[arg-type]
