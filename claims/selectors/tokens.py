"""Tokens: those of a person, and the one with a secret."""

from django.db.models import Q
from django.utils import timezone
from knox.crypto import hash_token

from claims.models import Token, User
from claims.selectors.prepared import run_query


def list_tokens(user: User, limit: int = 100) -> list[Token]:
    """Return the valid tokens of a person, newest first."""
    return list(Token.objects.filter(_is_valid(), user=user).order_by("-created")[:limit])


_TOKEN_COLUMNS = [field.attname for field in Token._meta.concrete_fields]  # noqa: SLF001 - public in Django
_USER_COLUMNS = [field.attname for field in User._meta.concrete_fields if field.attname != "keys"]  # noqa: SLF001
"""In the order of the models, as `from_db` expects them; only pages read a person's keys."""

_SELECTED_COLUMNS = ", ".join(
    [*(f"token.{name}" for name in _TOKEN_COLUMNS), *(f"person.{name}" for name in _USER_COLUMNS)]
)
TOKEN_WITH_USER_SQL = f"""
    SELECT {_SELECTED_COLUMNS},
           EXISTS (SELECT FROM claims_rolerule WHERE role = person.role AND mfa_required) AND NOT EXISTS (
               SELECT FROM mfa_authenticator WHERE user_id = person.id AND type = 'totp'
           )
    FROM claims_token AS token JOIN claims_user AS person ON person.id = token.user_id
    WHERE token.digest = $1 AND (token.expiry IS NULL OR token.expiry > $2) AND person.is_active
"""  # noqa: S608 - the columns are ours
"""Every request with a token runs this; Django would take longer to write it than PostgreSQL to answer it."""


def find_token_by_secret(secret: str) -> Token | None:
    """Return the valid token with this secret, with its active person: one query.

    The lookup need not take constant time: to exploit its timing, one would have to break SHA-512.
    """
    rows = run_query(TOKEN_WITH_USER_SQL, hash_token(secret), timezone.now())
    if not rows:
        return None
    values = rows[0]
    token: Token = Token.from_db("default", _TOKEN_COLUMNS, values[: len(_TOKEN_COLUMNS)])
    token.user = User.from_db("default", _USER_COLUMNS, values[len(_TOKEN_COLUMNS) : -1])
    token.user.lacks_second_factor = values[-1]
    return token


def _is_valid() -> Q:
    return Q(expiry__isnull=True) | Q(expiry__gt=timezone.now())
