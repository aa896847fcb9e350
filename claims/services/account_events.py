"""Events of accounts: sign-ins, failures, and changes of password, address and second factor. No secret is stored."""

import structlog
from django.db import transaction

from claims.event_data.desk import AccountEvent, FactorEvent
from claims.models import Event, User
from claims.services.events import record_event
from claims.services.sessions import delete_sessions
from claims.verbs.desk import (
    USER_EMAIL_CHANGED,
    USER_FACTOR_CHANGED,
    USER_PASSWORD_CHANGED,
    USER_SIGN_IN_FAILED,
    USER_SIGNED_IN,
)

log = structlog.get_logger(__name__)


@transaction.atomic
def record_sign_in(*, user: User) -> Event:
    """Record that a person signed in."""
    log.info("account.signed_in", user=user.pk)
    return record_event(USER_SIGNED_IN, actor=user, data=AccountEvent(user=user.pk))


@transaction.atomic
def record_failed_sign_in(*, email: str, factor: str) -> Event | None:
    """Record that somebody failed to sign in. What was typed is not stored; None if no account has the address."""
    user = User.objects.filter(email__iexact=email.replace("\0", "")).first()
    log.warning("account.sign_in_failed", user=user.pk if user else None, factor=factor)
    if user is None:
        return None
    return record_event(USER_SIGN_IN_FAILED, actor=None, data=FactorEvent(user=user.pk, factor=factor))


@transaction.atomic
def record_new_password(*, user: User, session_key: str = "") -> Event:
    """Record a new password and end all sessions of the person except the one with this key."""
    log.info("account.password_changed", user=user.pk)
    delete_sessions(user, except_key=session_key)
    return record_event(USER_PASSWORD_CHANGED, actor=user, data=AccountEvent(user=user.pk))


@transaction.atomic
def record_new_email(*, user: User) -> Event:
    """Record that a person has proved a new address."""
    log.info("account.email_changed", user=user.pk)
    return record_event(USER_EMAIL_CHANGED, actor=user, data=AccountEvent(user=user.pk))


@transaction.atomic
def record_factor_change(*, user: User, factor: str, change: str) -> Event:
    """Record that a second factor was added, removed or renewed."""
    log.info("account.factor_changed", user=user.pk, factor=factor, change=change)
    data = FactorEvent(user=user.pk, factor=factor, change=change)
    return record_event(USER_FACTOR_CHANGED, actor=user, data=data)
