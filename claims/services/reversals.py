"""Reversals of decisions: each restores the state before the decision, for whom `undo` has checked and recorded."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from claims.event_data.articles import ArticleEdited
from claims.event_data.claims import ClaimCorrected, ClaimPlanned, ClaimReopened, MatchJudged, Moved
from claims.event_data.judgement import Judgement
from claims.event_data.relations import RelationJudged
from claims.event_data.series import FigureJudged
from claims.event_data.verdicts import (
    CorrectionAbandoned,
    EvidenceAdded,
    EvidenceRemoved,
    EvidenceReused,
    VerdictSentBack,
)
from claims.models import Article, Claim, ClaimRelation, Event, Evidence, FigureMatch, Lease, Match, User, Verdict
from claims.refusals import CannotBeUndone, DecidedSince
from claims.services import article_details, plans, reading_corrections
from claims.services.evidence import restore_evidence
from claims.services.leases import end_lease, grant_lease
from claims.services.scheduled_publications import end_waiting
from claims.services.verdicts import DRAFT_TEXT_FIELDS, copy_verdict_to_draft, credit_author, open_draft
from claims.workflow import Status, list_transitions

Ending = Lease.Ending
DRAFT_FIELDS = (*DRAFT_TEXT_FIELDS, "scale_id", "authors", "last_evidence")
Reversal = Callable[[Any, Event, User], None]
"""It takes the claim, or the article for an edit of its details."""

REVERSALS: dict[str, Reversal] = {}
"""The reversals by name; the rows of `claims.verbs` say which decision each of them undoes."""


def reversal(function: Reversal) -> Reversal:
    """Register a reversal under the name of its function."""
    REVERSALS[function.__name__] = function
    return function


def find_path(source: str, target: str) -> list[str]:
    """Return the shortest path of legal steps between two statuses, without the first; empty if there is none."""
    paths, visited = [[source]], {source}
    for path in paths:
        if path[-1] == target:
            return path[1:]
        following = sorted({after for before, after in list_transitions() if before == path[-1]} - visited)
        visited.update(following)
        paths += [[*path, status] for status in following]
    return []


def _restore(claim: Claim, status: str, *, dismissal: str = "", duplicate_of: int | None = None) -> None:
    """Return a locked claim to a status by legal steps, each of which the database checks."""
    steps = find_path(claim.status, status)
    if not steps:
        raise DecidedSince
    claim.version += 1
    for step in steps:
        is_dismissed = step == Status.DISMISSED
        claim.status, claim.dismissal = step, dismissal if is_dismissed else ""
        claim.duplicate_of_id = duplicate_of if is_dismissed else None
        claim.save(update_fields=["status", "dismissal", "duplicate_of", "version"])


def _holder(claim: Claim) -> User:
    """Return the person who held the claim last."""
    return claim.leases.select_related("editor").order_by("-id")[0].editor


def _lease_again(claim: Claim) -> None:
    editor = _holder(claim)
    open_draft(claim, editor)
    grant_lease(claim, editor)


def _untouched_draft(claim: Claim) -> Verdict:
    draft = claim.verdicts.get(submitted__isnull=True)
    if draft.version > 1:
        raise DecidedSince(gettext("Somebody has changed the new draft since."))
    return draft


def _submitted(claim: Claim) -> Verdict:
    return Verdict.objects.select_for_update(no_key=True).filter(claim=claim, submitted__isnull=False)[0]


@reversal
def restore_status(claim: Claim, event: Event, by: User) -> None:
    """Restore the status; nothing else had changed."""
    _restore(claim, event.payload_as(Moved).from_status)


@reversal
def reverse_dismissal(claim: Claim, event: Event, by: User) -> None:
    """Restore the status; a claim in review goes back to the editor who held it."""
    restore_status(claim, event, by)
    if claim.status == Status.IN_REVIEW:
        _lease_again(claim)


@reversal
def reverse_reopening(claim: Claim, event: Event, by: User) -> None:
    """Dismiss the claim for the same reason as before, or return it to the queue."""
    data = event.payload_as(ClaimReopened)
    if data.appeals:
        raise CannotBeUndone(gettext("The decision on an appeal cannot be undone. Dismiss the claim again."))
    _restore(claim, data.from_status, dismissal=data.dismissal, duplicate_of=data.duplicate_of)


@reversal
def reverse_taking(claim: Claim, event: Event, by: User) -> None:
    """Return the claim to the queue; the draft stays."""
    _restore(claim, Status.QUEUED)
    end_lease(claim, Ending.RELEASED)


@reversal
def reverse_release(claim: Claim, event: Event, by: User) -> None:
    """Lease the claim to the editor who held it."""
    _restore(claim, Status.IN_REVIEW)
    _lease_again(claim)


@reversal
def reverse_submission(claim: Claim, event: Event, by: User) -> None:
    """Open a copy of the submitted verdict as a draft, leased to its author; the submitted verdict stays as it is."""
    verdict = _submitted(claim)
    _restore(claim, Status.IN_REVIEW)
    copy_verdict_to_draft(verdict, verdict.author)
    grant_lease(claim, verdict.author)


@reversal
def reverse_approval(claim: Claim, event: Event, by: User) -> None:
    """Return the verdict to the moderators for approval."""
    verdict = _submitted(claim)
    verdict.approved, verdict.approved_by = None, None
    verdict.save(update_fields=["approved", "approved_by"])
    _restore(claim, Status.AWAITING_APPROVAL)


@reversal
def stop_publication(claim: Claim, event: Event, by: User) -> None:
    """Keep what waits from going out; the claim is as it was before."""
    if claim.goes_out_event_id != event.pk:
        raise CannotBeUndone
    end_waiting(claim)
    claim.version += 1
    claim.save(update_fields=["version"])


@reversal
def reverse_sending_back(claim: Claim, event: Event, by: User) -> None:
    """Return the verdict to the moderators, approved if it was; only while the new draft is unchanged."""
    _untouched_draft(claim).delete()
    verdict, approval = _submitted(claim), event.payload_as(VerdictSentBack).approval
    verdict.sent_back, verdict.sent_back_reason, verdict.sent_back_notes = None, "", {}
    verdict.approved, verdict.approved_by_id = (approval.at, approval.by) if approval else (None, None)
    verdict.save(update_fields=["sent_back", "sent_back_reason", "sent_back_notes", "approved", "approved_by"])
    end_lease(claim, Ending.SUBMITTED)
    restore_status(claim, event, by)


@reversal
def reverse_correction(claim: Claim, event: Event, by: User) -> None:
    """Delete the draft of a correction; only while it is unchanged."""
    _untouched_draft(claim).delete()
    end_lease(claim, Ending.CLOSED)
    restore_status(claim, event, by)


@reversal
def restore_correction(claim: Claim, event: Event, by: User) -> None:
    """Restore the draft of a correction."""
    data = event.payload_as(CorrectionAbandoned)
    if data.draft is None:
        raise CannotBeUndone(gettext("There is no draft to restore. Start a correction."))
    _restore(claim, data.from_status)
    draft = open_draft(claim, User.objects.get(pk=data.draft.author_id))
    for field in DRAFT_FIELDS:
        setattr(draft, field, getattr(data.draft, field))
    draft.save(update_fields=DRAFT_FIELDS)
    for item in data.draft.evidence:
        restore_evidence(draft, item)
    if claim.status == Status.IN_REVIEW:
        grant_lease(claim, _holder(claim))


@reversal
def reverse_added_evidence(claim: Claim, event: Event, by: User) -> None:
    """Remove the evidence from the draft."""
    _delete_from_draft(claim, [event.payload_as(EvidenceAdded).evidence], by)


@reversal
def reverse_reused_evidence(claim: Claim, event: Event, by: User) -> None:
    """Remove from the draft what is left of the evidence that came from another verdict."""
    _delete_from_draft(claim, event.payload_as(EvidenceReused).evidence, by)


def _delete_from_draft(claim: Claim, evidence: Iterable[int], by: User) -> None:
    """Delete these pieces of evidence from the draft. Refuses if none of them is left there."""
    rows = Evidence.objects.filter(pk__in=evidence, verdict__claim=claim, verdict__submitted__isnull=True)
    if not rows.delete()[0]:
        raise DecidedSince(gettext("This evidence is no longer in the draft."))
    credit_author(claim, by)


@reversal
def reverse_removed_evidence(claim: Claim, event: Event, by: User) -> None:
    """Restore the evidence in the draft."""
    draft = claim.verdicts.filter(submitted__isnull=True).first()
    if draft is None:
        raise DecidedSince(gettext("The draft with this evidence no longer exists."))
    data = event.payload_as(EvidenceRemoved)
    restore_evidence(draft, data.was, pk=data.evidence)
    credit_author(claim, by)


@reversal
def restore_reading(claim: Claim, event: Event, by: User) -> None:
    """Restore source chain, numbers and passage."""
    reading_corrections.restore_reading(claim, event.payload_as(ClaimCorrected).before, by)


@reversal
def restore_details(article: Article, event: Event, by: User) -> None:
    """Restore the details of an article."""
    article_details.restore_details(article, event.payload_as(ArticleEdited))


@reversal
def restore_plan(claim: Claim, event: Event, by: User) -> None:
    """Restore topic, editor and deadline."""
    plans.restore_plan(claim, event.payload_as(ClaimPlanned), by)


@reversal
def restore_judgement(claim: Claim, event: Event, by: User) -> None:
    """Restore the judgement on a fact-check."""
    data = event.payload_as(MatchJudged)
    relation = {"relation": data.was.relation} if data.was.relation else {}
    _restore_judgement(Match.objects.filter(pk=data.match, claim=claim), data.was, **relation)


@reversal
def restore_figure_judgement(claim: Claim, event: Event, by: User) -> None:
    """Restore the judgement on an official figure."""
    data = event.payload_as(FigureJudged)
    _restore_judgement(FigureMatch.objects.filter(pk=data.match, claim=claim), data.was)


@reversal
def restore_relation(claim: Claim, event: Event, by: User) -> None:
    """Restore the judgement on a relation to another claim."""
    data = event.payload_as(RelationJudged)
    _restore_judgement(ClaimRelation.objects.filter(pk=data.relation, claim=claim), data.was, kind=data.was.kind)


def _restore_judgement(rows: QuerySet[Any], was: Judgement, **more: str) -> None:
    rows.update(state=was.state, judged_by_id=was.by_id, judged_at=was.at, **more)
