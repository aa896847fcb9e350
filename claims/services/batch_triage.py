"""Triage of many: the claims of one article that an editor selected, decided in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from claims.models import Appearance, Claim, Event, User
from claims.permissions import demand
from claims.refusals import BadValue, NotFound, ReasonMissing, Refusal
from claims.selectors.decisions import MAX_BATCH_EVENTS, find_newest_decisions
from claims.services import claims
from claims.services.registry import SERVICES
from claims.workflow import MOVES, Move

MODULES = (claims,)
"""Where the services of these moves are; importing them registers the services."""
BATCH_MOVES: dict[str, Move] = {name: move for name, move in MOVES.items() if move.batch_done}
"""The moves that can be made with many claims at once."""


@dataclass(frozen=True, slots=True)
class SkippedClaim:
    """A claim that was left as it is, why, and the newest decision about it."""

    claim: Claim
    refusal: Refusal
    decision: Event | None

    @property
    def by(self) -> str:
        """Who made the newest decision; empty for nobody."""
        return str(self.decision.actor) if self.decision and self.decision.actor else ""


@dataclass(slots=True)
class BatchOutcome:
    """What became of a selection; `batch` takes all of it back at once."""

    move: Move
    batch: str
    decided: list[Claim] = field(default_factory=list)
    skipped: list[SkippedClaim] = field(default_factory=list)


@transaction.atomic
def decide_claims(
    *, article_id: int, name: str, seen: Mapping[int, int | None], editor: User, reason: str = ""
) -> BatchOutcome:
    """Make one move with these claims of an article; `seen` has the version of each that the editor saw.

    A claim that somebody else has decided in the meantime is left as it is; the outcome says why.
    """
    demand(editor, "claims.see")
    if name not in BATCH_MOVES:
        raise NotFound
    if not 0 < len(seen) <= MAX_BATCH_EVENTS:
        raise BadValue(f"Select at least one claim, and {MAX_BATCH_EVENTS} at most.", field="claims")
    outcome, refused = BatchOutcome(BATCH_MOVES[name], str(uuid.uuid4())), {}
    for claim in _lock_claims(article_id, seen):
        if refusal := _refusal(claim, seen[claim.pk], reason, outcome, editor):
            refused[claim] = refusal
        else:
            outcome.decided.append(claim)
    newest = find_newest_decisions([claim.pk for claim in refused])
    outcome.skipped = [SkippedClaim(claim, refusal, newest.get(claim.pk)) for claim, refusal in refused.items()]
    return outcome


def _lock_claims(article_id: int, seen: Mapping[int, int | None]) -> list[Claim]:
    """The claims, locked in one order, so that two selections cannot lock each other out."""
    here = Appearance.objects.filter(article=article_id, claim__in=seen).values("claim")
    rows = Claim.objects.filter(pk__in=here).select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = list(rows)
    if len(found) < len(seen):
        raise NotFound("Some of these claims do not stand in this article.")
    return found


def _refusal(claim: Claim, version: int | None, reason: str, outcome: BatchOutcome, editor: User) -> Refusal | None:
    """Make the move with one claim, or say why not. What is wrong with the request itself is raised."""
    inputs = {"reason": reason} if outcome.move.needs_reason else {}
    who = {outcome.move.person: editor}
    try:
        with transaction.atomic():
            SERVICES[outcome.move.name](claim_id=claim.pk, version=version, batch=outcome.batch, **who, **inputs)
    except (BadValue, ReasonMissing):
        raise
    except Refusal as refusal:
        return refusal
    return None
