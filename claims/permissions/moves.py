"""Moves: who may move a claim from where it is. `workflow.MOVES` has roles, statuses and the names of conditions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.models import Publication, User
from claims.permissions.abilities import Visitor
from claims.permissions.cases import held_refusal
from claims.permissions.refusals import (
    GoesOutSoon,
    LeasedToAnother,
    LeaseLost,
    LeaseTakenOver,
    NeverPublished,
    OnlyItsApprover,
    OnlyItsAuthor,
    PublishedAlready,
    RoleTooLowForMove,
    WithdrawnAlready,
    WrongStatus,
)
from claims.permissions.situation import Fact, Situation
from claims.refusals import AuthorCannotApprove, LeaseExpired, Refusal
from claims.workflow import MOVES, Move, Role, Status, moves_from

Check = Callable[[User, Situation], Refusal | None]


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule of moves: `check` returns the refusal where it does not hold. `facts` are those that it reads.

    With a `status` it applies to claims of this status only.
    """

    check: Check
    facts: frozenset[Fact]
    status: Status | None = None

    def applies(self, status: str) -> bool:
        """Return whether the rule applies to claims of this status."""
        return self.status in (None, status)

    def refusal(self, user: User, situation: Situation) -> Refusal | None:
        """Return why the rule does not hold, or None. Raises `LookupError` if a fact was not looked up."""
        if missing := self.facts - situation.loaded:
            raise LookupError(f"the situation lacks {sorted(fact.value for fact in missing)}")
        return self.check(user, situation)


CONDITIONS: dict[str, Condition] = {}
"""The conditions by name; the rows of `workflow.MOVES` say what a move requires beyond role and status."""


def condition(*facts: Fact, status: Status | None = None) -> Callable[[Check], Check]:
    """Register a condition under the name of its function."""

    def register(check: Check) -> Check:
        CONDITIONS[check.__name__] = Condition(check, frozenset(facts), status)
        return check

    return register


# Leases ---------------------------------------------------------------------------


def lease_refusal(user: User, situation: Situation) -> Refusal | None:
    """Return why the person does not hold the claim, or None. The situation has loaded the lease."""
    lease = situation.lease
    if lease is None or (lease.editor_id == user.pk and lease.expires <= situation.now):
        return LeaseExpired(claim=situation.claim.pk)
    return None if lease.editor_id == user.pk else _lost_lease(situation, str(lease.editor))


def _lost_lease(situation: Situation, editor: str) -> Refusal:
    """Return who works on the claim now, and how the person lost it if they had it before."""
    own = situation.last_own_lease
    if own is None:
        return LeasedToAnother(claim=situation.claim.pk, editor=editor)
    kind = LeaseTakenOver if own.ending == own.Ending.TAKEN_OVER else LeaseLost
    return kind(claim=situation.claim.pk, editor=editor)


@condition(Fact.LEASE)
def holds_claim(user: User, situation: Situation) -> Refusal | None:
    """The person holds the lease."""
    return lease_refusal(user, situation)


@condition(Fact.LEASE, status=Status.IN_REVIEW)
def holds_claim_or_moderates(user: User, situation: Situation) -> Refusal | None:
    """The person holds the lease of a claim in review, or is a moderator."""
    return None if user.has_rank(Role.MODERATOR) else lease_refusal(user, situation)


@condition(Fact.LEASE)
def nobody_else_holds(user: User, situation: Situation) -> Refusal | None:
    """No other editor holds the claim now, or the person is a moderator."""
    lease = situation.running_lease
    if lease is None or lease.editor_id == user.pk or user.has_rank(Role.MODERATOR):
        return None
    return _lost_lease(situation, str(lease.editor))


# Verdicts and cases ---------------------------------------------------------------


@condition(Fact.SUBMITTED)
def did_not_write_it(user: User, situation: Situation) -> Refusal | None:
    """The person did not write in the submitted verdict."""
    verdict = situation.submitted
    return AuthorCannotApprove(claim=situation.claim.pk) if verdict and user.pk in verdict.authors else None


@condition(Fact.SUBMITTED)
def submitted_it(user: User, situation: Situation) -> Refusal | None:
    """The person submitted the verdict."""
    verdict = situation.submitted
    return None if verdict and verdict.author_id == user.pk else OnlyItsAuthor()


@condition(Fact.SUBMITTED)
def approved_it(user: User, situation: Situation) -> Refusal | None:
    """The person approved the submitted verdict, or is an admin."""
    verdict = situation.submitted
    mine = verdict and verdict.approved_by_id == user.pk
    return None if mine or user.has_rank(Role.ADMIN) else OnlyItsApprover()


@condition(Fact.CASE)
def case_is_free(user: User, situation: Situation) -> Refusal | None:
    """No other moderator holds the case."""
    return held_refusal(user, situation.case) if situation.case else None


# Publications ---------------------------------------------------------------------


@condition()
def never_published(_user: User, situation: Situation) -> Refusal | None:
    """Nothing about the claim is public."""
    return PublishedAlready() if situation.claim.publication_id else None


@condition()
def published_before(_user: User, situation: Situation) -> Refusal | None:
    """A verdict on the claim is public."""
    return None if situation.claim.publication_id else NeverPublished()


@condition(Fact.PUBLICATION)
def not_withdrawn(_user: User, situation: Situation) -> Refusal | None:
    """The public verdict is not a withdrawal."""
    return WithdrawnAlready() if situation.publication_kind in Publication.GONE_KINDS else None


def _conditions(name: str, status: str) -> Iterable[Condition]:
    rules = (CONDITIONS[condition] for condition in MOVES[name].conditions)
    return (rule for rule in rules if rule.applies(status))


def facts_needed(user: Visitor, status: str, names: Iterable[str]) -> frozenset[Fact]:
    """Return the facts that decide whether the person may make these moves with a claim of this status."""
    possible = [name for name in names if isinstance(user, User) and _is_possible(user, MOVES[name], status)]
    return frozenset(fact for name in possible for rule in _conditions(name, status) for fact in rule.facts)


def _is_possible(user: User, move: Move, status: str) -> bool:
    return status in move.sources and user.has_rank(move.role)


def move_refusal(user: Visitor, name: str, situation: Situation) -> Refusal | None:
    """Return why the person cannot make this move in this situation, or None."""
    move, claim = MOVES[name], situation.claim
    if not isinstance(user, User) or not user.has_rank(move.role):
        role = move.role
        return RoleTooLowForMove(move=name, label=str(move.label), role=role.value, role_label=role.label)
    if claim.status not in move.sources:
        label, status_label = str(move.label), str(claim.get_status_display())
        return WrongStatus(claim=claim.pk, move=name, label=label, status=claim.status, status_label=status_label)
    if claim.goes_out:
        return GoesOutSoon(claim=claim.pk)
    refusals = (rule.refusal(user, situation) for rule in _conditions(name, claim.status))
    return next(filter(None, refusals), None)


def move_refusals(user: Visitor, situation: Situation, names: Iterable[str]) -> dict[str, Refusal | None]:
    """Return for each of these moves why the person cannot make it, or None."""
    return {name: move_refusal(user, name, situation) for name in names}


def allowed_moves(user: Visitor, situation: Situation, names: Iterable[str] = MOVES) -> list[Move]:
    """Return those of these moves that the person can make, in the order of `workflow.MOVES`."""
    requested = set(names)
    possible = [move for move in moves_from(situation.claim.status) if move.name in requested]
    return [move for move in possible if move_refusal(user, move.name, situation) is None]
