"""Exports of the desk that admins request on a page: a worker writes an archive, which is deleted after some days."""

import shutil
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import psycopg
import structlog
from django.conf import settings
from django.db import Error, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.operation import DeskExported
from claims.export_manifest import ExportManifest, create_private_file
from claims.file_locks import hold_file_lock
from claims.models import Event, User
from claims.permissions import demand
from claims.refusals import Conflict
from claims.selectors.desk_exports import (
    archive_path,
    desk_export_directory,
    draft_folder,
    find_waiting_export,
    get_requested_export,
)
from claims.services import task_wakeups
from claims.services.desk_exports import write_desk_export
from claims.services.events import record_event
from claims.verbs.desk import EXPORT_DOWNLOADED, EXPORT_MADE, EXPORT_REQUESTED

log = structlog.get_logger(__name__)

WRITE_TASK = "claims.tasks.write_desk_exports"
MAX_ATTEMPTS = 3
COMPRESSION_LEVEL = 4
ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of each file in an archive: the manifest has the true one, and equal exports make equal archives."""


@transaction.atomic
def request_desk_export(*, by: User) -> Event:
    """Let a worker write an export of the desk. Raises `Conflict` while another one waits."""
    demand(by, "desk.export")
    if find_waiting_export():
        raise Conflict(gettext("An export is being written already. Wait until it is done."))
    event = record_event(EXPORT_REQUESTED, actor=by)
    task_wakeups.send_task_after_commit(WRITE_TASK)
    return event


@transaction.atomic
def download_desk_export(*, export_id: int, by: User) -> Path:
    """Return the path of an archive; the history notes who downloads it. Raises `NotFound`."""
    demand(by, "desk.export")
    row = get_requested_export(export_id)
    sha256 = row.report.sha256 if row.report else ""
    record_event(EXPORT_DOWNLOADED, actor=by, data=DeskExported(export=export_id, sha256=sha256))
    return archive_path(export_id)


def write_requested_export() -> Event | None:
    """Write the archive of the export that waits, unless another worker does. A failure is recorded in the event.

    A worker that dies or runs out of time leaves the export waiting: it is written anew, three times at most.
    """
    directory = desk_export_directory()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with hold_file_lock(directory / "lock") as is_mine:
        waiting = find_waiting_export() if is_mine else None
        if waiting is None:
            return None
        report = _write_archive(waiting.event.pk)
        event = record_event(EXPORT_MADE, actor=waiting.event.actor, data=report)
        _attempts_path(waiting.event.pk).unlink(missing_ok=True)
        return event


def _write_archive(export_id: int) -> DeskExported:
    started = monotonic()
    try:
        if _count_attempt(export_id) > MAX_ATTEMPTS:
            return DeskExported(export=export_id, error="interrupted")
        _delete_draft(export_id)
        manifest = write_desk_export(draft_folder(export_id))
        size = pack_archive(draft_folder(export_id), archive_path(export_id))
    except (OSError, Error, psycopg.Error) as error:
        log.exception("desk_export.failed", export=export_id)
        return DeskExported(export=export_id, error="disk" if isinstance(error, OSError) else "database")
    finally:
        _delete_draft(export_id)
    return _report(export_id, manifest, size, monotonic() - started)


def _count_attempt(export_id: int) -> int:
    """Return the number of this attempt; the file that has it stays until the outcome is recorded."""
    path = _attempts_path(export_id)
    attempt = int(path.read_text()) + 1 if path.exists() else 1
    path.write_text(str(attempt))
    return attempt


def _attempts_path(export_id: int) -> Path:
    return desk_export_directory() / f"{export_id}.attempts"


def _report(export_id: int, manifest: ExportManifest, size: int, seconds: float) -> DeskExported:
    return DeskExported(export=export_id, sha256=manifest.sha256, bytes=size, seconds=round(seconds, 1))


def pack_archive(folder: Path, path: Path) -> int:
    """Pack a folder into an archive, which is there once it is whole; return its size."""
    new = _unfinished_archive(path)
    with ZipFile(create_private_file(new), "w", ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = ZipInfo(f"{path.stem}/{file.relative_to(folder)}", ARCHIVE_TIME)
            entry.compress_type, entry.file_size = ZIP_DEFLATED, file.stat().st_size
            with file.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1024 * 1024)
    new.replace(path)
    return path.stat().st_size


def _unfinished_archive(path: Path) -> Path:
    return path.with_suffix(".new")


def _delete_draft(export_id: int) -> None:
    """Delete what an attempt has written: the folder, and the archive that is not whole."""
    if draft_folder(export_id).exists():
        shutil.rmtree(draft_folder(export_id))
    _unfinished_archive(archive_path(export_id)).unlink(missing_ok=True)


def delete_old_archives() -> None:
    """Delete archives that are older than `DESK_EXPORT_DAYS`."""
    oldest = (timezone.now() - timedelta(days=settings.DESK_EXPORT_DAYS)).timestamp()
    for path in desk_export_directory().glob("*.zip"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < oldest:
                path.unlink()
