"""Moderation: a second person approves or sends back, and closes what readers reported."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.event_data.verdicts import Approval, FlagClosed, FlagRaised, VerdictSentBack
from claims.models import Claim, Event, Flag, Publication, User, Verdict
from claims.models.verdict import PARTS
from claims.refusals import BadValue, IllegalMove, ReasonMissing, there
from claims.services import events, leases, verdicts
from claims.services.claims import locked, move
from claims.services.registry import makes_move
from claims.verbs import FLAG_CLOSED, FLAG_RAISED

FLAG_ROOM, EMAIL_ROOM, NOTE_ROOM = 4000, 254, 500


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
    by_part = _notes(notes or {})
    claim = locked(claim_id, version=version)
    verdict = _newest(claim)
    approval = Approval(by=verdict.approved_by_id, at=verdict.approved) if verdict.approved else None
    data = VerdictSentBack(reason=reason.strip()[:2000], notes_by_part=by_part, approval=approval)
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
    if any(len(note) > NOTE_ROOM for note in notes.values()):
        raise BadValue(f"A note has room for {NOTE_ROOM} characters.", field="notes")
    return {part: notes[part].strip() for part in PARTS if notes.get(part, "").strip()}


@transaction.atomic
def report(*, publication: Publication, reason: str, text: str, email: str = "", reporter: User | None = None) -> Flag:
    """Keep what a reader says is wrong with a published verdict."""
    if reason not in Flag.Reason:
        raise BadValue("Choose what is wrong.", field="reason")
    if not text.strip():
        raise ReasonMissing("Say what is wrong, in a few words.")
    if len(text) > FLAG_ROOM:
        raise BadValue(f"There is room for {FLAG_ROOM:,} characters.", field="text")
    if len(email) > EMAIL_ROOM:
        raise BadValue(f"An e-mail address has at most {EMAIL_ROOM} characters.", field="email")
    flag = Flag.objects.create(
        publication=publication, reason=reason, text=text.strip(), email=email, reporter=reporter
    )
    data = FlagRaised(flag=flag.pk, reason=reason)
    events.record(FLAG_RAISED, actor=reporter, claim=publication.claim, data=data)
    return flag


@transaction.atomic
def close_flag(*, flag_id: int, moderator: User, outcome: str, note: str = "") -> Flag:
    """Say what became of a report."""
    permissions.demand(moderator, "flags.close")
    if outcome not in Flag.Outcome:
        raise BadValue("A report is upheld or not upheld.", field="outcome")
    flag = there(Flag.objects.select_for_update(no_key=True, of=("self",)).filter(pk=flag_id).first())
    if flag.closed:
        raise IllegalMove("This report is closed already.")
    permissions.demand_free(moderator, flag=flag)
    flag.closed, flag.closed_by, flag.outcome, flag.note = (
        timezone.now(),
        moderator,
        outcome,
        note.strip()[:2000],
    )
    flag.save(update_fields=["closed", "closed_by", "outcome", "note"])
    data = FlagClosed(flag=flag.pk, outcome=outcome)
    events.record(FLAG_CLOSED, actor=moderator, claim=flag.publication.claim, data=data)
    return flag
