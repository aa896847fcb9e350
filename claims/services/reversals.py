"""How each decision is taken back: the state before it, walked to by legal steps. No events here: see `undo`."""

from collections.abc import Callable

from claims.models import Assignment, Claim, Event, Evidence, Match, User, Verdict
from claims.refusals import CannotBeUndone, DecidedSince
from claims.services import corrections, evidence, leases, plans, verdicts
from claims.workflow import Status, way

Ending = Assignment.Ending
Reversal = Callable[[Claim, Event], None]


def put(claim: Claim, status: str, *, dismissal: str = "") -> None:
    """Walk a locked claim to where it was; the trigger sees every step."""
    steps = way(claim.status, status)
    if not steps:
        raise DecidedSince
    claim.version += 1
    for step in steps:
        claim.status, claim.dismissal = step, dismissal if step == Status.DISMISSED else ""
        claim.save(update_fields=["status", "dismissal", "version"])


def _holder(claim: Claim) -> User:
    """Who had the claim last."""
    return claim.assignments.select_related("editor").order_by("-id")[0].editor


def _in_hand_again(claim: Claim) -> None:
    editor = _holder(claim)
    verdicts.open_draft(claim, editor)
    leases.grant(claim, editor)


def _untouched_draft(claim: Claim) -> Verdict:
    draft = claim.verdicts.get(submitted__isnull=True)
    if draft.version > 1:
        raise DecidedSince("Somebody has written in the new draft since.")
    return draft


def _submitted(claim: Claim) -> Verdict:
    return Verdict.objects.select_for_update(no_key=True).filter(claim=claim, submitted__isnull=False)[0]


def back(claim: Claim, event: Event) -> None:
    """Where it was; nothing else had changed."""
    put(claim, event.data["from"])


def no_dismissal(claim: Claim, event: Event) -> None:
    """Where it was; a claim in review returns into the hands it was in."""
    back(claim, event)
    if claim.status == Status.IN_REVIEW:
        _in_hand_again(claim)


def no_reopening(claim: Claim, event: Event) -> None:
    """Dismissed for the same reason as before, or in the queue."""
    reason = event.data.get("dismissal", "")
    if event.data["from"] == Status.DISMISSED and not reason:
        raise CannotBeUndone("Nobody wrote down why it was dismissed. Dismiss it again.")
    put(claim, event.data["from"], dismissal=reason)


def no_taking(claim: Claim, event: Event) -> None:
    """Back into the queue; what is in the draft stays there."""
    put(claim, Status.QUEUED)
    leases.end(claim, Ending.RELEASED)


def no_release(claim: Claim, event: Event) -> None:
    """In the hands of whoever had it."""
    put(claim, Status.IN_REVIEW)
    _in_hand_again(claim)


def no_submission(claim: Claim, event: Event) -> None:
    """A new draft with all that was handed in, leased to its author; the frozen one stays as it is."""
    verdict = _submitted(claim)
    put(claim, Status.IN_REVIEW)
    verdicts.copy_draft(verdict, verdict.author)
    leases.grant(claim, verdict.author)


def no_approval(claim: Claim, event: Event) -> None:
    """It waits for a moderator again."""
    verdict = _submitted(claim)
    verdict.approved, verdict.approved_by = None, None
    verdict.save(update_fields=["approved", "approved_by"])
    put(claim, Status.AWAITING_APPROVAL)


def no_return(claim: Claim, event: Event) -> None:
    """It waits as it did, approved if it was; only while its author has not written in the new draft."""
    _untouched_draft(claim).delete()
    verdict, approval = _submitted(claim), event.data.get("approval") or {}
    verdict.sent_back, verdict.sent_back_reason, verdict.sent_back_notes = None, "", {}
    verdict.approved, verdict.approved_by_id = approval.get("at"), approval.get("by")
    verdict.save(update_fields=["sent_back", "sent_back_reason", "sent_back_notes", "approved", "approved_by"])
    leases.end(claim, Ending.SUBMITTED)
    back(claim, event)


def no_correction(claim: Claim, event: Event) -> None:
    """As public as it was; only while nobody has written in the correction."""
    _untouched_draft(claim).delete()
    leases.end(claim, Ending.CLOSED)
    back(claim, event)


def no_giving_up(claim: Claim, event: Event) -> None:
    """The correction is there again, as far as it was written."""
    given_up = dict(event.data.get("draft") or {})
    if not given_up:
        raise CannotBeUndone("There was no draft to bring back. Begin a correction.")
    put(claim, event.data["from"])
    found, author_id = given_up.pop("evidence"), given_up.pop("author_id")
    draft = verdicts.open_draft(claim, User.objects.get(pk=author_id))
    for field, value in given_up.items():
        setattr(draft, field, value)
    draft.save(update_fields=list(given_up))
    for item in found:
        evidence.put_back(draft, item)
    if claim.status == Status.IN_REVIEW:
        leases.grant(claim, _holder(claim))


def no_new_evidence(claim: Claim, event: Event) -> None:
    """Out of the draft again."""
    found = Evidence.objects.filter(pk=event.data["evidence"], verdict__claim=claim, verdict__submitted__isnull=True)
    if not found.delete()[0]:
        raise DecidedSince("This evidence is no longer in the draft.")


def no_removal(claim: Claim, event: Event) -> None:
    """In the draft again, as it was."""
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    if draft is None or "was" not in event.data:
        raise DecidedSince("There is no draft any more to put it into.")
    evidence.put_back(draft, event.data["was"], pk=event.data["evidence"])


def old_reading(claim: Claim, event: Event) -> None:
    """Chain, numbers and words as they were read before."""
    corrections.put_back(claim, event.data["before"])


def old_plan(claim: Claim, event: Event) -> None:
    """About what it was, for whom and until when."""
    if "was" not in event.data:
        raise CannotBeUndone("Nobody wrote down what was planned before. Plan it anew.")
    plans.put_back(claim, event.data["was"])


def old_judgement(claim: Claim, event: Event) -> None:
    """What was said of the fact-check before."""
    was = event.data.get("was") or {"state": Match.State.SUGGESTED, "by_id": None, "at": None}
    Match.objects.filter(pk=event.data["match"], claim=claim).update(**was)


REVERSALS: dict[str, Reversal] = {
    "claim.accepted": back,
    "claim.dismissed": no_dismissal,
    "claim.reopened": no_reopening,
    "claim.taken": no_taking,
    "claim.released": no_release,
    "claim.corrected": old_reading,
    "claim.planned": old_plan,
    "verdict.submitted": no_submission,
    "verdict.sent_back": no_return,
    "verdict.approved": no_approval,
    "verdict.correction_started": no_correction,
    "verdict.kept": no_giving_up,
    "evidence.added": no_new_evidence,
    "evidence.removed": no_removal,
    "match.confirmed": old_judgement,
    "match.rejected": old_judgement,
    "match.reopened": old_judgement,
}
"""For each decision, by the verb of its event, how it is taken back. What is public is in no row."""
