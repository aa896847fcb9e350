"""Undo: who may reverse a decision. Whether the decision still stands is decided by `services.undo`.

Undoing asks for the role, the token scope, the lease and the case of what it reverses.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import User
from claims.models.token import SCOPE_OF_ROLE
from claims.permissions.abilities import ABILITIES, Visitor
from claims.permissions.moves import CONDITIONS as MOVE_CONDITIONS
from claims.permissions.moves import Condition
from claims.permissions.refusals import DecidedAutomatically, DecidedByAnother, RoleTooLow
from claims.permissions.situation import Fact, Situation
from claims.refusals import Refusal
from claims.verbs.articles import ARTICLE_EDITED
from claims.verbs.claims import (
    CLAIM_CORRECTED,
    CLAIM_PLANNED,
    CLAIM_TAKEN,
    MATCH_CONFIRMED,
    MATCH_REJECTED,
    MATCH_REOPENED,
    RELATION_CONFIRMED,
    RELATION_REJECTED,
    RELATION_REOPENED,
)
from claims.verbs.series import FIGURE_CONFIRMED, FIGURE_REJECTED, FIGURE_REOPENED
from claims.verbs.verdicts import (
    CORRECTION_STARTED,
    EVIDENCE_ADDED,
    EVIDENCE_REMOVED,
    EVIDENCE_REUSED,
    VERDICT_APPROVED,
    VERDICT_SUBMITTED,
)
from claims.workflow import MOVES, Role

ABILITY_OF_VERB = {
    ARTICLE_EDITED.name: "articles.edit",
    CLAIM_CORRECTED.name: "claims.correct",
    CLAIM_PLANNED.name: "queue.plan",
    MATCH_CONFIRMED.name: "matches.judge",
    MATCH_REJECTED.name: "matches.judge",
    MATCH_REOPENED.name: "matches.judge",
    FIGURE_CONFIRMED.name: "figures.judge",
    FIGURE_REJECTED.name: "figures.judge",
    FIGURE_REOPENED.name: "figures.judge",
    RELATION_CONFIRMED.name: "relations.judge",
    RELATION_REJECTED.name: "relations.judge",
    RELATION_REOPENED.name: "relations.judge",
    EVIDENCE_ADDED.name: "verdicts.draft",
    EVIDENCE_REUSED.name: "verdicts.draft",
    EVIDENCE_REMOVED.name: "verdicts.draft",
}
"""The ability that each decision required that is not a move, by its verb."""

WAITING_VERBS = frozenset(move.waiting_verb.name for move in MOVES.values() if move.waiting_verb)
"""The decisions that wait to go out; every moderator can undo them."""

REQUIRED_CONDITIONS: dict[str, tuple[str, ...]] = {
    CLAIM_TAKEN.name: ("nobody_else_holds",),
    CORRECTION_STARTED.name: ("nobody_else_holds",),
    EVIDENCE_ADDED.name: ("holds_claim",),
    EVIDENCE_REUSED.name: ("holds_claim",),
    EVIDENCE_REMOVED.name: ("holds_claim",),
    VERDICT_SUBMITTED.name: ("case_is_free",),
    VERDICT_APPROVED.name: ("case_is_free",),
}
"""The conditions of moves that undoing a decision requires of the claim as it is now, by the verb of the decision."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants to undo: the verb of its event, and who made it (None for the desk itself)."""

    verb: str
    actor: User | None

    @property
    def role(self) -> Role:
        """The role that the reversed move or decision requires."""
        moves = (move.role for move in MOVES.values() if self.verb in {row.name for row in move.verbs})
        return next(moves, None) or ABILITIES[ABILITY_OF_VERB.get(self.verb, "claims.see")].role


def _has_role(user: User, decision: Decision) -> Refusal | None:
    return (
        None if user.has_rank(decision.role) else RoleTooLow(role=decision.role.value, role_label=decision.role.label)
    )


def _by_a_person(_user: User, decision: Decision) -> Refusal | None:
    return DecidedAutomatically() if decision.actor is None else None


def _own_or_outranked(user: User, decision: Decision) -> Refusal | None:
    actor = decision.actor
    if actor is None or actor.pk == user.pk or Role(user.role).rank > Role(actor.role).rank:
        return None
    if decision.verb in WAITING_VERBS:
        return None
    return DecidedByAnother(actor=str(actor))


CONDITIONS: tuple[Callable[[User, Decision], Refusal | None], ...] = (_has_role, _by_a_person, _own_or_outranked)
"""What undoing a decision requires; checked in this order."""


def undo_refusal(user: Visitor, decision: Decision) -> Refusal | None:
    """Return why the person cannot undo this decision, or None."""
    if not isinstance(user, User):
        return RoleTooLow(role=decision.role.value, role_label=decision.role.label)
    return next(filter(None, (check(user, decision) for check in CONDITIONS)), None)


def undo_scope(verb: str) -> str:
    """Return the scope that a token needs for undoing a decision with this verb."""
    return SCOPE_OF_ROLE[Decision(verb, None).role]


def undo_facts(verb: str) -> frozenset[Fact]:
    """Return the facts that `undo_situation_refusal` reads for a decision with this verb."""
    return frozenset(fact for condition in _conditions(verb) for fact in condition.facts)


def undo_situation_refusal(user: User, verb: str, situation: Situation) -> Refusal | None:
    """Return why the person cannot undo a decision with this verb in this situation, or None."""
    refusals = (condition.refusal(user, situation) for condition in _conditions(verb))
    return next(filter(None, refusals), None)


def _conditions(verb: str) -> list[Condition]:
    return [MOVE_CONDITIONS[name] for name in REQUIRED_CONDITIONS.get(verb, ())]
