"""Single sign-on: whom the desk admits, and with which role."""

from collections.abc import Iterable

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from claims.models import User
from claims.services.account_events import record_failed_sign_in
from claims.services.users import create_user_by_groups, set_role_by_groups
from claims.sign_in_refusals import SsoOtherIdentity, SsoUninvited, SsoUnverified, SsoWithoutRole
from claims.workflow import Role


def admit_person(*, issuer: str, known: User | None, email: str, name: str, groups: Iterable[str]) -> User:
    """Return the account of a person whom the issuer has proved; `email` is empty unless it is verified.

    With `SSO_ROLES` the groups decide: they create accounts, set the role at each sign-in, and take it away. A refusal
    leaves the role as the groups have it.
    """
    if not email:
        raise SsoUnverified
    user = known or _find_by_address(issuer, email)
    if not settings.SSO.roles:
        if user is None:
            raise SsoUninvited
        return user
    role = find_role(groups)
    if user and user.is_active:
        user = set_role_by_groups(user_id=user.pk, role=role)
    if role is None:
        record_failed_sign_in(email=user.email if user else email, factor="sso")
        raise SsoWithoutRole
    return user or create_user_by_groups(email=email, name=name, role=role)


def find_role(groups: Iterable[str]) -> Role | None:
    """Return the highest role that the groups give; None if they give none."""
    roles = (Role(settings.SSO.roles[group]) for group in groups if group in settings.SSO.roles)
    return max(roles, key=lambda role: role.rank, default=None)


def _find_by_address(issuer: str, email: str) -> User | None:
    """Return the account with an address, unless it belongs to another identity of the issuer: addresses are reused."""
    user = User.objects.filter(email__iexact=email).first()
    if user and SocialAccount.objects.filter(user=user, provider=issuer).exists():
        record_failed_sign_in(email=email, factor="sso")
        raise SsoOtherIdentity
    return user
