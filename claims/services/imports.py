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

from claims import permissions
from claims.event_data.desk import ImportChanged
from claims.intake import addresses, fetching
from claims.models import Import, User
from claims.refusals import EmptyText, Refusal, TextTooLong
from claims.services import events, reviews, wake
from claims.services.lengths import check_lengths
from claims.verbs import REVIEWS_IMPORT_ASKED, REVIEWS_IMPORT_FAILED

RUN = "claims.tasks.run_import"
LIMIT = 50 * 1024 * 1024
"""Bytes of a file that is handed in; what is larger has an address, or an operator with a terminal."""
EVERY = 0.5
"""Seconds between two notes of how far it has come."""
State = Import.State


@transaction.atomic
def ask_file(*, name: str, data: bytes, by: User, language: str = "") -> Import:
    """Put down a file to be taken in."""
    permissions.demand(by, "fact_checks.import")
    if not data:
        raise EmptyText("There is nothing in this file.")
    if len(data) > LIMIT:
        raise TextTooLong(f"A file has at most {LIMIT // 1024**2} MB. Give its address instead.")
    return _asked(Import(feed=name or "a file", data=data, size=len(data), language=language, by=by))


@transaction.atomic
def ask_url(*, url: str, by: User, language: str = "") -> Import:
    """Put down an address whose feed is to be fetched and taken in."""
    permissions.demand(by, "fact_checks.import")
    return _asked(Import(feed=str(addresses.parsed(url)), language=language, by=by))


def _asked(asked: Import) -> Import:
    check_lengths(Import, feed=asked.feed, language=asked.language)
    asked.save()
    events.record(REVIEWS_IMPORT_ASKED, actor=asked.by, data=ImportChanged(feed=asked.feed, run=asked.pk))
    wake.after_commit(RUN, asked.pk)
    return asked


def run(*, import_id: int) -> bool:
    """Take in one feed, unless that is done or being done; says whether it was taken in.

    A worker that died leaves it `running`: after a task's longest time it is begun again, three times at most.
    """
    begun = _begun(import_id)
    if begun is None:
        return False
    try:
        with _opened(begun) as file, _watched(begun, file) as stream:
            report = reviews.take_in(stream=stream, feed=begun.feed, by=begun.by, language=begun.language)
    except Refusal as refusal:
        _ended(import_id, State.FAILED, error=refusal.detail)
        return False
    _ended(import_id, State.DONE, size=begun.size, report={**report.figures(), "examples": report.examples})
    return True


@transaction.atomic
def _begun(import_id: int) -> Import | None:
    """The import, if it is ours to run now: counted as an attempt before anything can go wrong."""
    rows = Import.objects.select_for_update(no_key=True, of=("self",)).select_related("by")
    found, now = rows.filter(pk=import_id).first(), timezone.now()
    if found is None or found.state not in (State.WAITING, State.RUNNING):
        return None
    if found.since and now < found.since + timedelta(seconds=settings.READ_LEASE_SECONDS):
        return None
    if found.attempts >= Import.ATTEMPTS:
        _end(found, State.FAILED, error="The worker died three times over this feed.")
        return None
    found.attempts, found.state, found.since, found.done = found.attempts + 1, State.RUNNING, now, 0
    found.save(update_fields=["attempts", "state", "since", "done"])
    return found


@contextmanager
def _opened(asked: Import) -> Iterator[BinaryIO]:
    """The feed as a file; one from the web is first fetched to the disk."""
    if asked.data is not None:
        yield BytesIO(bytes(asked.data))
        return
    with TemporaryFile() as file:
        fetching.feed(asked.feed, file)
        asked.size = file.tell()
        file.seek(0)
        yield file


@contextmanager
def _watched(asked: Import, file: BinaryIO) -> Iterator[BinaryIO]:
    """The file; how far it is read is noted by another connection: the import's own shows nothing before its end."""
    beside = connection.copy()
    last = monotonic()

    class Watched:
        def read(self, size: int = -1) -> bytes:
            nonlocal last
            if monotonic() - last > EVERY:
                last = monotonic()
                with beside.cursor() as cursor:
                    cursor.execute(
                        "UPDATE claims_import SET done = %s, size = %s WHERE id = %s",
                        [file.tell(), asked.size, asked.pk],
                    )
            return file.read(size)

    try:
        yield cast(BinaryIO, Watched())
    finally:
        beside.close()


@transaction.atomic
def _ended(import_id: int, state: State, **what: Any) -> None:
    _end(Import.objects.select_for_update(no_key=True).get(pk=import_id), state, **what)


def _end(ended: Import, state: State, **what: Any) -> None:
    written = {"state": state, "data": None, **what}
    for field, value in written.items():
        setattr(ended, field, value)
    ended.save(update_fields=list(written))
    if state == State.FAILED:
        data = ImportChanged(feed=ended.feed, run=ended.pk, error=ended.error)
        events.record(REVIEWS_IMPORT_FAILED, actor=None, data=data)
