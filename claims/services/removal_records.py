"""The records of removals: who removed what and why, with the hash that the row had."""

from django.utils.translation import gettext

from claims.event_data.retention import DataRemoved
from claims.models import Claim, Event, Removal, User
from claims.refusals import BadValue, ReasonMissing
from claims.removal_reasons import REMOVAL_REASONS
from claims.services.events import record_event
from claims.services.lengths import check_reasons
from claims.verbs.desk import DATA_REMOVED


def check_removal_reason(reason: str, note: str) -> None:
    """Refuse a removal without a reason of `REMOVAL_REASONS`, or with a note that is too long."""
    if not reason:
        raise ReasonMissing
    if reason not in REMOVAL_REASONS:
        raise BadValue(gettext("Choose a reason."), field="reason")
    check_reasons(note=note)


def create_removal(*, kind: str, subject: int, reason: str, note: str, by: User) -> Removal:
    """Create the record of a removal before the row changes; the database adds the hash of the row."""
    removal = Removal.objects.create(kind=kind, subject=subject, reason=reason, note=note.strip(), removed_by=by)
    removal.refresh_from_db()
    return removal


def create_further_removal(removal: Removal, *, kind: str, subject: int) -> Removal:
    """Create the record of what goes together with what is removed, for the same reason."""
    return Removal.objects.create(
        kind=kind, subject=subject, reason=removal.reason, note=removal.note, removed_by=removal.removed_by
    )


def record_removal(removal: Removal, *, claim: Claim | None = None) -> Event:
    """Record the event of a removal."""
    data = DataRemoved(
        kind=removal.kind,
        subject=removal.subject,
        reason=removal.reason,
        note=removal.note,
        row_sha256=removal.row_sha256,
    )
    return record_event(DATA_REMOVED, actor=removal.removed_by, claim=claim, data=data)
