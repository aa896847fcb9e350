"""API tokens: created and deleted by their owner, shown once, stored as a digest."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.desk import TokenChanged
from claims.models import Token, User
from claims.models.token import SCOPES
from claims.number_format import format_number
from claims.rate_limits import demand_within_limit, parse_rates
from claims.refusals import BadValue, NotAllowed, NotFound
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import TOKEN_ISSUED, TOKEN_REVOKED

MAX_TOKENS = 50
"""API tokens that one person can have."""
MAX_TOKEN_DAYS, MAX_REQUESTS_PER_MINUTE = 366, 6000
"""The longest lifetime of a token in days, and the highest limit of requests per minute."""
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
    """Create a token. Returns it with its secret, which cannot be read again.

    `by` is the token of the request: a program cannot create a token with more scopes than its own.
    """
    if unknown := set(scopes) - set(SCOPES):
        raise BadValue(gettext("There is no scope “%(scope)s”.") % {"scope": min(unknown)[:40]}, field="scopes")
    if by and by.scopes and (not scopes or not set(scopes) <= set(by.scopes)):
        raise NotAllowed(gettext("A token cannot create another token with more scopes than its own."))
    if days is not None and not 0 < days <= MAX_TOKEN_DAYS:
        detail = gettext("Enter a lifetime from 1 to %(limit)d days.")
        raise BadValue(detail % {"limit": MAX_TOKEN_DAYS}, field="days")
    if per_minute is not None and not 0 < per_minute <= MAX_REQUESTS_PER_MINUTE:
        detail = gettext("Enter a limit from 1 to %(limit)s requests per minute.")
        raise BadValue(detail % {"limit": format_number(MAX_REQUESTS_PER_MINUTE)}, field="per_minute")
    if name and Token.objects.filter(user=user).exclude(name="")[:MAX_TOKENS].count() == MAX_TOKENS:
        detail = gettext("You have %(limit)d tokens, the maximum. Delete one that you no longer need.")
        raise BadValue(detail % {"limit": MAX_TOKENS}, field="name")
    check_lengths(Token, name=name)
    if name:  # a token without a name is a sign-in, which has limits of its own
        demand_within_limit("tokens", str(user.pk), parse_rates(settings.RATE_LIMITS["tokens"]))
    lifetime = timedelta(days=days) if days else settings.REST_KNOX["TOKEN_TTL"]
    name, ordered = name.strip(), [scope for scope in SCOPES if scope in scopes]
    token, secret = Token.objects.create(user=user, expiry=lifetime, per_minute=per_minute, name=name, scopes=ordered)
    record_event(TOKEN_ISSUED, actor=user, data=TokenChanged(key=token.token_key, name=name, scopes=ordered))
    return token, secret


@transaction.atomic
def delete_token(*, user: User, key: str) -> None:
    """Delete one of one's own tokens. Refuses with `NotFound`."""
    deleted, _ = Token.objects.filter(user=user, token_key=key).delete()
    if not deleted:
        raise NotFound
    record_event(TOKEN_REVOKED, actor=user, data=TokenChanged(key=key))


def record_token_use(token: Token) -> None:
    """Record that a token is in use, once an hour at most. No event: nothing is decided."""
    now = timezone.now()
    if token.last_used is None or token.last_used < now - USED_UPDATE_INTERVAL:
        Token.objects.filter(pk=token.pk).update(last_used=now)


def delete_expired_tokens() -> int:
    """Delete expired tokens; return their number."""
    deleted, _ = Token.objects.filter(expiry__lte=timezone.now()).delete()
    return int(deleted)
