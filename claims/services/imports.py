"""Imports that people ask for in the browser or by API: put down at once, taken in by a worker, their progress seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from tempfile import TemporaryFile
from time import monotonic
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.desk import ImportChanged
from claims.intake import fetching
from claims.intake.addresses import parse_url
from claims.models import Import, User
from claims.permissions import demand
from claims.refusals import EmptyText, Refusal, TextTooLong
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.fact_checks import import_fact_checks
from claims.services.lengths import check_lengths
from claims.verbs import REVIEWS_IMPORT_ASKED, REVIEWS_IMPORT_FAILED

RUN_TASK = "claims.tasks.run_import"
MAX_FEED_BYTES = 50 * 1024 * 1024
"""Bytes of a file that is handed in; what is larger has an address, or an operator with a terminal."""
PROGRESS_SECONDS = 0.5
"""Seconds between two notes of how far it has come."""
State = Import.State


@transaction.atomic
def create_file_import(*, name: str, data: bytes, by: User, language: str = "") -> Import:
    """Put down a file to be taken in."""
    demand(by, "fact_checks.import")
    if not data:
        raise EmptyText("There is nothing in this file.")
    if len(data) > MAX_FEED_BYTES:
        raise TextTooLong(f"A file has at most {MAX_FEED_BYTES // 1024**2} MB. Give its address instead.")
    return _create_import(
        Import(feed=name or "a file", data=data, total_bytes=len(data), language=language, created_by=by)
    )


@transaction.atomic
def create_url_import(*, url: str, by: User, language: str = "") -> Import:
    """Put down an address whose feed is to be fetched and taken in."""
    demand(by, "fact_checks.import")
    return _create_import(Import(feed=str(parse_url(url)), language=language, created_by=by))


def _create_import(asked: Import) -> Import:
    check_lengths(Import, feed=asked.feed, language=asked.language)
    asked.save()
    record_event(REVIEWS_IMPORT_ASKED, actor=asked.created_by, data=ImportChanged(feed=asked.feed, run=asked.pk))
    task_wakeups.send_task_after_commit(RUN_TASK, asked.pk)
    return asked


def execute_import(*, import_id: int) -> bool:
    """Take in one feed, unless that is done or being done; says whether it was taken in.

    A worker that died leaves it `running`: after a task's longest time it is begun again, three times at most.
    """
    begun = _begin_import(import_id)
    if begun is None:
        return False
    try:
        with _open_feed(begun) as file, _report_progress(begun, file) as stream:
            report = import_fact_checks(stream=stream, feed=begun.feed, by=begun.created_by, language=begun.language)
    except Refusal as refusal:
        _finish_import(import_id, State.FAILED, error=refusal.detail)
        return False
    _finish_import(
        import_id, State.DONE, total_bytes=begun.total_bytes, report={**report.as_counts(), "examples": report.examples}
    )
    return True


@transaction.atomic
def _begin_import(import_id: int) -> Import | None:
    """The import, if it is ours to run now: counted as an attempt before anything can go wrong."""
    rows = Import.objects.select_for_update(no_key=True, of=("self",)).select_related("created_by")
    found, now = rows.filter(pk=import_id).first(), timezone.now()
    if found is None or found.state not in (State.WAITING, State.RUNNING):
        return None
    if found.started and now < found.started + timedelta(seconds=settings.READ_LEASE_SECONDS):
        return None
    if found.attempts >= Import.MAX_ATTEMPTS:
        _set_final_state(found, State.FAILED, error="The worker died three times over this feed.")
        return None
    found.attempts, found.state, found.started, found.bytes_read = found.attempts + 1, State.RUNNING, now, 0
    found.save(update_fields=["attempts", "state", "started", "bytes_read"])
    return found


@contextmanager
def _open_feed(asked: Import) -> Iterator[BinaryIO]:
    """The feed as a file; one from the web is first fetched to the disk."""
    if asked.data is not None:
        yield BytesIO(bytes(asked.data))
        return
    with TemporaryFile() as file:
        fetching.fetch_feed(asked.feed, file)
        asked.total_bytes = file.tell()
        file.seek(0)
        yield file


@contextmanager
def _report_progress(asked: Import, file: BinaryIO) -> Iterator[BinaryIO]:
    """The file; how far it is read is noted by another connection: the import's own shows nothing before its end."""
    beside = connection.copy()
    last = monotonic()

    class Watched:
        def read(self, size: int = -1) -> bytes:
            nonlocal last
            if monotonic() - last > PROGRESS_SECONDS:
                last = monotonic()
                with beside.cursor() as cursor:
                    cursor.execute(
                        "UPDATE claims_import SET bytes_read = %s, total_bytes = %s WHERE id = %s",
                        [file.tell(), asked.total_bytes, asked.pk],
                    )
            return file.read(size)

    try:
        yield cast(BinaryIO, Watched())
    finally:
        beside.close()


@transaction.atomic
def _finish_import(import_id: int, state: State, **what: Any) -> None:
    _set_final_state(Import.objects.select_for_update(no_key=True).get(pk=import_id), state, **what)


def _set_final_state(ended: Import, state: State, **what: Any) -> None:
    written = {"state": state, "data": None, **what}
    for field, value in written.items():
        setattr(ended, field, value)
    ended.save(update_fields=list(written))
    if state == State.FAILED:
        data = ImportChanged(feed=ended.feed, run=ended.pk, error=ended.error)
        record_event(REVIEWS_IMPORT_FAILED, actor=None, data=data)
