"""Moderation: another person approves a submitted verdict or sends it back."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.verdicts import Approval, VerdictSentBack
from claims.models import Claim, Event, User, Verdict
from claims.models.verdict import VERDICT_PARTS
from claims.refusals import BadValue, IllegalMove, ReasonMissing
from claims.services.claims import lock_claim, make_claim_move
from claims.services.leases import grant_lease
from claims.services.lengths import check_length, check_reasons
from claims.services.registry import makes_move
from claims.services.verdicts import copy_verdict_to_draft


def _newest_submitted_verdict(claim: Claim) -> Verdict:
    verdict = Verdict.objects.select_for_update(no_key=True).filter(claim=claim, submitted__isnull=False).first()
    if verdict is None:
        raise IllegalMove(gettext("No verdict is waiting for a decision."))
    return verdict


@makes_move("approve")
@transaction.atomic
def approve_verdict(*, claim_id: int, moderator: User, version: int | None = None) -> Event:
    """Approve a submitted verdict as a second person; it can be published then."""
    claim = lock_claim(claim_id, version=version)
    event = make_claim_move(claim, "approve", by=moderator)
    verdict = _newest_submitted_verdict(claim)
    verdict.approved, verdict.approved_by = timezone.now(), moderator
    verdict.save(update_fields=["approved", "approved_by"])
    return event


@makes_move("send_back")
@transaction.atomic
def send_back_verdict(
    *,
    claim_id: int,
    moderator: User,
    reason: str,
    notes: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Event:
    """Send a verdict back to its author with a reason; the author gets a new draft and a long lease.

    `notes` are notes about single parts (see `models.verdict.VERDICT_PARTS`); the form shows them beside the parts.
    """
    if not reason.strip():
        raise ReasonMissing(gettext("Explain what has to change. The editor will see it."))
    check_reasons(reason=reason)
    by_part = _clean_notes(notes or {})
    claim = lock_claim(claim_id, version=version)
    verdict = _newest_submitted_verdict(claim)
    approval = Approval(by=verdict.approved_by_id, at=verdict.approved) if verdict.approved else None
    data = VerdictSentBack(reason=reason.strip(), notes_by_part=by_part, approval=approval)
    event = make_claim_move(claim, "send_back", by=moderator, data=data)
    verdict.sent_back, verdict.sent_back_reason, verdict.sent_back_notes = timezone.now(), reason.strip(), by_part
    verdict.approved, verdict.approved_by = None, None
    verdict.save(update_fields=["sent_back", "sent_back_reason", "sent_back_notes", "approved", "approved_by"])
    grant_lease(claim, verdict.author, sent_back=True)
    copy_verdict_to_draft(verdict, verdict.author)
    return event


def _clean_notes(notes: Mapping[str, str]) -> dict[str, str]:
    if unknown := sorted({*notes} - {*VERDICT_PARTS}):
        raise BadValue(gettext("A verdict has no part “%(part)s”.") % {"part": unknown[0][:40]}, field="notes")
    for note in notes.values():
        check_length(note, limit=Verdict.PART_NOTE_CHARACTERS, field="notes")
    return {part: notes[part].strip() for part in VERDICT_PARTS if notes.get(part, "").strip()}
