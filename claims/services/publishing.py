"""Publishing: what goes out is built once, kept to the byte, and never changed afterwards."""

from django.db import transaction

from claims.models import Assignment, Publication, User, Verdict
from claims.refusals import GateClosed, ReasonMissing
from claims.services import leases, log, reviews, verdicts, wake
from claims.services.claims import check, locked, take_step
from claims.services.lengths import check_reasons
from claims.services.publication_builder import build_next_publication, build_withdrawal
from claims.services.requirements import find_missing_before_publishing
from claims.services.webhooks import DELIVER


@transaction.atomic
def publish(*, claim_id: int, moderator: User, note: str = "", version: int | None = None) -> Publication:
    """Let an approved verdict out; the first time as published, afterwards as a correction.

    What does not pass the gate goes out only with a note that says why; it stays in the history.
    """
    check_reasons(note=note)
    claim = locked(claim_id, version=version)
    check(claim, "publish", by=moderator)
    verdict = claim.verdicts.filter(approved__isnull=False)[0]
    log.hold()
    publication = build_next_publication(claim, verdict, moderator)
    passed = _through_the_gate(publication, note.strip())
    _out(publication)
    changes: dict[str, object] = {"publication": publication}
    take_step(claim, "publish", by=moderator, changes=changes, revision=publication.revision, **passed)
    return publication


def _through_the_gate(publication: Publication, note: str) -> dict[str, object]:
    """What the event keeps where a moderator lets something out that lacks something; refuses without a note."""
    gaps = find_missing_before_publishing(publication)
    if gaps and not note:
        raise GateClosed(missing=gaps)
    return {"lacks": gaps, "note": note} if gaps else {}


@transaction.atomic
def withdraw(*, claim_id: int, moderator: User, reason: str, version: int | None = None) -> Publication:
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
    written = {"revision": publication.revision, "reason": publication.note, "dropped": dropped}
    take_step(claim, "withdraw", by=moderator, changes={"publication": publication}, **written)
    return publication


def _out(publication: Publication) -> Publication:
    """Save what goes out, with its entry in the log, and let it be found among all fact-checks."""
    publication.save(force_insert=True)
    log.append(publication)
    reviews.show(publication)
    wake.after_commit(DELIVER)
    return publication
