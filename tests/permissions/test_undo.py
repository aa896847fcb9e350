"""A decision is undone by whoever made it, or by somebody with a higher role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from claims.models import User
from claims.permissions import Decision, undo_refusal
from claims.permissions.abilities import Visitor
from claims.permissions.refusals import DecidedAutomatically, DecidedByAnother, RoleTooLow
from claims.refusals import Refusal
from claims.workflow import Role
from tests.permissions.test_moves import ADMIN, EDITOR, MODERATOR, OTHER_EDITOR, person

FORMER_MODERATOR = User(pk=6, role=Role.EDITOR.value)
ACCEPTED, APPROVED = "claim.accepted", "verdict.approved"


@pytest.mark.parametrize(
    ("user", "decision", "expected"),
    [
        (EDITOR, Decision(ACCEPTED, EDITOR), None),
        (EDITOR, Decision(ACCEPTED, OTHER_EDITOR), DecidedByAnother),
        (MODERATOR, Decision(ACCEPTED, EDITOR), None),
        (person(7, Role.CONTRIBUTOR), Decision(ACCEPTED, EDITOR), RoleTooLow),
        (MODERATOR, Decision(APPROVED, MODERATOR), None),
        (FORMER_MODERATOR, Decision(APPROVED, FORMER_MODERATOR), RoleTooLow),
        (ADMIN, Decision(APPROVED, MODERATOR), None),
        (EDITOR, Decision("evidence.added", EDITOR), None),
        (ADMIN, Decision(ACCEPTED, None), DecidedAutomatically),
        (AnonymousUser(), Decision(ACCEPTED, EDITOR), RoleTooLow),
    ],
)
def test_who_undoes_a_decision(user: Visitor, decision: Decision, expected: type[Refusal] | None) -> None:
    refusal = undo_refusal(user, decision)
    assert (type(refusal) if refusal else None) is expected
