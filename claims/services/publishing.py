"""Publishing: what goes out is built once, kept to the byte, and never changed afterwards."""

from django.db import transaction

from claims.event_data.verdicts import VerdictPublished, VerdictWithdrawn
from claims.models import Assignment, Event, Publication, User, Verdict
from claims.refusals import GateClosed, ReasonMissing
from claims.services import leases, log, reviews, verdicts, wake
from claims.services.claims import check, locked, take_step
from claims.services.lengths import check_reasons
from claims.services.publication_builder import build_next_publication, build_withdrawal
from claims.services.registry import makes_move
from claims.services.requirements import find_missing_before_publishing
from claims.services.webhooks import DELIVER


@makes_move("publish")
@transaction.atomic
def publish(*, claim_id: int, moderator: User, note: str = "", version: int | None = None) -> Event:
    """Let an approved verdict out; the first time as published, afterwards as a correction.

    What does not pass the gate goes out only with a note that says why; it stays in the history.
    """
    check_reasons(note=note)
    claim = locked(claim_id, version=version)
    check(claim, "publish", by=moderator)
    verdict = claim.verdicts.filter(approved__isnull=False)[0]
    log.hold()
    publication = build_next_publication(claim, verdict, moderator)
    data = _publication_data(publication, note.strip())
    _out(publication)
    return take_step(claim, "publish", by=moderator, changes={"publication": publication}, data=data)


def _publication_data(publication: Publication, note: str) -> VerdictPublished:
    """The data of the event; refuses what does not meet a requirement and has no note that says why."""
    gaps = find_missing_before_publishing(publication)
    if gaps and not note:
        raise GateClosed(missing=gaps)
    return VerdictPublished(revision=publication.revision, lacks=gaps, note=note if gaps else "")


@makes_move("withdraw")
@transaction.atomic
def withdraw(*, claim_id: int, moderator: User, reason: str, version: int | None = None) -> Event:
    """Take a published verdict back, also while it is being corrected: its page stays, with a notice saying why."""
    if not reason.strip():
        raise ReasonMissing("Say why it is withdrawn; readers will see it.")
    check_reasons(reason=reason)
    claim = locked(claim_id, version=version)
    check(claim, "withdraw", by=moderator)
    verdict = Verdict.objects.get(publications=claim.publication)
    log.hold()
    publication = _out(build_withdrawal(claim, verdict, reason.strip(), moderator))
    leases.end(claim, Assignment.Ending.CLOSED)
    dropped = verdicts.drop_draft(claim)
    data = VerdictWithdrawn(revision=publication.revision, reason=publication.note, dropped=dropped)
    return take_step(claim, "withdraw", by=moderator, changes={"publication": publication}, data=data)


def _out(publication: Publication) -> Publication:
    """Save what goes out, with its entry in the log, and let it be found among all fact-checks."""
    publication.save(force_insert=True)
    log.append(publication)
    reviews.show(publication)
    wake.after_commit(DELIVER)
    return publication
