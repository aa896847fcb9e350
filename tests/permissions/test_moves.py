"""The rules of moves read the situation that they are given and nothing else."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from claims.models import Case, Claim, Lease, User, Verdict
from claims.permissions import Fact, Situation, allowed_moves, move_refusal, move_refusals
from claims.permissions.moves import CONDITIONS
from claims.permissions.refusals import (
    CaseHeld,
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
from claims.permissions.undo import REQUIRED_CONDITIONS
from claims.refusals import AuthorCannotApprove, LeaseExpired, Refusal
from claims.workflow import MOVES, Role

NOW = timezone.now()


def person(number: int, role: Role) -> User:
    return User(pk=number, name=f"Person {number}", role=role.value)


EDITOR, OTHER_EDITOR = person(1, Role.EDITOR), person(2, Role.EDITOR)
MODERATOR, ADMIN = person(3, Role.MODERATOR), person(4, Role.ADMIN)


def situation(status: str, *, publication_id: int | None = None, **facts: Any) -> Situation:
    claim = Claim(pk=7, status=status, publication_id=publication_id)
    return Situation(claim, NOW, frozenset(Fact), **facts)


def lease(editor: User, *, minutes: int = 10, ending: str = "") -> Lease:
    ended = NOW if ending else None
    return Lease(editor=editor, expires=NOW + timedelta(minutes=minutes), ended=ended, ending=ending)


def verdict(*authors: User, approved_by: User | None = None) -> Verdict:
    return Verdict(author=authors[-1], authors=[author.pk for author in authors], approved_by=approved_by)


HELD = Case(pk=5, kind="verdict", holder=MODERATOR, held_until=NOW + timedelta(hours=10))
OWN_ENDED = lease(EDITOR, ending=Lease.Ending.EXPIRED)
TAKEN_FROM_ME = lease(EDITOR, ending=Lease.Ending.TAKEN_OVER)

TABLE: list[tuple[User, str, Situation, type[Refusal] | None]] = [
    (EDITOR, "approve", situation("awaiting_approval"), RoleTooLowForMove),
    (MODERATOR, "approve", situation("approved"), WrongStatus),
    (MODERATOR, "approve", situation("awaiting_approval", submitted=verdict(EDITOR)), None),
    (MODERATOR, "approve", situation("awaiting_approval", submitted=verdict(MODERATOR, EDITOR)), AuthorCannotApprove),
    (ADMIN, "approve", situation("awaiting_approval", submitted=verdict(EDITOR), case=HELD), CaseHeld),
    (MODERATOR, "approve", situation("awaiting_approval", submitted=verdict(EDITOR), case=HELD), None),
    (EDITOR, "submit", situation("in_review", lease=lease(EDITOR)), None),
    (EDITOR, "submit", situation("in_review", lease=lease(EDITOR, minutes=-1)), LeaseExpired),
    (EDITOR, "submit", situation("in_review"), LeaseExpired),
    (EDITOR, "submit", situation("in_review", lease=lease(OTHER_EDITOR)), LeasedToAnother),
    (
        EDITOR,
        "submit",
        situation("in_review", lease=lease(OTHER_EDITOR), last_own_lease=OWN_ENDED),
        LeaseLost,
    ),
    (
        EDITOR,
        "submit",
        situation("in_review", lease=lease(OTHER_EDITOR), last_own_lease=TAKEN_FROM_ME),
        LeaseTakenOver,
    ),
    (MODERATOR, "release", situation("in_review", lease=lease(EDITOR)), None),
    (MODERATOR, "submit", situation("in_review", lease=lease(EDITOR)), LeasedToAnother),
    (EDITOR, "dismiss", situation("queued", lease=lease(OTHER_EDITOR)), None),
    (EDITOR, "dismiss", situation("in_review", lease=lease(OTHER_EDITOR)), LeasedToAnother),
    (EDITOR, "dismiss", situation("queued", publication_id=9), PublishedAlready),
    (EDITOR, "recall", situation("awaiting_approval", submitted=verdict(OTHER_EDITOR, EDITOR)), None),
    (
        EDITOR,
        "recall",
        situation("awaiting_approval", submitted=verdict(EDITOR, OTHER_EDITOR)),
        OnlyItsAuthor,
    ),
    (MODERATOR, "unapprove", situation("approved", submitted=verdict(EDITOR, approved_by=MODERATOR)), None),
    (
        MODERATOR,
        "unapprove",
        situation("approved", submitted=verdict(EDITOR, approved_by=ADMIN)),
        OnlyItsApprover,
    ),
    (ADMIN, "unapprove", situation("approved", submitted=verdict(EDITOR, approved_by=MODERATOR)), None),
    (MODERATOR, "withdraw", situation("queued"), NeverPublished),
    (MODERATOR, "withdraw", situation("published", publication_id=9, publication_kind="published"), None),
    (
        MODERATOR,
        "withdraw",
        situation("queued", publication_id=9, publication_kind="withdrawn"),
        WithdrawnAlready,
    ),
]


@pytest.mark.parametrize(("user", "name", "known", "expected"), TABLE)
def test_a_move_is_allowed_or_refused(user: User, name: str, known: Situation, expected: type[Refusal] | None) -> None:
    """Without a database: any query would fail this test."""
    refusal = move_refusal(user, name, known)
    assert (type(refusal) if refusal else None) is expected
    assert (name in [move.name for move in allowed_moves(user, known)]) == (expected is None)
    assert refusal is None or "%(" not in refusal.detail


def test_nobody_without_an_account_moves_anything() -> None:
    refusals = move_refusals(AnonymousUser(), situation("detected"), MOVES)
    assert {type(refusal) for refusal in refusals.values()} == {RoleTooLowForMove}


def test_a_fact_that_was_not_looked_up_decides_nothing() -> None:
    unknown = replace(situation("in_review"), loaded=frozenset())
    with pytest.raises(LookupError, match="lease"):
        move_refusal(EDITOR, "submit", unknown)


def test_every_condition_is_one_of_a_move_or_its_undo() -> None:
    of_moves = {name for move in MOVES.values() for name in move.conditions}
    of_undo = {name for names in REQUIRED_CONDITIONS.values() for name in names}
    assert of_moves | of_undo == set(CONDITIONS)
