"""Erases personal data whose time is up: one function for each kind that `claims.retention` lists."""

from collections.abc import Callable

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from claims.event_data.retention import DataErased
from claims.models import Event, Translation, Verdict
from claims.selectors.retention import (
    list_expired_drafts,
    list_expired_sessions,
    list_expired_sign_in_ids,
    list_expired_translation_ids,
)
from claims.services.desk_notifications import delete_expired_notifications
from claims.services.events import record_event
from claims.services.reports import erase_report_emails
from claims.services.stored_files import delete_unused_files
from claims.services.submissions import erase_submitted_files
from claims.services.tips import erase_tip_emails
from claims.verbs.desk import DATA_ERASED
from claims.verbs.verdicts import VERDICT_DRAFTED


@transaction.atomic
def erase_expired_data(*, code: str) -> Event | None:
    """Erase what has expired of one kind, a portion per call. Returns None if nothing has."""
    count = ERASERS[code]()
    return record_event(DATA_ERASED, actor=None, data=DataErased(code=code, count=count)) if count else None


def _erase_drafts() -> int:
    """Delete drafts of verdicts with the words of their saves in the history, and drafts of translations."""
    drafts = list_expired_drafts()
    for draft in drafts:
        saves = Event.objects.filter(verb=VERDICT_DRAFTED.name, claim=draft.claim_id, data__revision=draft.revision)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE claims_event SET data = data - 'delta' - 'sums' WHERE id = ANY(%s)",
                [list(saves.values_list("pk", flat=True))],
            )
    Verdict.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    expired = list_expired_translation_ids()
    Translation.objects.filter(pk__in=expired).delete()
    return len(drafts) + len(expired)


def _erase_sessions() -> int:
    sessions = list(list_expired_sessions())
    Session.objects.filter(session_key__in=[session.session_key for session in sessions]).delete()
    for session in sessions:
        session.delete()
    return len(sessions)


def _erase_sign_ins() -> int:
    expired = list_expired_sign_in_ids()
    Event.objects.filter(pk__in=expired).delete()
    return len(expired)


def _erase_tip_addresses() -> int:
    """Erase addresses of tips; their own event names the tips."""
    erase_tip_emails()
    return 0


def _erase_report_addresses() -> int:
    """Erase addresses of reports; their own event names the reports."""
    erase_report_emails()
    return 0


ERASERS: dict[str, Callable[[], int]] = {
    "tip_addresses": _erase_tip_addresses,
    "unanswered_tip_addresses": _erase_tip_addresses,
    "report_addresses": _erase_report_addresses,
    "unanswered_report_addresses": _erase_report_addresses,
    "submitted_files": erase_submitted_files,
    "unused_files": delete_unused_files,
    "drafts": _erase_drafts,
    "sessions": _erase_sessions,
    "sign_ins": _erase_sign_ins,
    "notifications": delete_expired_notifications,
}
"""What erases each kind of data that expires."""

EXPIRING_CODES = tuple({eraser: code for code, eraser in ERASERS.items()}.values())
"""A code for each eraser, to run each once."""
