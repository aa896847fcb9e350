"""Appeals: whoever submitted an article, or an editor, objects to a dismissal; a moderator decides."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

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
from claims.verbs.claims import APPEAL_CLOSED, DISMISSAL_APPEALED
from claims.workflow import Status

NOTIFY_TASK = "claims.tasks.notify_reporters"
MAX_OPEN_APPEALS = 1000


@transaction.atomic
def appeal_dismissal(*, claim_id: int, by: User, reason: str) -> Appeal:
    """Appeal a dismissal; the appeal waits for a moderator."""
    demand(by, "dismissals.appeal")
    if not reason.strip():
        raise ReasonMissing(gettext("Explain in a few words why the claim should be checked."))
    check_lengths(Appeal, reason=reason)
    claim = lock_claim(claim_id)
    if not is_own_claim(claim, by):
        raise NotFound
    if claim.status != Status.DISMISSED:
        raise IllegalMove(gettext("This claim is no longer dismissed, so there is nothing to appeal."))
    if claim.appeals.filter(appellant=by, closed__isnull=True).exists():
        raise AlreadyAppealed(claim=claim.pk)
    appeal = Appeal.objects.create(claim=claim, appellant=by, reason=reason.strip())
    data = DismissalAppealed(appeal=appeal.pk, reason=appeal.reason)
    record_event(DISMISSAL_APPEALED, actor=by, claim=claim, data=data)
    return appeal


@transaction.atomic
def close_appeal(*, appeal_id: int, moderator: User, outcome: str, note: str = "") -> Appeal:
    """Decide an appeal. An accepted appeal moves the claim back to triage and closes all other appeals on it."""
    demand(moderator, "appeals.close")
    if outcome not in Appeal.Outcome:
        raise BadValue(gettext("Choose whether the objection is right or the dismissal stands."), field="outcome")
    check_lengths(Appeal, note=note)
    unlocked = require_found(Appeal.objects.filter(pk=appeal_id).first())
    claim = lock_claim(unlocked.claim_id)
    appeal = Appeal.objects.select_for_update(no_key=True, of=("self",)).get(pk=appeal_id)
    _check_may_close(appeal, moderator)
    closing = [appeal, *_open_appeals_of_others(appeal, moderator)] if outcome == Appeal.Outcome.UPHELD else [appeal]
    for row in closing:
        _record_outcome(row, moderator, outcome, note)
    ids = [row.pk for row in closing]
    if outcome == Appeal.Outcome.UPHELD and claim.status == Status.DISMISSED:
        reopened = ClaimReopened(
            dismissal=claim.dismissal,
            duplicate_of=claim.duplicate_of_id,
            appeals=ids,
            outcome=outcome,
            note=appeal.note,
        )
        make_claim_move(claim, "reopen", by=moderator, data=reopened)
    else:
        closed = AppealsClosed(appeals=ids, outcome=outcome, note=appeal.note)
        record_event(APPEAL_CLOSED, actor=moderator, claim=claim, data=closed)
    task_wakeups.send_task_after_commit(NOTIFY_TASK)
    return appeal


def _open_appeals_of_others(appeal: Appeal, moderator: User) -> QuerySet[Appeal]:
    """Return the other open appeals on the claim, without those of the moderator, who cannot decide their own."""
    open_appeals = Appeal.objects.select_for_update(no_key=True).filter(claim=appeal.claim_id, closed__isnull=True)
    return open_appeals.exclude(pk=appeal.pk).exclude(appellant=moderator)[:MAX_OPEN_APPEALS]


def _check_may_close(appeal: Appeal, moderator: User) -> None:
    if appeal.closed:
        raise CaseClosed(gettext("This appeal has already been decided."))
    check_case(moderator, appeal=appeal)


def _record_outcome(appeal: Appeal, moderator: User, outcome: str, note: str) -> None:
    appeal.closed, appeal.closed_by = timezone.now(), moderator
    appeal.outcome, appeal.note = outcome, note.strip()
    appeal.save(update_fields=["closed", "closed_by", "outcome", "note"])
