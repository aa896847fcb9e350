"""Contested dismissals: who handed an article in, or an editor, asks for a second look; a moderator answers."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims import permissions
from claims.event_data.claims import ClaimReopened, ContestsClosed, DismissalContested
from claims.models import Contest, User
from claims.refusals import (
    AlreadyAppealed,
    BadValue,
    CaseClosed,
    IllegalMove,
    NotFound,
    ReasonMissing,
    require_found,
)
from claims.selectors import articles
from claims.services import events, wake
from claims.services.cases import check_case
from claims.services.claims import locked, move
from claims.services.lengths import check_lengths
from claims.verbs import CONTEST_CLOSED, DISMISSAL_CONTESTED
from claims.workflow import Status

TELL = "claims.tasks.tell_reporters"
MANY = 1000


@transaction.atomic
def contest(*, claim_id: int, by: User, reason: str) -> Contest:
    """Say why a claim should not have been dismissed; a moderator will see it."""
    permissions.demand(by, "dismissals.appeal")
    if not reason.strip():
        raise ReasonMissing("Say why it should be checked, in a few words.")
    check_lengths(Contest, reason=reason)
    claim = locked(claim_id)
    if not articles.concerns(claim, by):
        raise NotFound
    if claim.status != Status.DISMISSED:
        raise IllegalMove("It is not dismissed any more, so there is nothing to contest.")
    if claim.contests.filter(by=by, closed__isnull=True).exists():
        raise AlreadyAppealed(claim=claim.pk)
    made = Contest.objects.create(claim=claim, by=by, reason=reason.strip())
    data = DismissalContested(contest=made.pk, reason=made.reason)
    events.record(DISMISSAL_CONTESTED, actor=by, claim=claim, data=data)
    return made


@transaction.atomic
def close(*, contest_id: int, moderator: User, outcome: str, note: str = "") -> Contest:
    """Say what became of an objection. One that is upheld sends the claim back to triage, and answers all others."""
    permissions.demand(moderator, "appeals.close")
    if outcome not in Contest.Outcome:
        raise BadValue("An objection is upheld or not upheld.", field="outcome")
    check_lengths(Contest, note=note)
    found = require_found(Contest.objects.filter(pk=contest_id).first())
    claim = locked(found.claim_id)
    asked = Contest.objects.select_for_update(no_key=True, of=("self",)).get(pk=contest_id)
    _check(asked, moderator)
    answered = [asked, *_others(asked, moderator)] if outcome == Contest.Outcome.UPHELD else [asked]
    for each in answered:
        _answer(each, moderator, outcome, note)
    ids = [each.pk for each in answered]
    if outcome == Contest.Outcome.UPHELD and claim.status == Status.DISMISSED:
        reopened = ClaimReopened(dismissal=claim.dismissal, contests=ids, outcome=outcome, note=asked.note)
        move(claim, "reopen", by=moderator, data=reopened)
    else:
        closed = ContestsClosed(contests=ids, outcome=outcome, note=asked.note)
        events.record(CONTEST_CLOSED, actor=moderator, claim=claim, data=closed)
    wake.after_commit(TELL)
    return asked


def _others(asked: Contest, moderator: User) -> QuerySet[Contest]:
    """All who ask for the same, but for the moderator, who has no say about their own."""
    waiting = Contest.objects.select_for_update(no_key=True).filter(claim=asked.claim_id, closed__isnull=True)
    return waiting.exclude(pk=asked.pk).exclude(by=moderator)[:MANY]


def _check(asked: Contest, moderator: User) -> None:
    if asked.closed:
        raise CaseClosed("This objection is answered already.")
    check_case(moderator, contest=asked)


def _answer(contest: Contest, moderator: User, outcome: str, note: str) -> None:
    contest.closed, contest.closed_by = timezone.now(), moderator
    contest.outcome, contest.note = outcome, note.strip()
    contest.save(update_fields=["closed", "closed_by", "outcome", "note"])
