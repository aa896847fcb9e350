"""Moderation: a second person approves or sends back, and closes what readers reported."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.event_data.verdicts import Approval, FlagClosed, FlagRaised, VerdictSentBack
from claims.models import Claim, Event, Flag, Publication, User, Verdict
from claims.models.verdict import PARTS
from claims.refusals import BadValue, IllegalMove, ReasonMissing, require_found
from claims.services import events, leases, verdicts
from claims.services.cases import check_case
from claims.services.claims import locked, move
from claims.services.lengths import check_length, check_lengths, check_reasons
from claims.services.registry import makes_move
from claims.verbs import FLAG_CLOSED, FLAG_RAISED


def _newest(claim: Claim) -> Verdict:
    verdict = Verdict.objects.select_for_update(no_key=True).filter(claim=claim, submitted__isnull=False).first()
    if verdict is None:
        raise IllegalMove("No verdict waits here.")
    return verdict


@makes_move("approve")
@transaction.atomic
def approve(*, claim_id: int, moderator: User, version: int | None = None) -> Event:
    """Say as a second person that a submitted verdict may be published."""
    claim = locked(claim_id, version=version)
    event = move(claim, "approve", by=moderator)
    verdict = _newest(claim)
    verdict.approved, verdict.approved_by = timezone.now(), moderator
    verdict.save(update_fields=["approved", "approved_by"])
    return event


@makes_move("send_back")
@transaction.atomic
def send_back(
    *,
    claim_id: int,
    moderator: User,
    reason: str,
    notes: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Event:
    """Return a verdict to its author with a reason; the author gets a new draft and a long lease.

    `notes` are words about single parts (see `models.verdict.PARTS`), which the editor sees beside them.
    """
    if not reason.strip():
        raise ReasonMissing("Say what has to change; the editor will see it.")
    check_reasons(reason=reason)
    by_part = _notes(notes or {})
    claim = locked(claim_id, version=version)
    verdict = _newest(claim)
    approval = Approval(by=verdict.approved_by_id, at=verdict.approved) if verdict.approved else None
    data = VerdictSentBack(reason=reason.strip(), notes_by_part=by_part, approval=approval)
    event = move(claim, "send_back", by=moderator, data=data)
    verdict.sent_back, verdict.sent_back_reason, verdict.sent_back_notes = timezone.now(), reason.strip(), by_part
    verdict.approved, verdict.approved_by = None, None
    verdict.save(update_fields=["sent_back", "sent_back_reason", "sent_back_notes", "approved", "approved_by"])
    leases.grant(claim, verdict.author, sent_back=True)
    verdicts.copy_draft(verdict, verdict.author)
    return event


def _notes(notes: Mapping[str, str]) -> dict[str, str]:
    if unknown := sorted({*notes} - {*PARTS}):
        raise BadValue(f"A verdict has no part “{unknown[0][:40]}”.", field="notes")
    for note in notes.values():
        check_length(note, limit=Verdict.PART_NOTE_CHARACTERS, field="notes")
    return {part: notes[part].strip() for part in PARTS if notes.get(part, "").strip()}


@transaction.atomic
def report(*, publication: Publication, reason: str, text: str, email: str = "", reporter: User | None = None) -> Flag:
    """Keep what a reader says is wrong with a published verdict."""
    if reason not in Flag.Reason:
        raise BadValue("Choose what is wrong.", field="reason")
    if not text.strip():
        raise ReasonMissing("Say what is wrong, in a few words.")
    check_lengths(Flag, text=text, email=email)
    flag = Flag.objects.create(
        publication=publication, reason=reason, text=text.strip(), email=email, reporter=reporter
    )
    data = FlagRaised(flag=flag.pk, reason=reason)
    events.record(FLAG_RAISED, actor=reporter, claim=publication.claim, data=data)
    return flag


@transaction.atomic
def close_flag(*, flag_id: int, moderator: User, outcome: str, note: str = "") -> Flag:
    """Say what became of a report."""
    permissions.demand(moderator, "reports.close")
    if outcome not in Flag.Outcome:
        raise BadValue("A report is upheld or not upheld.", field="outcome")
    check_lengths(Flag, note=note)
    flag = require_found(Flag.objects.select_for_update(no_key=True, of=("self",)).filter(pk=flag_id).first())
    if flag.closed:
        raise IllegalMove("This report is closed already.")
    check_case(moderator, flag=flag)
    flag.closed, flag.closed_by, flag.outcome, flag.note = (
        timezone.now(),
        moderator,
        outcome,
        note.strip(),
    )
    flag.save(update_fields=["closed", "closed_by", "outcome", "note"])
    data = FlagClosed(flag=flag.pk, outcome=outcome)
    events.record(FLAG_CLOSED, actor=moderator, claim=flag.publication.claim, data=data)
    return flag
