"""Imports that people request on a page, by API or at the command line: a worker reads, checks and writes them."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from io import FileIO
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.bounds import MAX_FEED_BYTES
from claims.event_data.desk import FactChecksImported, ImportChanged, ImportUndone
from claims.intake.addresses import parse_url
from claims.intake.limited_process import describe_import_file, fetch_feed_file, iterate_feed_entries
from claims.intake.table_fields import FIELD_CODES
from claims.intake.table_mapping import missing_fields
from claims.models import Import, User
from claims.permissions import demand
from claims.refusals import BadValue, Conflict, EmptyText, Refusal, TextTooLong, require_found
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.import_rows import compare_rows, read_rows, undo_rows, write_rows
from claims.services.lengths import check_lengths
from claims.verbs.desk import FACT_CHECKS_IMPORTED, IMPORT_CONFIRMED, IMPORT_FAILED, IMPORT_REQUESTED, IMPORT_UNDONE

RUN_TASK = "claims.tasks.run_import"
HASH_BYTES = 1_000_000
State = Import.State


@transaction.atomic
def create_file_import(
    *, name: str, data: bytes, by: User, language: str = "", archive: bool = False, dry_run: bool = False
) -> Import:
    """Store a file that a worker will import."""
    demand(by, "fact_checks.import")
    if not data:
        raise EmptyText(gettext("This file is empty."))
    if len(data) > MAX_FEED_BYTES:
        detail = gettext("A file can have %(limit)d MB at most. Enter its URL instead.")
        raise TextTooLong(detail % {"limit": MAX_FEED_BYTES // 1024**2})
    run = Import(feed=name or gettext("Uploaded file"), data=data, total_bytes=len(data), language=language)
    run.archive, run.dry_run, run.created_by = archive, dry_run, by
    return _create_import(run)


@transaction.atomic
def create_url_import(
    *, url: str, by: User, language: str = "", archive: bool = False, dry_run: bool = False
) -> Import:
    """Store a URL whose feed a worker will fetch and import."""
    demand(by, "fact_checks.import")
    run = Import(feed=str(parse_url(url)), language=language, archive=archive, dry_run=dry_run, created_by=by)
    return _create_import(run)


@transaction.atomic
def import_local_file(
    *, name: str, data: bytes, mapping: Mapping[str, str], language: str, archive: bool, dry_run: bool
) -> Import:
    """Store a file of the operator, who runs the import at the command line; `mapping` may be empty."""
    if not set(mapping) <= set(FIELD_CODES):
        raise BadValue(gettext("This field does not exist."))
    if not data:
        raise EmptyText(gettext("This file is empty."))
    return Import.objects.create(
        feed=name, data=data, mapping=dict(mapping), language=language, archive=archive, dry_run=dry_run
    )


def _create_import(run: Import) -> Import:
    check_lengths(Import, feed=run.feed, language=run.language)
    run.save()
    record_event(IMPORT_REQUESTED, actor=run.created_by, data=ImportChanged(feed=run.feed, run=run.pk))
    task_wakeups.send_task_after_commit(RUN_TASK, run.pk)
    return run


@transaction.atomic
def map_import(*, import_id: int, mapping: Mapping[str, str], by: User | None) -> Import:
    """Read a table again with these columns by field. Raises `BadValue` and `Conflict`."""
    run = _lock_import(import_id, by, (State.MAPPING, State.CHECKED))
    chosen = {code: column for code, column in mapping.items() if column}
    if not (set(chosen) <= set(FIELD_CODES) and set(chosen.values()) <= set(run.columns)):
        raise BadValue(gettext("This column does not exist."))
    if missing_fields(chosen):
        raise BadValue(gettext("Choose the columns of the claim and of the URL."))
    run.rows.all().delete()
    run.mapping, run.preset, run.state, run.is_read, run.rows_read = chosen, "", State.WAITING, False, 0
    run.attempts, run.started, run.report = 0, None, {}
    run.save()
    task_wakeups.send_task_after_commit(RUN_TASK, run.pk)
    return run


@transaction.atomic
def confirm_import(*, import_id: int, by: User) -> Import:
    """Let a worker write an import that was checked. Raises `Conflict`."""
    run = _lock_import(import_id, by, (State.CHECKED,))
    run.state, run.dry_run, run.attempts, run.started = State.WAITING, False, 0, None
    run.save(update_fields=["state", "dry_run", "attempts", "started"])
    record_event(IMPORT_CONFIRMED, actor=by, data=ImportChanged(feed=run.feed, run=run.pk))
    task_wakeups.send_task_after_commit(RUN_TASK, run.pk)
    return run


@transaction.atomic
def undo_import(*, import_id: int, by: User | None) -> Import:
    """Take back what an import brought, except what people work with. Raises `Conflict`."""
    run = _lock_import(import_id, by, (State.DONE,))
    counts = undo_rows(run)
    run.state, run.report = State.UNDONE, {**run.report, **counts}
    run.save(update_fields=["state", "report"])
    record_event(IMPORT_UNDONE, actor=by, data=ImportUndone(feed=run.feed, run=run.pk, **counts))
    return run


def _lock_import(import_id: int, by: User | None, states: tuple[State, ...]) -> Import:
    if by is not None:
        demand(by, "fact_checks.import")
    run = require_found(Import.objects.select_for_update(no_key=True).filter(pk=import_id).first())
    if run.state not in states:
        raise Conflict(gettext("The import has gone on meanwhile. Reload the page."))
    return run


def execute_import(*, import_id: int) -> bool:
    """Run one import, unless it is done or running. Returns whether the fact-checks were imported.

    A worker that dies leaves the import `running`: it is started again after `IMPORT_LEASE_SECONDS` and goes on behind
    the last stored row, at most three times in all.
    """
    run = _begin_import(import_id)
    if run is None:
        return False
    try:
        if not run.is_read and not _read_file(run):
            _save_state(run, State.MAPPING)
            return False
    except Refusal as refusal:
        _fail_import(run, refusal.detail)
        return False
    if run.dry_run:
        _save_state(run, State.CHECKED, report=compare_rows(run).to_json())
        return False
    _write_import(run)
    return True


@transaction.atomic
def _begin_import(import_id: int) -> Import | None:
    """Return the import if this worker is to run it now; that counts as an attempt."""
    rows = Import.objects.select_for_update(no_key=True, of=("self",)).select_related("created_by")
    run, now = rows.filter(pk=import_id).first(), timezone.now()
    if run is None or run.state not in (State.WAITING, State.RUNNING):
        return None
    if run.started and now < run.started + timedelta(seconds=settings.IMPORT_LEASE_SECONDS):
        return None
    if run.attempts >= Import.MAX_ATTEMPTS:
        _fail_import(run, gettext("The import was interrupted three times."))
        return None
    run.attempts, run.state, run.started = run.attempts + 1, State.RUNNING, now
    run.save(update_fields=["attempts", "state", "started"])
    return run


def _read_file(run: Import) -> bool:
    """Read the file into rows; False if a person must say which columns it has."""
    with _open_feed(run) as file:
        if not run.format:
            described = describe_import_file(file)
            run.format, run.preset, run.columns = described.format, described.preset, described.columns
            run.sample, run.mapping = described.sample, dict(described.mapping or {}) | run.mapping
            run.save(update_fields=["format", "preset", "columns", "sample", "mapping"])
        if run.is_table and missing_fields(run.mapping):
            return False
        file.seek(0)
        url = run.feed if run.data is None else ""
        read_rows(run, iterate_feed_entries(file, kind=run.format, mapping=run.mapping, url=url), file.tell)
    run.is_read = True
    run.save(update_fields=["is_read"])
    return True


@contextmanager
def _open_feed(run: Import) -> Iterator[FileIO]:
    """Write the feed to a file on disk, which the process that reads it can share."""
    with TemporaryFile(buffering=0) as file:
        if run.data is None:
            fetch_feed_file(run.feed, file)
        else:
            file.write(run.data)
        run.total_bytes = file.seek(0, 2)
        file.seek(0)
        digest = hashlib.sha256()
        for chunk in iter(lambda: file.read(HASH_BYTES), b""):
            digest.update(chunk)
        _save_hash(run, digest.hexdigest())
        file.seek(0)
        yield file


@transaction.atomic
def _save_hash(run: Import, sha256: str) -> None:
    """Save what identifies the content. If a URL has another one than in an earlier attempt, its rows are read anew."""
    if run.sha256 not in ("", sha256):
        run.rows.all().delete()
        run.rows_read = 0
    run.sha256 = sha256
    run.save(update_fields=["sha256", "total_bytes", "rows_read"])


@transaction.atomic
def _write_import(run: Import) -> None:
    report = write_rows(run)
    _save_state(run, State.DONE, report=report.to_json(), data=None)
    data = FactChecksImported(feed=run.feed, run=run.pk, sha256=run.sha256, archive=run.archive, **report.as_counts())
    record_event(FACT_CHECKS_IMPORTED, actor=run.created_by, data=data)


@transaction.atomic
def _fail_import(run: Import, error: str) -> None:
    run.rows.all().delete()
    _save_state(run, State.FAILED, error=error, data=None)
    record_event(IMPORT_FAILED, actor=None, data=ImportChanged(feed=run.feed, run=run.pk, error=error))


def _save_state(run: Import, state: State, **changes: Any) -> None:
    for name, value in {"state": state, **changes}.items():
        setattr(run, name, value)
    run.save(update_fields=["state", *changes])
