"""Contested dismissals: who handed an article in, or an editor, asks for a second look; a moderator answers."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.event_data.claims import AppealsClosed, ClaimReopened, DismissalAppealed
from claims.models import Appeal, User
from claims.permissions import demand
from claims.refusals import AlreadyAppealed, BadValue, CaseClosed, IllegalMove, NotFound, ReasonMissing, require_found
from claims.selectors.articles import is_own_claim
from claims.services import task_wakeups
from claims.services.cases import check_case
from claims.services.claims import lock_claim, make_claim_move
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import APPEAL_CLOSED, DISMISSAL_APPEALED
from claims.workflow import Status

NOTIFY_TASK = "claims.tasks.notify_reporters"
MAX_OPEN_APPEALS = 1000


@transaction.atomic
def appeal_dismissal(*, claim_id: int, by: User, reason: str) -> Appeal:
    """Say why a claim should not have been dismissed; a moderator will see it."""
    demand(by, "dismissals.appeal")
    if not reason.strip():
        raise ReasonMissing("Say why it should be checked, in a few words.")
    check_lengths(Appeal, reason=reason)
    claim = lock_claim(claim_id)
    if not is_own_claim(claim, by):
        raise NotFound
    if claim.status != Status.DISMISSED:
        raise IllegalMove("It is not dismissed any more, so there is nothing to appeal.")
    if claim.appeals.filter(appellant=by, closed__isnull=True).exists():
        raise AlreadyAppealed(claim=claim.pk)
    made = Appeal.objects.create(claim=claim, appellant=by, reason=reason.strip())
    data = DismissalAppealed(appeal=made.pk, reason=made.reason)
    record_event(DISMISSAL_APPEALED, actor=by, claim=claim, data=data)
    return made


@transaction.atomic
def close_appeal(*, appeal_id: int, moderator: User, outcome: str, note: str = "") -> Appeal:
    """Say what became of an objection. One that is upheld sends the claim back to triage, and answers all others."""
    demand(moderator, "appeals.close")
    if outcome not in Appeal.Outcome:
        raise BadValue("An objection is upheld or not upheld.", field="outcome")
    check_lengths(Appeal, note=note)
    found = require_found(Appeal.objects.filter(pk=appeal_id).first())
    claim = lock_claim(found.claim_id)
    asked = Appeal.objects.select_for_update(no_key=True, of=("self",)).get(pk=appeal_id)
    _check_may_close(asked, moderator)
    answered = [asked, *_open_appeals_of_others(asked, moderator)] if outcome == Appeal.Outcome.UPHELD else [asked]
    for each in answered:
        _record_outcome(each, moderator, outcome, note)
    ids = [each.pk for each in answered]
    if outcome == Appeal.Outcome.UPHELD and claim.status == Status.DISMISSED:
        reopened = ClaimReopened(dismissal=claim.dismissal, appeals=ids, outcome=outcome, note=asked.note)
        make_claim_move(claim, "reopen", by=moderator, data=reopened)
    else:
        closed = AppealsClosed(appeals=ids, outcome=outcome, note=asked.note)
        record_event(APPEAL_CLOSED, actor=moderator, claim=claim, data=closed)
    task_wakeups.send_task_after_commit(NOTIFY_TASK)
    return asked


def _open_appeals_of_others(asked: Appeal, moderator: User) -> QuerySet[Appeal]:
    """All who ask for the same, but for the moderator, who has no say about their own."""
    waiting = Appeal.objects.select_for_update(no_key=True).filter(claim=asked.claim_id, closed__isnull=True)
    return waiting.exclude(pk=asked.pk).exclude(appellant=moderator)[:MAX_OPEN_APPEALS]


def _check_may_close(asked: Appeal, moderator: User) -> None:
    if asked.closed:
        raise CaseClosed("This objection is answered already.")
    check_case(moderator, appeal=asked)


def _record_outcome(appeal: Appeal, moderator: User, outcome: str, note: str) -> None:
    appeal.closed, appeal.closed_by = timezone.now(), moderator
    appeal.outcome, appeal.note = outcome, note.strip()
    appeal.save(update_fields=["closed", "closed_by", "outcome", "note"])
