"""Undo: a decision is taken back by whoever made it, as long as it is the newest and not public."""

from dataclasses import dataclass, field

from django.db import transaction

from claims import permissions
from claims.models import Claim, Event, User
from claims.permissions import Decision
from claims.refusals import CannotBeUndone, DecidedSince, NotFound, PublishedSince, Refusal, UndoneAlready
from claims.selectors import decisions
from claims.services import events
from claims.services.claims import check, locked
from claims.services.reversals import REVERSALS
from claims.workflow import UNDONE

PUBLIC = frozenset({"verdict.published", "verdict.withdrawn"})


@dataclass(slots=True)
class TakenBack:
    """What became of a batch: the claims that are as they were, and why the others are not."""

    done: list[Claim] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def undo(*, event_id: int, by: User) -> Claim:
    """Take back the decision that this event tells."""
    event = Event.objects.select_related("actor").filter(pk=event_id, claim__isnull=False).first()
    if event is None or event.claim_id is None:
        raise NotFound
    return _take_back(locked(event.claim_id), event, by)


@transaction.atomic
def undo_batch(*, batch: str, by: User) -> TakenBack:
    """Take back all that was decided in one request and still stands; the rest is named, and left as it is."""
    told = decisions.of_batch(batch)
    if not told:
        raise NotFound
    result = TakenBack()
    for event in told:
        try:
            with transaction.atomic():
                result.done.append(_take_back(locked(event.claim_id or 0), event, by))
        except Refusal as refusal:
            result.refused.append(refusal)
    return result


@transaction.atomic
def recall(*, claim_id: int, editor: User, version: int | None = None) -> Claim:
    """Take one's own submitted verdict back before a moderator has acted: it is a draft again."""
    return _step_back("recall", "verdict.submitted", locked(claim_id, version=version), editor)


@transaction.atomic
def unapprove(*, claim_id: int, moderator: User, version: int | None = None) -> Claim:
    """Take one's own approval back before anything is published."""
    return _step_back("unapprove", "verdict.approved", locked(claim_id, version=version), moderator)


def _step_back(move: str, verb: str, claim: Claim, by: User) -> Claim:
    """Undo as a step of the workflow, by who may take that step."""
    check(claim, move, by=by)
    event = claim.events.filter(verb=verb).order_by("-id").first()
    if event is None:
        raise CannotBeUndone
    return _reverse(claim, event, by)


def _take_back(claim: Claim, event: Event, by: User) -> Claim:
    if refusal := permissions.undo_refusal(by, Decision(event.verb, event.actor)) or why_not(claim, event):
        raise refusal
    return _reverse(claim, event, by)


def why_not(claim: Claim, event: Event) -> Refusal | None:
    """Why a decision cannot be taken back any more, or ever, or None."""
    newest = decisions.standing(claim)
    if event.verb in PUBLIC or (newest and newest.verb in PUBLIC and newest.pk > event.pk):
        return PublishedSince(claim=claim.pk)
    if event.verb not in REVERSALS:
        return CannotBeUndone(claim=claim.pk)
    if newest == event:
        return None
    undone = claim.events.filter(verb=UNDONE, data__event=event.pk).exists()
    return UndoneAlready(claim=claim.pk) if undone else DecidedSince(claim=claim.pk, by=_who(newest))


def _who(event: Event | None) -> str:
    return str(event.actor) if event and event.actor else ""


def _reverse(claim: Claim, event: Event, by: User) -> Claim:
    before = claim.status
    REVERSALS[event.verb](claim, event)
    told = {"event": event.pk, "undone": event.verb, "from": before, "to": claim.status}
    events.record(UNDONE, actor=by, claim=claim, data=told)
    return claim
