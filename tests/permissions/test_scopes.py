"""Scopes limit a token; a person who signs in by password has none."""

import pytest

from claims.models import Token
from claims.models.token import SCOPES
from claims.permissions import ABILITIES, demand_scope, demand_second_factor, scope_of
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
