"""API tokens: created and deleted by their owner, shown once, stored as a digest."""

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

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
from claims.verbs.desk import TOKEN_ISSUED, TOKEN_REVOKED

MAX_TOKENS = 50
"""API tokens that one person can have, without those of sign-ins."""
MAX_SIGN_INS = 50
"""Tokens of sign-ins that one person can have; a further sign-in ends the oldest."""
MAX_TOKEN_DAYS, MAX_REQUESTS_PER_MINUTE = 366, 6000
"""The longest lifetime of a token in days, and the highest limit of requests per minute."""
USED_UPDATE_INTERVAL = timedelta(hours=1)
EXPIRY_MARGIN = timedelta(seconds=1)
"""How much earlier than its parent a token ends at least, since the two are computed one after the other."""


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

    `by` is the token of the request: what a program creates may do no more than its own token, and ends with it.
    """
    _check_scopes(scopes, by)
    _check_limits(days, per_minute, by)
    check_lengths(Token, name=name)
    is_sign_in = by is None and not name
    _make_room(user, is_sign_in=is_sign_in)
    if not is_sign_in:  # a sign-in has limits of its own
        demand_within_limit("tokens", str(user.pk), parse_rates(settings.RATE_LIMITS["tokens"]))
    name, ordered = name.strip(), [scope for scope in SCOPES if scope in scopes]
    token, secret = Token.objects.create(
        user=user, name=name, scopes=ordered, parent=by, expiry=_lifetime(days, by),
        per_minute=per_minute or (by.per_minute if by else None),
    )  # fmt: skip
    record_event(TOKEN_ISSUED, actor=user, data=TokenChanged(key=token.token_key, name=name, scopes=ordered))
    return token, secret


def _check_scopes(scopes: Sequence[str], by: Token | None) -> None:
    if unknown := set(scopes) - set(SCOPES):
        raise BadValue(gettext("There is no scope “%(scope)s”.") % {"scope": min(unknown)[:40]}, field="scopes")
    if by and by.scopes and (not scopes or not set(scopes) <= set(by.scopes)):
        raise NotAllowed(gettext("A token cannot create another token with more scopes than its own."))


def _check_limits(days: int | None, per_minute: int | None, by: Token | None) -> None:
    if days is not None and not 0 < days <= MAX_TOKEN_DAYS:
        detail = gettext("Enter a lifetime from 1 to %(limit)d days.")
        raise BadValue(detail % {"limit": MAX_TOKEN_DAYS}, field="days")
    if per_minute is not None and not 0 < per_minute <= MAX_REQUESTS_PER_MINUTE:
        detail = gettext("Enter a limit from 1 to %(limit)s requests per minute.")
        raise BadValue(detail % {"limit": format_number(MAX_REQUESTS_PER_MINUTE)}, field="per_minute")
    if by and per_minute and per_minute > (by.per_minute or _requests_per_minute()):
        raise NotAllowed(gettext("A token cannot create another token that may send more requests than itself."))
    if by and by.expiry and days and timezone.now() + timedelta(days=days) > by.expiry:
        raise NotAllowed(gettext("A token cannot create another token that is valid for longer than itself."))


def _requests_per_minute() -> float:
    """Return the desk's limit for a token without one of its own."""
    rate, *_ = parse_rates(settings.RATE_LIMITS["user"])
    return rate.count * 60 / rate.seconds


def _lifetime(days: int | None, by: Token | None) -> timedelta:
    """Return how long a new token is valid: never longer than the one that creates it."""
    default = cast(timedelta, settings.REST_KNOX["TOKEN_TTL"])
    lifetime = timedelta(days=days) if days else default
    return min(lifetime, by.expiry - timezone.now() - EXPIRY_MARGIN) if by and by.expiry else lifetime


def _make_room(user: User, *, is_sign_in: bool) -> None:
    """Refuse a token beyond `MAX_TOKENS`; a sign-in ends the oldest sign-ins instead. The person is locked."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    kept = Token.objects.filter(user=user, name="", parent=None) if is_sign_in else Token.objects.filter(user=user)
    if is_sign_in:
        surplus = kept.order_by("-created").values_list("pk", flat=True)[MAX_SIGN_INS - 1 : MAX_SIGN_INS + MAX_TOKENS]
        Token.objects.filter(pk__in=list(surplus)).delete()
    elif kept.exclude(name="", parent=None)[:MAX_TOKENS].count() == MAX_TOKENS:
        detail = gettext("You have %(limit)d tokens, the maximum. Delete one that you no longer need.")
        raise BadValue(detail % {"limit": MAX_TOKENS}, field="name")


@transaction.atomic
def delete_token(*, user: User, key: str) -> None:
    """Delete one of one's own tokens, with those that a program created with it. Refuses with `NotFound`."""
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
