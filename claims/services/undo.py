"""Undo: reverses a decision while it is the newest on its claim and not public."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from claims.event_data import Verb
from claims.models import Claim, Event, User
from claims.permissions import Decision, undo_refusal, undo_situation_refusal
from claims.permissions.refusals import GoesOutSoon
from claims.refusals import (
    CannotBeUndone,
    DecidedSince,
    NotFound,
    PublishedSince,
    Refusal,
    UndoneAlready,
    require_found,
)
from claims.selectors.decisions import find_standing_decision, list_batch_decisions
from claims.selectors.situations import load_undo_situation
from claims.services.article_details import lock_article
from claims.services.claims import check_move, lock_claim
from claims.services.events import record_event
from claims.services.registry import makes_move
from claims.services.reversals import REVERSALS
from claims.verbs import DECISION_UNDONE, DecisionUndone
from claims.verbs.articles import ARTICLE_EDITED
from claims.verbs.verdicts import VERDICT_APPROVED, VERDICT_SUBMITTED


@dataclass(slots=True)
class BatchUndo:
    """The outcome of undoing a batch: the claims that were restored, and the refusals for the others."""

    done: list[Claim] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@transaction.atomic
def undo_decision(*, event_id: int, by: User) -> Event:
    """Undo the decision that this event recorded, about a claim or an article."""
    event = require_found(Event.objects.select_related("actor").filter(pk=event_id).first())
    if event.claim_id is not None:
        return _undo(lock_claim(event.claim_id), event, by)
    if event.verb == ARTICLE_EDITED.name and event.article_id is not None:
        return _undo_edit(event, event.article_id, by)
    raise NotFound


def _undo_edit(event: Event, article_id: int, by: User) -> Event:
    """Undo an edit of the details of an article, while it is the newest."""
    if refusal := undo_refusal(by, Decision(event.verb, event.actor)):
        raise refusal
    article = lock_article(article_id)
    if article.events.filter(verb=DECISION_UNDONE.name, data__event=event.pk).exists():
        raise UndoneAlready
    REVERSALS[event.row.reversal](article, event, by)
    data = DecisionUndone(event=event.pk, undone=event.verb)
    return record_event(DECISION_UNDONE, actor=by, article=article, data=data)


@transaction.atomic
def undo_batch(*, batch: str, by: User) -> BatchUndo:
    """Undo all decisions of a batch that still stand; the others are reported and stay."""
    events = list_batch_decisions(batch)
    if not events:
        raise NotFound
    result = BatchUndo()
    for event in events:
        claim = lock_claim(event.claim_id or 0)
        try:
            with transaction.atomic():
                _undo(claim, event, by)
            result.done.append(claim)
        except Refusal as refusal:
            result.refused.append(refusal)
    return result


@makes_move("recall")
@transaction.atomic
def recall_submission(*, claim_id: int, editor: User, version: int | None = None) -> Event:
    """Recall one's own submitted verdict before a moderator decides: it is a draft again."""
    return _step_back("recall", VERDICT_SUBMITTED, lock_claim(claim_id, version=version), editor)


@makes_move("unapprove")
@transaction.atomic
def withdraw_approval(*, claim_id: int, moderator: User, version: int | None = None) -> Event:
    """Undo one's own approval before the verdict is published."""
    return _step_back("unapprove", VERDICT_APPROVED, lock_claim(claim_id, version=version), moderator)


def _step_back(move: str, verb: Verb[Any], claim: Claim, by: User) -> Event:
    """Undo the newest event of a verb as a move, by a person who may make the move."""
    check_move(claim, move, by=by)
    event = claim.events.filter(verb=verb.name).order_by("-id").first()
    if event is None:
        raise CannotBeUndone
    return _reverse(claim, event, by)


def _undo(claim: Claim, event: Event, by: User) -> Event:
    if refusal := undo_refusal(by, Decision(event.verb, event.actor)) or undo_obstacle(claim, event):
        raise refusal
    if refusal := undo_situation_refusal(by, event.verb, load_undo_situation(by, claim, event.verb)):
        raise refusal
    return _reverse(claim, event, by)


def undo_obstacle(claim: Claim, event: Event) -> Refusal | None:
    """Return why a decision cannot be undone, or None."""
    if claim.goes_out:
        return None if event.pk == claim.goes_out_event_id else GoesOutSoon(claim=claim.pk)
    newest = find_standing_decision(claim)
    if event.row.public or (newest and newest.row.public and newest.pk > event.pk):
        return PublishedSince(claim=claim.pk)
    if not event.row.reversal:
        return CannotBeUndone(claim=claim.pk)
    if newest == event:
        return None
    undone = claim.events.filter(verb=DECISION_UNDONE.name, data__event=event.pk).exists()
    return UndoneAlready(claim=claim.pk) if undone else DecidedSince(claim=claim.pk, by=_actor_name(newest))


def _actor_name(event: Event | None) -> str:
    return str(event.actor) if event and event.actor else ""


def _reverse(claim: Claim, event: Event, by: User) -> Event:
    before = claim.status
    REVERSALS[event.row.reversal](claim, event, by)
    data = DecisionUndone(event=event.pk, undone=event.verb, from_status=before, to_status=claim.status)
    return record_event(DECISION_UNDONE, actor=by, claim=claim, data=data)
