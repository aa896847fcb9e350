"""What allauth and Django report about accounts, passed on to the services that record it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as factors
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.http import HttpRequest

from claims.models import User
from claims.services.account_events import (
    record_factor_change,
    record_failed_sign_in,
    record_new_email,
    record_new_password,
    record_sign_in,
)
from claims.web.account.session_limits import begin_session


@receiver(auth.user_logged_in, dispatch_uid="begin_session")
def _on_login(request: HttpRequest, **_: Any) -> None:
    begin_session(request)


@receiver(account.user_logged_in, dispatch_uid="record_sign_in")
def _on_sign_in(user: User, **_: Any) -> None:
    record_sign_in(user=user)


@receiver(auth.user_login_failed, dispatch_uid="record_failed_sign_in")
def _on_wrong_password(credentials: dict[str, Any], **_: Any) -> None:
    address = credentials.get("email") or credentials.get("username") or ""
    record_failed_sign_in(email=str(address), factor="password")


@receiver(factors.authentication_failed, dispatch_uid="record_wrong_code")
def _on_wrong_code(user: User, **_: Any) -> None:
    record_failed_sign_in(email=user.email, factor="code")


@receiver([account.password_changed, account.password_set], dispatch_uid="record_new_password")
def _on_new_password(request: HttpRequest, user: User, **_: Any) -> None:
    record_new_password(user=user, session_key=request.session.session_key or "")


@receiver(account.password_reset, dispatch_uid="record_reset_password")
def _on_reset_password(user: User, **_: Any) -> None:
    record_new_password(user=user)


@receiver(account.email_changed, dispatch_uid="record_new_email")
def _on_new_email(user: User, **_: Any) -> None:
    record_new_email(user=user)


@receiver(factors.authenticator_added, dispatch_uid="record_added_factor")
def _on_added_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_factor_change(user=user, factor=authenticator.type, change="added")


@receiver(factors.authenticator_removed, dispatch_uid="record_removed_factor")
def _on_removed_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_factor_change(user=user, factor=authenticator.type, change="removed")


@receiver(factors.authenticator_reset, dispatch_uid="record_renewed_factor")
def _on_renewed_factor(user: User, authenticator: Authenticator, **_: Any) -> None:
    record_factor_change(user=user, factor=authenticator.type, change="renewed")
