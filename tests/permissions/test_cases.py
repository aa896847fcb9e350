"""A case is decided by a moderator whom it does not concern and from whom nobody else holds it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Appeal, Case, User
from claims.permissions import case_refusal
from claims.permissions.refusals import CaseHeld
from claims.refusals import OwnAppeal, Refusal
from claims.workflow import Role
from tests.permissions.test_moves import ADMIN, MODERATOR, person


def case(kind: str, *, minutes: int = 10, by: User | None = None) -> Case:
    appeal = Appeal(pk=3, appellant=by) if by else None
    return Case(
        pk=5, kind=kind, holder=MODERATOR, held_until=timezone.now() + timedelta(minutes=minutes), appeal=appeal
    )


@pytest.mark.parametrize("kind", ["report", "reading", "appeal"])
@pytest.mark.parametrize(
    ("user", "minutes", "expected"), [(ADMIN, 10, CaseHeld), (ADMIN, -1, None), (MODERATOR, 10, None)]
)
def test_a_held_case_is_decided_by_its_holder(
    kind: str, user: User, minutes: int, expected: type[Refusal] | None
) -> None:
    refusal = case_refusal(user, case(kind, minutes=minutes, by=person(9, Role.CONTRIBUTOR)))
    assert (type(refusal) if refusal else None) is expected


def test_nobody_decides_their_own_appeal() -> None:
    assert isinstance(case_refusal(ADMIN, case("appeal", minutes=-1, by=ADMIN)), OwnAppeal)
    assert case_refusal(ADMIN, case("appeal", minutes=-1, by=MODERATOR)) is None
