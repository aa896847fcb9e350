"""Makes backups: a dump by pg_dump, a manifest, and the keys of the desk in another directory."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from claims.backup.encrypted_stream import encrypt_stream
from claims.backup.manifest import DUMP_FILE, MANIFEST_FILE, BackupManifest, write_manifest
from claims.backup.programs import ProgramFailed, dump_database, server_of_settings
from claims.event_data.operation import BackupReported
from claims.file_locks import hold_file_lock
from claims.models import Event
from claims.selectors.backups import count_rows, find_newest_report
from claims.selectors.desk_export import NO_TIME_LIMITS
from claims.selectors.migrations import find_newest_migration
from claims.selectors.publication_log import find_newest_entry
from claims.services.backup_keys import key_names, store_keys
from claims.services.events import record_event
from claims.verbs.desk import BACKUP_MADE

NAME_FORMAT = "%Y-%m-%dT%H%M%SZ"
DRAFT_SUFFIX = ".draft"


def make_due_backup() -> Event | None:
    """Make the backup of this night, unless it was made."""
    now, hour = timezone.now().astimezone(UTC), settings.BACKUP_HOUR
    if hour is None:
        return None
    due = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    due -= timedelta(days=1 if now < due else 0)
    newest = find_newest_report(BACKUP_MADE)
    return None if newest and _time_of(newest) >= due else make_backup()


def _time_of(event: Event) -> datetime:
    """Return when a backup began, which is its name."""
    return datetime.strptime(event.payload_as(BackupReported).backup, NAME_FORMAT).replace(tzinfo=UTC)


def make_backup() -> Event | None:
    """Make a backup in `BACKUP_DIR` and delete the oldest ones. A failure is recorded in the event.

    Returns None while another process makes one.
    """
    started, name = monotonic(), timezone.now().strftime(NAME_FORMAT)
    try:
        settings.BACKUP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with hold_file_lock(settings.BACKUP_DIR / "lock") as is_mine:
            if not is_mine:
                return None
            manifest = _write_backup(settings.BACKUP_DIR / name)
            _delete_old_backups(settings.BACKUP_DIR)
    except (OSError, ProgramFailed) as error:
        return record_event(BACKUP_MADE, actor=None, data=BackupReported(backup=name, error=str(error)))
    seconds = round(monotonic() - started, 1)
    report = BackupReported(backup=name, entries=manifest.entries, bytes=manifest.bytes, seconds=seconds)
    return record_event(BACKUP_MADE, actor=None, data=report)


def list_backups(directory: Path) -> list[Path]:
    """Return the folders of the backups, oldest first."""
    return sorted(path.parent for path in directory.glob(f"*Z/{MANIFEST_FILE}"))


def read_passphrase() -> bytes | None:
    """Return the passphrase of the backups; None if they are not encrypted."""
    path = settings.BACKUP_PASSPHRASE_FILE
    return Path(path).read_bytes().strip() if path else None


def _write_backup(folder: Path) -> BackupManifest:
    """Write a backup under another name and rename it, so that a backup is whole or not there."""
    draft = folder.with_suffix(DRAFT_SUFFIX)
    draft.mkdir(mode=0o700)
    store_keys(settings.BACKUP_KEYS_DIR)
    with _snapshot() as snapshot:
        rows, entry = count_rows(), find_newest_entry()
        size, sha256 = _write_dump(draft / DUMP_FILE, snapshot)
    manifest = BackupManifest(
        made=timezone.now(),
        desk=settings.BASE_URL,
        postgresql=_find_server_version(),
        migration=find_newest_migration(),
        sha256=sha256,
        bytes=size,
        encrypted=read_passphrase() is not None,
        rows=rows,
        entries=entry.sequence if entry else 0,
        entry_sha256=entry.entry_sha256 if entry else "",
        **key_names(),
    )
    write_manifest(draft, manifest)
    draft.rename(folder)
    return manifest


@contextmanager
def _snapshot() -> Iterator[str]:
    """Hold a snapshot of the database, which pg_dump reads and we count."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(NO_TIME_LIMITS)
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _write_dump(path: Path, snapshot: str) -> tuple[int, str]:
    """Write the dump, encrypted if there is a passphrase; return size and hash of the file."""
    server = server_of_settings(connection.settings_dict)
    chunks = dump_database(server, snapshot=snapshot, programs=settings.POSTGRESQL_BIN)
    passphrase, size, digest = read_passphrase(), 0, hashlib.sha256()
    with path.open("xb") as file:
        path.chmod(0o600)
        for chunk in encrypt_stream(chunks, passphrase) if passphrase else chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def _find_server_version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _delete_old_backups(directory: Path) -> None:
    """Keep the newest `BACKUP_COUNT` backups; delete older ones, and drafts of backups that were interrupted."""
    for folder in [*list_backups(directory)[: -settings.BACKUP_COUNT], *directory.glob(f"*{DRAFT_SUFFIX}")]:
        shutil.rmtree(folder)
