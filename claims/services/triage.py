"""Triage of many: the claims of one article that an editor selected, decided in one transaction."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from claims import permissions
from claims.models import Appearance, Claim, Event, User
from claims.refusals import BadValue, NotFound, ReasonMissing, Refusal
from claims.selectors import decisions
from claims.services import claims
from claims.services.registry import SERVICES
from claims.workflow import MOVES, Move

MODULES = (claims,)
"""Where the services of these moves are; importing them registers the services."""
BATCH_MOVES: dict[str, Move] = {name: move for name, move in MOVES.items() if move.batch_done}
"""The moves that can be made with many claims at once."""


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that was left as it is, why, and the newest decision about it."""

    claim: Claim
    refusal: Refusal
    decision: Event | None

    @property
    def by(self) -> str:
        """Who made the newest decision; empty for nobody."""
        return str(self.decision.actor) if self.decision and self.decision.actor else ""


@dataclass(slots=True)
class Outcome:
    """What became of a selection; `batch` takes all of it back at once."""

    move: Move
    batch: str
    done: list[Claim] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@transaction.atomic
def decide(*, article_id: int, name: str, seen: Mapping[int, int | None], editor: User, reason: str = "") -> Outcome:
    """Make one move with these claims of an article; `seen` has the version of each that the editor saw.

    A claim that somebody else has decided in the meantime is left as it is; the outcome says why.
    """
    permissions.demand(editor, "claims.see")
    if name not in BATCH_MOVES:
        raise NotFound
    if not 0 < len(seen) <= decisions.BATCH:
        raise BadValue(f"Select at least one claim, and {decisions.BATCH} at most.", field="claims")
    outcome, refused = Outcome(BATCH_MOVES[name], str(uuid.uuid4())), {}
    for claim in _locked(article_id, seen):
        if refusal := _refusal(claim, seen[claim.pk], reason, outcome, editor):
            refused[claim] = refusal
        else:
            outcome.done.append(claim)
    newest = decisions.newest_of([claim.pk for claim in refused])
    outcome.left = [Left(claim, refusal, newest.get(claim.pk)) for claim, refusal in refused.items()]
    return outcome


def _locked(article_id: int, seen: Mapping[int, int | None]) -> list[Claim]:
    """The claims, locked in one order, so that two selections cannot lock each other out."""
    here = Appearance.objects.filter(article=article_id, claim__in=seen).values("claim")
    rows = Claim.objects.filter(pk__in=here).select_for_update(no_key=True, of=("self",)).order_by("pk")
    found = list(rows)
    if len(found) < len(seen):
        raise NotFound("Some of these claims do not stand in this article.")
    return found


def _refusal(claim: Claim, version: int | None, reason: str, outcome: Outcome, editor: User) -> Refusal | None:
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
