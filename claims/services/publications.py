"""Publishing: what goes out is built once, kept to the byte, and never changed afterwards."""

from django.db import transaction

from claims.event_data.verdicts import VerdictPublished, VerdictWithdrawn
from claims.models import Event, Lease, Publication, User, Verdict
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
    """Let an approved verdict out; the first time as published, afterwards as a correction.

    What does not pass the gate goes out only with a note that says why; it stays in the history.
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
    """The data of the event; refuses what does not meet a requirement and has no note that says why."""
    gaps = find_missing_before_publishing(publication)
    if gaps and not note:
        raise PublicationChecksFailed(missing=gaps)
    return VerdictPublished(revision=publication.revision, lacks=gaps, note=note if gaps else "")


@makes_move("withdraw")
@transaction.atomic
def withdraw_verdict(*, claim_id: int, moderator: User, reason: str, version: int | None = None) -> Event:
    """Take a published verdict back, also while it is being corrected: its page stays, with a notice saying why."""
    if not reason.strip():
        raise ReasonMissing("Say why it is withdrawn; readers will see it.")
    check_reasons(reason=reason)
    claim = lock_claim(claim_id, version=version)
    check_move(claim, "withdraw", by=moderator)
    verdict = Verdict.objects.get(publications=claim.publication)
    lock_log()
    publication = _save_publication(build_withdrawal(claim, verdict, reason.strip(), moderator))
    end_lease(claim, Lease.Ending.CLOSED)
    dropped = drop_draft(claim)
    data = VerdictWithdrawn(revision=publication.revision, reason=publication.note, dropped=dropped)
    return take_step(claim, "withdraw", by=moderator, changes={"publication": publication}, data=data)


def _save_publication(publication: Publication) -> Publication:
    """Save what goes out, with its entry in the log, and let it be found among all fact-checks."""
    publication.save(force_insert=True)
    append_log_entry(publication)
    upsert_own_fact_check(publication)
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return publication
