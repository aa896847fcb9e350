"""Imports that people request on a page or by API: stored at once, run by a worker that reports its progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import FileIO
from tempfile import TemporaryFile
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.bounds import MAX_FEED_BYTES
from claims.event_data.desk import ImportChanged
from claims.intake.addresses import parse_url
from claims.intake.fact_check_entries import FeedEntry
from claims.intake.limited_process import fetch_feed_file, iterate_feed_entries
from claims.models import Import, User
from claims.permissions import demand
from claims.refusals import EmptyText, Refusal, TextTooLong
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.fact_checks import import_fact_checks
from claims.services.lengths import check_lengths
from claims.verbs.desk import IMPORT_FAILED, IMPORT_REQUESTED

RUN_TASK = "claims.tasks.run_import"
PROGRESS_SECONDS = 0.5
"""Seconds between two reports of the progress."""
State = Import.State


@transaction.atomic
def create_file_import(*, name: str, data: bytes, by: User, language: str = "") -> Import:
    """Store a file that a worker will import."""
    demand(by, "fact_checks.import")
    if not data:
        raise EmptyText(gettext("This file is empty."))
    if len(data) > MAX_FEED_BYTES:
        detail = gettext("A file can have %(limit)d MB at most. Enter its URL instead.")
        raise TextTooLong(detail % {"limit": MAX_FEED_BYTES // 1024**2})
    feed = name or gettext("Uploaded file")
    return _create_import(Import(feed=feed, data=data, total_bytes=len(data), language=language, created_by=by))


@transaction.atomic
def create_url_import(*, url: str, by: User, language: str = "") -> Import:
    """Store a URL whose feed a worker will fetch and import."""
    demand(by, "fact_checks.import")
    return _create_import(Import(feed=str(parse_url(url)), language=language, created_by=by))


def _create_import(run: Import) -> Import:
    check_lengths(Import, feed=run.feed, language=run.language)
    run.save()
    record_event(IMPORT_REQUESTED, actor=run.created_by, data=ImportChanged(feed=run.feed, run=run.pk))
    task_wakeups.send_task_after_commit(RUN_TASK, run.pk)
    return run


def execute_import(*, import_id: int) -> bool:
    """Run one import, unless it is done or running. Returns whether the feed was imported.

    A worker that dies leaves the import `running`: it is started again after `IMPORT_LEASE_SECONDS`, at most three
    times in all.
    """
    run = _begin_import(import_id)
    if run is None:
        return False
    try:
        with _open_feed(run) as file, _report_progress(run, file) as entries:
            report = import_fact_checks(entries=entries, feed=run.feed, by=run.created_by, language=run.language)
    except Refusal as refusal:
        _finish_import(import_id, State.FAILED, error=refusal.detail)
        return False
    result = {**report.as_counts(), "undated": report.undated, "examples": report.examples}
    _finish_import(import_id, State.DONE, total_bytes=run.total_bytes, report=result)
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
        _set_final_state(run, State.FAILED, error=gettext("The import was interrupted three times."))
        return None
    run.attempts, run.state, run.started, run.bytes_read = run.attempts + 1, State.RUNNING, now, 0
    run.save(update_fields=["attempts", "state", "started", "bytes_read"])
    return run


@contextmanager
def _open_feed(run: Import) -> Iterator[FileIO]:
    """Write the feed to a file on disk, which the process that reads it can share."""
    with TemporaryFile(buffering=0) as file:
        if run.data is None:
            fetch_feed_file(run.feed, file)
        else:
            file.write(run.data)
        run.total_bytes = file.tell()
        file.seek(0)
        yield file


@contextmanager
def _report_progress(run: Import, file: FileIO) -> Iterator[Iterator[FeedEntry]]:
    """Yield the entries of the file, and store how many bytes are read.

    A second connection writes the progress, since the transaction of the import is invisible until its end.
    """
    second_connection = connection.copy()
    url = run.feed if run.data is None else ""

    def watch() -> Iterator[FeedEntry]:
        last = monotonic()
        for entry in iterate_feed_entries(file, url=url):
            yield entry
            if monotonic() - last > PROGRESS_SECONDS:
                last = monotonic()
                with second_connection.cursor() as cursor:
                    cursor.execute(
                        "UPDATE claims_import SET bytes_read = %s, total_bytes = %s WHERE id = %s",
                        [file.tell(), run.total_bytes, run.pk],
                    )

    try:
        yield watch()
    finally:
        second_connection.close()


@transaction.atomic
def _finish_import(import_id: int, state: State, **result: Any) -> None:
    _set_final_state(Import.objects.select_for_update(no_key=True).get(pk=import_id), state, **result)


def _set_final_state(run: Import, state: State, **result: Any) -> None:
    changes = {"state": state, "data": None, **result}
    for field, value in changes.items():
        setattr(run, field, value)
    run.save(update_fields=list(changes))
    if state == State.FAILED:
        data = ImportChanged(feed=run.feed, run=run.pk, error=run.error)
        record_event(IMPORT_FAILED, actor=None, data=data)
