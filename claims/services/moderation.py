"""Moderation: a second person approves or sends back, and closes what readers reported."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from claims.event_data.verdicts import Approval, ReportClosed, ReportSubmitted, VerdictSentBack
from claims.models import Claim, Event, Publication, Report, User, Verdict
from claims.models.verdict import VERDICT_PARTS
from claims.permissions import demand
from claims.refusals import BadValue, IllegalMove, ReasonMissing, require_found
from claims.services.cases import check_case
from claims.services.claims import lock_claim, make_claim_move
from claims.services.events import record_event
from claims.services.leases import grant_lease
from claims.services.lengths import check_length, check_lengths, check_reasons
from claims.services.registry import makes_move
from claims.services.verdicts import copy_verdict_to_draft
from claims.verbs import REPORT_CLOSED, REPORT_SUBMITTED


def _newest_submitted_verdict(claim: Claim) -> Verdict:
    verdict = Verdict.objects.select_for_update(no_key=True).filter(claim=claim, submitted__isnull=False).first()
    if verdict is None:
        raise IllegalMove("No verdict waits here.")
    return verdict


@makes_move("approve")
@transaction.atomic
def approve_verdict(*, claim_id: int, moderator: User, version: int | None = None) -> Event:
    """Say as a second person that a submitted verdict may be published."""
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
    """Return a verdict to its author with a reason; the author gets a new draft and a long lease.

    `notes` are words about single parts (see `models.verdict.VERDICT_PARTS`), which the editor sees beside them.
    """
    if not reason.strip():
        raise ReasonMissing("Say what has to change; the editor will see it.")
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
        raise BadValue(f"A verdict has no part “{unknown[0][:40]}”.", field="notes")
    for note in notes.values():
        check_length(note, limit=Verdict.PART_NOTE_CHARACTERS, field="notes")
    return {part: notes[part].strip() for part in VERDICT_PARTS if notes.get(part, "").strip()}


@transaction.atomic
def report_problem(
    *, publication: Publication, reason: str, text: str, email: str = "", reporter: User | None = None
) -> Report:
    """Keep what a reader says is wrong with a published verdict."""
    if reason not in Report.Reason:
        raise BadValue("Choose what is wrong.", field="reason")
    if not text.strip():
        raise ReasonMissing("Say what is wrong, in a few words.")
    check_lengths(Report, text=text, email=email)
    report = Report.objects.create(
        publication=publication, reason=reason, text=text.strip(), email=email, reporter=reporter
    )
    data = ReportSubmitted(report=report.pk, reason=reason)
    record_event(REPORT_SUBMITTED, actor=reporter, claim=publication.claim, data=data)
    return report


@transaction.atomic
def close_report(*, report_id: int, moderator: User, outcome: str, note: str = "") -> Report:
    """Say what became of a report."""
    demand(moderator, "reports.close")
    if outcome not in Report.Outcome:
        raise BadValue("A report is upheld or not upheld.", field="outcome")
    check_lengths(Report, note=note)
    report = require_found(Report.objects.select_for_update(no_key=True, of=("self",)).filter(pk=report_id).first())
    if report.closed:
        raise IllegalMove("This report is closed already.")
    check_case(moderator, report=report)
    report.closed, report.closed_by, report.outcome, report.note = (
        timezone.now(),
        moderator,
        outcome,
        note.strip(),
    )
    report.save(update_fields=["closed", "closed_by", "outcome", "note"])
    data = ReportClosed(report=report.pk, outcome=outcome)
    record_event(REPORT_CLOSED, actor=moderator, claim=report.publication.claim, data=data)
    return report
