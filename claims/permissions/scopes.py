"""Token scopes: which of a person's abilities a token has."""

from claims.models import Token, User
from claims.models.token import SCOPE_OF_ROLE, SCOPES
from claims.permissions.abilities import ABILITIES, allows
from claims.permissions.refusals import ScopeMissing

SCOPE_OF = {"webhooks.manage": "manage", "tokens.manage": "manage"}
"""Abilities that need another scope than the one of their role (`models.token.SCOPE_OF_ROLE`)."""


def scope_of(ability: str) -> str:
    """Return the scope that a token needs for a write with this ability."""
    return SCOPE_OF.get(ability) or SCOPE_OF_ROLE[ABILITIES[ability].role]


def offered_scopes(user: User) -> list[str]:
    """Return the scopes that mean something for a token of this person, in the order of `SCOPES`."""
    useful = {"read", *(scope_of(name) for name in ABILITIES if allows(user, name))}
    return [scope for scope in SCOPES if scope in useful]


def demand_scope(token: object, scope: str) -> None:
    """Raise `ScopeMissing` where the token lacks the scope; a person signed in by password has no token."""
    if isinstance(token, Token) and not token.may(scope):
        raise ScopeMissing(scope=scope, allows=str(SCOPES[scope]))
