"""Exports of the desk that admins have requested: their events, and the files in `EXPORT_DIR`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from claims.event_data.operation import DeskExported
from claims.export_manifest import MANIFEST_FILE
from claims.models import Event
from claims.refusals import require_found
from claims.verbs import EXPORT_VERBS
from claims.verbs.desk import EXPORT_MADE, EXPORT_REQUESTED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FAILURES = {
    "interrupted": _("Writing was interrupted three times. The log of the worker says why."),
    "disk": _("The disk could not be written. Make room in EXPORT_DIR, then try again."),
    "database": _("PostgreSQL ended the export. Try again; the log of the worker has the reason."),
}
"""Why an export was not written, by the code in its event."""
EXPORT_STATES = {
    "waiting": _("A worker will write it or writes it"),
    "ready": _("It can be downloaded"),
    "failed": _("It was not written"),
    "deleted": _("Its archive was deleted after some days"),
}
MAX_EXPORTS = 10
"""Exports that are listed."""


@dataclass(frozen=True, slots=True)
class RequestedExport:
    """An export by the event that requested it. `report` is None until it is written or has failed."""

    event: Event
    report: DeskExported | None

    @property
    def path(self) -> Path:
        """The path of its archive."""
        return archive_path(self.event.pk)

    @property
    def failure(self) -> "StrOrPromise":
        """Why it was not written; empty if nothing went wrong."""
        return FAILURES[self.report.error] if self.report and self.report.error else ""

    @property
    def state(self) -> str:
        """Return its code of `EXPORT_STATES`."""
        if self.is_waiting or self.failure:
            return "waiting" if self.is_waiting else "failed"
        return "ready" if self.is_there else "deleted"

    @property
    def is_waiting(self) -> bool:
        """Whether a worker will write it or writes it."""
        return self.report is None

    @property
    def is_there(self) -> bool:
        """Whether its file can be downloaded; it is deleted after `DESK_EXPORT_DAYS`."""
        return bool(self.report and not self.report.error) and self.path.exists()

    @property
    def written_files(self) -> int:
        """The number of files that are written so far."""
        folder = draft_folder(self.event.pk)
        return sum(1 for _ in folder.glob("*.*")) if folder.exists() else 0

    @property
    def is_packing(self) -> bool:
        """Whether all files are written, and go into the archive."""
        return (draft_folder(self.event.pk) / MANIFEST_FILE).exists()


def desk_export_directory() -> Path:
    """Return the directory of these exports."""
    return Path(settings.EXPORT_DIR) / "desk"


def archive_path(export_id: int) -> Path:
    """Return the path of the archive that is downloaded."""
    return desk_export_directory() / f"{export_id}.zip"


def draft_folder(export_id: int) -> Path:
    """Return the folder in which the export is written."""
    return desk_export_directory() / f"{export_id}.draft"


def list_requested_exports() -> list[RequestedExport]:
    """Return the newest exports, newest first."""
    rows = Event.objects.filter(verb__in=EXPORT_VERBS).select_related("actor").order_by("-id")[: 2 * MAX_EXPORTS]
    events = list(rows)
    made = (event.payload_as(DeskExported) for event in events if event.verb == EXPORT_MADE.name)
    reports = {report.export: report for report in made}
    requested = [event for event in events if event.verb == EXPORT_REQUESTED.name]
    return [RequestedExport(event, reports.get(event.pk)) for event in requested[:MAX_EXPORTS]]


def find_waiting_export() -> RequestedExport | None:
    """Return an export that waits to be written."""
    return next((row for row in list_requested_exports() if row.is_waiting), None)


def find_requested_export(export_id: int) -> RequestedExport:
    """Return one of the newest exports, with or without a file; raises `NotFound`."""
    return require_found(next((row for row in list_requested_exports() if row.event.pk == export_id), None))


def get_requested_export(export_id: int) -> RequestedExport:
    """Return an export whose file is there; raises `NotFound`."""
    rows = (row for row in list_requested_exports() if row.event.pk == export_id and row.is_there)
    return require_found(next(rows, None))
