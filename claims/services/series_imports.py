"""Files of official figures: submitted, read by a worker, looked at, stored as vintages, and undone."""

import hashlib
from datetime import date, timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.series import FiguresImported
from claims.intake.addresses import parse_url
from claims.intake.limited_process import fetch_feed_file, read_series_table
from claims.intake.series_files import MAX_SERIES_BYTES, SeriesTable
from claims.models import Observation, Series, SeriesImport, User
from claims.permissions import demand
from claims.refusals import BadValue, Conflict, EmptyText, Refusal, TextTooLong, require_found
from claims.selectors.series_imports import SeriesReport, StoredValues, compare_rows, list_stored_values
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import check_lengths, cut_to_field
from claims.verbs.series import FIGURES_FAILED, FIGURES_IMPORTED, FIGURES_REQUESTED, FIGURES_UNDONE

READ_FIGURES_TASK = "claims.tasks.read_figures"
BATCH_ROWS = 2_000
State = SeriesImport.State


@transaction.atomic
def import_figures_file(*, series_id: int, name: str, data: bytes, published: date, by: User) -> SeriesImport:
    """Store a file of values that a worker will read."""
    demand(by, "series.manage")
    if not data:
        raise EmptyText(gettext("This file is empty."))
    if len(data) > MAX_SERIES_BYTES:
        detail = gettext("A file of figures can have %(limit)d MB at most.")
        raise TextTooLong(detail % {"limit": MAX_SERIES_BYTES // 1_000_000})
    run = SeriesImport(name=name or gettext("Uploaded file"), data=data, sha256=hashlib.sha256(data).hexdigest())
    return _create_import(run, series_id, published, by)


@transaction.atomic
def import_figures_url(*, series_id: int, url: str, published: date, by: User) -> SeriesImport:
    """Store the URL of values that a worker will fetch and read."""
    demand(by, "series.manage")
    return _create_import(SeriesImport(name=str(parse_url(url))), series_id, published, by)


def _create_import(run: SeriesImport, series_id: int, published: date, by: User) -> SeriesImport:
    check_lengths(SeriesImport, name=run.name)
    if published > timezone.localdate():
        raise BadValue(gettext("This day lies in the future."), field="published")
    run.series = require_found(Series.objects.filter(pk=series_id, removed__isnull=True).first())
    run.published, run.created_by, run.due = published, by, timezone.now()
    earlier = SeriesImport.objects.filter(series=run.series, state=State.DONE).order_by("-id").first()
    run.choice = earlier.choice if earlier else ""
    run.save()
    _record(FIGURES_REQUESTED, run, by)
    task_wakeups.send_task_after_commit(READ_FIGURES_TASK, run.pk)
    return run


@transaction.atomic
def choose_series_of_file(*, import_id: int, choice: str, by: User) -> SeriesImport:
    """Read a file of several series again, for the chosen one. Raises `BadValue` and `Conflict`."""
    run = _lock_import(import_id, by, (State.CHOOSING, State.CHECKED))
    if choice not in SeriesTable.from_json(run.table or {}).choices:
        raise BadValue(gettext("The file does not have this series."), field="choice")
    run.choice, run.state, run.attempts, run.due, run.table = choice, State.WAITING, 0, timezone.now(), None
    run.save(update_fields=["choice", "state", "attempts", "due", "table"])
    task_wakeups.send_task_after_commit(READ_FIGURES_TASK, run.pk)
    return run


def read_series_import(*, import_id: int) -> None:
    """Read the file of an import, for a person to look at. Safe to run twice."""
    run = _begin_reading(import_id)
    if run is None:
        return
    try:
        table = _read_file(run)
    except Refusal as refusal:
        _fail_import(import_id, refusal.detail)
        return
    _finish_reading(import_id, run.sha256, table)


@transaction.atomic
def _begin_reading(import_id: int) -> SeriesImport | None:
    """Return the import if this worker is to read it now; that counts as an attempt."""
    rows = SeriesImport.objects.select_for_update(no_key=True, of=("self",)).select_related("series")
    run, now = rows.filter(pk=import_id, state=State.WAITING).first(), timezone.now()
    if run is None or run.due > now:
        return None
    if run.attempts >= SeriesImport.MAX_ATTEMPTS:
        _fail_import(import_id, gettext("The import was interrupted three times."))
        return None
    run.attempts, run.due = run.attempts + 1, now + timedelta(seconds=settings.IMPORT_LEASE_SECONDS)
    run.save(update_fields=["attempts", "due"])
    return run


def _read_file(run: SeriesImport) -> SeriesTable:
    with TemporaryFile(buffering=0) as file:
        if run.data is None:
            fetch_feed_file(run.name, file, max_bytes=MAX_SERIES_BYTES)
            file.seek(0)
            run.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        else:
            file.write(run.data)
        file.seek(0)
        return read_series_table(file, frequency=run.series.frequency, choice=run.choice)


@transaction.atomic
def _finish_reading(import_id: int, sha256: str, table: SeriesTable) -> None:
    run = SeriesImport.objects.select_for_update(no_key=True).filter(pk=import_id, state=State.WAITING).first()
    if run is None:
        return
    run.sha256, run.table, run.choice = sha256, table.to_json(), table.choice or run.choice
    run.state = State.CHECKED if table.choice else State.CHOOSING
    if table.choice:
        report, _values = compare_rows(table, list_stored_values(run.series_id, table.rows), run.published)
        run.report = report.to_json()
    run.save(update_fields=["sha256", "table", "choice", "state", "report"])


@transaction.atomic
def _fail_import(import_id: int, error: str) -> None:
    run = SeriesImport.objects.select_for_update(no_key=True).filter(pk=import_id, state=State.WAITING).first()
    if run is None:
        return
    run.state, run.error, run.data, run.table = State.FAILED, cut_to_field(SeriesImport, "error", error), None, None
    run.save(update_fields=["state", "error", "data", "table"])
    _record(FIGURES_FAILED, run, None, error=run.error)


@transaction.atomic
def confirm_series_import(*, import_id: int, by: User) -> SeriesImport:
    """Store the values of an import that was checked, as new vintages. Raises `Conflict`."""
    run = _lock_import(import_id, by, (State.CHECKED,))
    table = SeriesTable.from_json(run.table or {})
    Series.objects.select_for_update(no_key=True).get(pk=run.series_id)  # one import of a series at a time
    report, values = compare_rows(table, list_stored_values(run.series_id, table.rows), run.published)
    _store_values(run, values)
    run.state, run.report, run.data, run.table = State.DONE, report.to_json(), None, None
    run.save(update_fields=["state", "report", "data", "table"])
    _record(FIGURES_IMPORTED, run, by, report)
    return run


def _store_values(run: SeriesImport, values: StoredValues) -> None:
    rows = [
        Observation(series_id=run.series_id, run=run, start=start, published=published, value=value, line=line)
        for start, published, value, line in values
    ]
    Observation.objects.bulk_create(rows, batch_size=BATCH_ROWS)


@transaction.atomic
def undo_series_import(*, import_id: int, by: User) -> SeriesImport:
    """Withdraw the values that an import brought; those of other imports stay. Raises `Conflict`."""
    run = _lock_import(import_id, by, (State.DONE,))
    run.observations.update(withdrawn=True)
    run.state = State.UNDONE
    run.save(update_fields=["state"])
    _record(FIGURES_UNDONE, run, by, SeriesReport.from_json(run.report))
    return run


def _lock_import(import_id: int, by: User, states: tuple[State, ...]) -> SeriesImport:
    demand(by, "series.manage")
    run = require_found(SeriesImport.objects.select_for_update(no_key=True).filter(pk=import_id).first())
    if run.state not in states:
        raise Conflict(gettext("The import has gone on meanwhile. Reload the page."))
    return run


def _record(
    verb: Verb[FiguresImported], run: SeriesImport, by: User | None, report: SeriesReport | None = None, error: str = ""
) -> None:
    counts = {"added": report.added, "revised": report.revised} if report else {}
    data = FiguresImported(series=run.series_id, run=run.pk, file=run.name, error=error, **counts)
    record_event(verb, actor=by, data=data)
