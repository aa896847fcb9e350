"""Publications and withdrawals wait for a moment before they go out, so that they can be undone."""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Now

from claims.event_data.verdicts import PublicationScheduled
from claims.models import Claim, Event, User
from claims.services.events import record_event
from claims.services.task_wakeups import send_task_after_commit
from claims.workflow import MOVES

GO_OUT_TASK = "claims.tasks.put_out_publications"


def schedule_move(claim: Claim, name: str, *, by: User, words: str) -> Event:
    """Let a move of a locked claim, which has been checked, wait until it goes out; `words` are its note or reason.

    The clock is that of the database. The periodic task finds the claim if the message is lost.
    """
    verb = MOVES[name].waiting_verb
    if verb is None:
        raise ValueError(name)
    delay = timedelta(seconds=settings.PUBLICATION_DELAY_SECONDS)
    event = record_event(verb, actor=by, claim=claim, data=PublicationScheduled(words=words))
    claim.version += 1
    Claim.objects.filter(pk=claim.pk).update(goes_out=Now() + delay, goes_out_event=event, version=claim.version)
    claim.refresh_from_db(fields=["goes_out", "goes_out_event"])
    send_task_after_commit(GO_OUT_TASK, countdown=settings.PUBLICATION_DELAY_SECONDS)
    return event


def end_waiting(claim: Claim) -> None:
    """Let nothing of a locked claim wait any longer."""
    claim.goes_out, claim.goes_out_event = None, None
    claim.save(update_fields=["goes_out", "goes_out_event"])
