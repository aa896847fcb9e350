"""Publishing and withdrawing verdicts; a publication is built once and never changes."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.verdicts import VerdictPublished, VerdictWithdrawn
from claims.models import Event, Lease, Publication, User
from claims.refusals import PublicationChecksFailed, ReasonMissing
from claims.services import task_wakeups
from claims.services.claims import check_move, lock_claim, take_step
from claims.services.fact_checks import upsert_own_fact_check
from claims.services.leases import end_lease
from claims.services.lengths import check_reasons
from claims.services.publication_builder import build_next_publication, build_withdrawal
from claims.services.publication_log import append_log_entry, lock_log
from claims.services.registry import makes_move
from claims.services.requirements import find_missing_before_publishing
from claims.services.verdicts import drop_draft
from claims.services.webhooks import DELIVER_TASK


@makes_move("publish")
@transaction.atomic
def publish_verdict(*, claim_id: int, moderator: User, note: str = "", version: int | None = None) -> Event:
    """Publish an approved verdict: the first publication, or a correction.

    A verdict that does not pass the publication checks needs a note that says why; the history shows the note.
    """
    check_reasons(note=note)
    claim = lock_claim(claim_id, version=version)
    check_move(claim, "publish", by=moderator)
    verdict = claim.verdicts.filter(approved__isnull=False)[0]
    lock_log()
    publication = build_next_publication(claim, verdict, moderator)
    data = _publication_data(publication, note.strip())
    _save_publication(publication)
    return take_step(claim, "publish", by=moderator, changes={"publication": publication}, data=data)


def _publication_data(publication: Publication, note: str) -> VerdictPublished:
    """Return the data of the event. Refuse a publication that does not pass the checks and has no note."""
    missing = find_missing_before_publishing(publication)
    if missing and not note:
        raise PublicationChecksFailed(missing=missing)
    return VerdictPublished(revision=publication.revision, lacks=missing, note=note if missing else "")


@makes_move("withdraw")
@transaction.atomic
def withdraw_verdict(*, claim_id: int, moderator: User, reason: str, version: int | None = None) -> Event:
    """Withdraw a published verdict, also while it is being corrected. Its page stays, with a notice that says why."""
    if not reason.strip():
        raise ReasonMissing(gettext("Explain why the verdict is withdrawn. Readers will see it."))
    check_reasons(reason=reason)
    claim = lock_claim(claim_id, version=version)
    check_move(claim, "withdraw", by=moderator)
    published = Publication.objects.select_related("claim", "verdict").get(current_of=claim)
    lock_log()
    publication = _save_publication(build_withdrawal(published, reason.strip(), moderator))
    end_lease(claim, Lease.Ending.CLOSED)
    dropped = drop_draft(claim)
    data = VerdictWithdrawn(revision=publication.revision, reason=publication.note, dropped=dropped)
    return take_step(claim, "withdraw", by=moderator, changes={"publication": publication}, data=data)


def _save_publication(publication: Publication) -> Publication:
    """Save a publication with its log entry, and make it searchable among all fact-checks."""
    publication.save(force_insert=True)
    append_log_entry(publication)
    upsert_own_fact_check(publication)
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return publication
