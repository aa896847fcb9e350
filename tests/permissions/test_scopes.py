"""Scopes limit a token; a person who signs in by password has none."""

import pytest

from claims.models import Token, User
from claims.models.token import SCOPES
from claims.permissions import ABILITIES, demand_scope, demand_second_factor, offered_scopes, scope_of
from claims.permissions.refusals import ScopeMissing
from claims.refusals import MfaRequired


def test_every_ability_has_a_scope() -> None:
    assert {scope_of(ability) for ability in ABILITIES} <= set(SCOPES)
    assert (scope_of("articles.submit"), scope_of("webhooks.manage")) == ("submit", "manage")


def test_a_token_is_refused_what_it_was_not_made_for() -> None:
    with pytest.raises(ScopeMissing, match="“review”") as refused:
        demand_scope(Token(scopes=["read"]), "review")
    assert refused.value.facts["scope"] == "review"
    for allowed in (Token(scopes=["read", "review"]), Token(scopes=[]), None):
        demand_scope(allowed, "review")


def test_a_second_factor_that_is_lacking_is_demanded() -> None:
    demand_second_factor(lacking=False)
    with pytest.raises(MfaRequired):
        demand_second_factor(lacking=True)


@pytest.mark.parametrize(
    ("role", "scopes"),
    [
        ("contributor", "read submit manage"),
        ("editor", "read submit review manage"),
        ("moderator", "read submit review moderate manage"),
    ],
)
def test_nobody_is_offered_a_scope_without_use(role: str, scopes: str) -> None:
    assert offered_scopes(User(role=role)) == scopes.split()
