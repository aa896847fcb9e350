"""Undo: who may reverse a decision. Whether the decision still stands is decided by `services.undo`."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import User
from claims.permissions.abilities import ABILITIES, Visitor
from claims.permissions.refusals import DecidedAutomatically, DecidedByAnother, RoleTooLow
from claims.refusals import Refusal
from claims.workflow import MOVES, Role


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants to undo: the verb of its event, and who made it (None for the desk itself)."""

    verb: str
    actor: User | None

    @property
    def role(self) -> Role:
        """The role that the reversed move requires; other decisions require that of an editor."""
        moves = (move.role for move in MOVES.values() if move.verb.name == self.verb)
        return next(moves, ABILITIES["verdicts.draft"].role)


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
    return DecidedByAnother(actor=str(actor))


CONDITIONS: tuple[Callable[[User, Decision], Refusal | None], ...] = (_has_role, _by_a_person, _own_or_outranked)
"""What undoing a decision requires; checked in this order."""


def undo_refusal(user: Visitor, decision: Decision) -> Refusal | None:
    """Return why the person cannot undo this decision, or None."""
    if not isinstance(user, User):
        return RoleTooLow(role=decision.role.value, role_label=decision.role.label)
    return next(filter(None, (check(user, decision) for check in CONDITIONS)), None)
