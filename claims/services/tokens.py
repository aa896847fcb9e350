"""Tokens for programs: issued to a person, shown once, stored as a digest, revoked by their owner."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims.event_data.desk import TokenChanged
from claims.models import Token, User
from claims.models.token import SCOPES
from claims.refusals import BadValue, NotAllowed, NotFound
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import TOKEN_ISSUED, TOKEN_REVOKED

MAX_TOKENS = 50
"""Tokens that one person can have besides those of signing in."""
MAX_TOKEN_DAYS, MAX_REQUESTS_PER_MINUTE = 366, 6000
"""The longest that a token lasts, and the most requests a minute that it can be given."""
USED_UPDATE_INTERVAL = timedelta(hours=1)


@transaction.atomic
def create_token(
    *,
    user: User,
    name: str = "",
    scopes: Sequence[str] = (),
    days: int | None = None,
    per_minute: int | None = None,
    by: Token | None = None,
) -> tuple[Token, str]:
    """A new token and its secret, which nobody can read again.

    `by` is the token that asks for it: no program gives another one more than it has itself.
    """
    if unknown := set(scopes) - set(SCOPES):
        raise BadValue(f"There is no scope “{min(unknown)[:40]}”.", field="scopes")
    if by and by.scopes and (not scopes or not set(scopes) <= set(by.scopes)):
        raise NotAllowed("A token cannot issue one that may do more than itself.")
    if days is not None and not 0 < days <= MAX_TOKEN_DAYS:
        raise BadValue(f"A token lasts from one day to {MAX_TOKEN_DAYS}.", field="days")
    if per_minute is not None and not 0 < per_minute <= MAX_REQUESTS_PER_MINUTE:
        raise BadValue(f"A token has from one request a minute to {MAX_REQUESTS_PER_MINUTE}.", field="per_minute")
    if name and Token.objects.filter(user=user).exclude(name="")[:MAX_TOKENS].count() == MAX_TOKENS:
        raise BadValue(f"You have {MAX_TOKENS} tokens. Revoke one that you no longer need.", field="name")
    check_lengths(Token, name=name)
    lasts = timedelta(days=days) if days else settings.REST_KNOX["TOKEN_TTL"]
    name, ordered = name.strip(), [scope for scope in SCOPES if scope in scopes]
    token, secret = Token.objects.create(user=user, expiry=lasts, per_minute=per_minute, name=name, scopes=ordered)
    record_event(TOKEN_ISSUED, actor=user, data=TokenChanged(key=token.token_key, name=name, scopes=ordered))
    return token, secret


@transaction.atomic
def delete_token(*, user: User, key: str) -> None:
    """End one of one's own tokens; refuses with `NotFound`."""
    deleted, _ = Token.objects.filter(user=user, token_key=key).delete()
    if not deleted:
        raise NotFound
    record_event(TOKEN_REVOKED, actor=user, data=TokenChanged(key=key))


def record_token_use(token: Token) -> None:
    """Note that a token is in use: once an hour at most, and without an event, since nothing was decided."""
    now = timezone.now()
    if token.last_used is None or token.last_used < now - USED_UPDATE_INTERVAL:
        Token.objects.filter(pk=token.pk).update(last_used=now)


def delete_expired_tokens() -> int:
    """Take away tokens that have ended; how many there were."""
    deleted, _ = Token.objects.filter(expiry__lte=timezone.now()).delete()
    return int(deleted)
