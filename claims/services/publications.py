"""Publishing and withdrawing verdicts; a publication is built once and never changes."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext

from claims.event_data.verdicts import PublicationScheduled, VerdictPublished, VerdictWithdrawn
from claims.models import Claim, Event, Lease, Publication, User
from claims.refusals import PublicationChecksFailed, ReasonMissing
from claims.services.claims import check_move, lock_claim, take_step
from claims.services.leases import end_lease
from claims.services.lengths import check_reasons
from claims.services.publication_builder import build_next_publication, build_withdrawal
from claims.services.publication_log import lock_log
from claims.services.publication_records import save_publication
from claims.services.registry import makes_move
from claims.services.requirements import find_missing_before_publishing
from claims.services.scheduled_publications import end_waiting, schedule_move
from claims.services.translation_ends import end_translations
from claims.services.verdicts import drop_draft
from claims.verbs.verdicts import PUBLICATION_SCHEDULED, WITHDRAWAL_SCHEDULED


@makes_move("publish")
@transaction.atomic
def publish_verdict(
    *, claim_id: int, moderator: User, note: str = "", version: int | None = None, at_once: bool = False
) -> Event:
    """Publish an approved verdict: the first publication, or a correction.

    It waits `PUBLICATION_DELAY_SECONDS` before it goes out, unless it is published `at_once`. A verdict that does not
    pass the publication checks needs a note that says why; the history shows the note.
    """
    check_reasons(note=note)
    claim = lock_claim(claim_id, version=version)
    check_move(claim, "publish", by=moderator)
    waits = bool(settings.PUBLICATION_DELAY_SECONDS) and not at_once
    if not waits:
        lock_log()
    publication, missing = _build_publication(claim, moderator)
    if missing and not note.strip():
        raise PublicationChecksFailed(missing=missing)
    words = note.strip() if missing else ""
    if waits:
        return schedule_move(claim, "publish", by=moderator, words=words)
    return _finish_publication(claim, moderator, publication, missing, words)


def _build_publication(claim: Claim, moderator: User) -> tuple[Publication, list[str]]:
    """Return what publishing the approved verdict now would save, and the codes of the checks that it does not pass."""
    publication = build_next_publication(claim, claim.verdicts.filter(approved__isnull=False)[0], moderator)
    return publication, find_missing_before_publishing(publication)


def _put_out_publication(claim: Claim, moderator: User, note: str) -> Event:
    """Publish the approved verdict of a locked claim that has waited."""
    lock_log()
    return _finish_publication(claim, moderator, *_build_publication(claim, moderator), note)


def _finish_publication(
    claim: Claim, moderator: User, publication: Publication, missing: list[str], note: str
) -> Event:
    """Save a publication that was built while the log is locked, and move its claim."""
    data = VerdictPublished(revision=publication.revision, lacks=missing, note=note)
    save_publication(publication)
    return take_step(claim, "publish", by=moderator, changes={"publication": publication}, data=data)


@makes_move("withdraw")
@transaction.atomic
def withdraw_verdict(
    *, claim_id: int, moderator: User, reason: str, version: int | None = None, at_once: bool = False
) -> Event:
    """Withdraw a published verdict, also while it is being corrected. Its page stays, with a notice that says why.

    It waits `PUBLICATION_DELAY_SECONDS` before it goes out, unless it is withdrawn `at_once`.
    """
    if not reason.strip():
        raise ReasonMissing(gettext("Explain why the verdict is withdrawn. Readers will see it."))
    check_reasons(reason=reason)
    claim = lock_claim(claim_id, version=version)
    check_move(claim, "withdraw", by=moderator)
    if at_once or not settings.PUBLICATION_DELAY_SECONDS:
        return _put_out_withdrawal(claim, moderator, reason.strip())
    return schedule_move(claim, "withdraw", by=moderator, words=reason.strip())


def _put_out_withdrawal(claim: Claim, moderator: User, reason: str) -> Event:
    """Withdraw the published verdict of a locked claim."""
    published = Publication.objects.select_related("claim", "verdict").get(current_of=claim)
    lock_log()
    publication = save_publication(build_withdrawal(published, reason, moderator))
    end_translations(claim, publication)
    end_lease(claim, Lease.Ending.CLOSED)
    dropped = drop_draft(claim)
    data = VerdictWithdrawn(revision=publication.revision, reason=publication.note, dropped=dropped)
    return take_step(claim, "withdraw", by=moderator, changes={"publication": publication}, data=data)


PUT_OUT: dict[str, Callable[[Claim, User, str], Event]] = {
    PUBLICATION_SCHEDULED.name: _put_out_publication,
    WITHDRAWAL_SCHEDULED.name: _put_out_withdrawal,
}
"""What is done once the waiting is over, by the verb of the event that started it."""


@transaction.atomic
def put_out_claim(*, claim_id: int) -> Event | None:
    """Put out what waits for a claim and is due. Returns None if nothing is, or if another worker has the claim."""
    due = Claim.objects.select_for_update(no_key=True, of=("self",), skip_locked=True)
    claim = due.select_related("goes_out_event__actor").filter(pk=claim_id, goes_out__lte=Now()).first()
    started = claim.goes_out_event if claim else None
    if claim is None or started is None or started.actor is None:
        return None
    end_waiting(claim)
    return PUT_OUT[started.verb](claim, started.actor, started.payload_as(PublicationScheduled).words)
