"""Accounts: people are invited by an admin, change role, and are shut out; nobody signs up by themselves."""

from django.conf import settings
from django.db import transaction

from claims.event_data.desk import AccountEvent, AccountState, UserChanged, UserInvited
from claims.models import Token, User
from claims.permissions import demand
from claims.refusals import BadValue, LastAdmin, NotAllowed, require_found
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import USER_CHANGED, USER_INVITED, USER_INVITED_AGAIN
from claims.workflow import Role

MAX_ADMINS = 100
"""How many admins are looked at when one of them goes; a desk has a few."""


@transaction.atomic
def invite_user(*, email: str, name: str, role: str, by: User) -> User:
    """An account without a password: its owner sets one by mail."""
    demand(by, "users.manage")
    return _create_user(email, name, role, password=None, by=by)


@transaction.atomic
def create_demo_user(*, email: str, name: str, role: str, password: str) -> User:
    """An account whose password everybody knows; on a demo desk only, which no other machine can reach."""
    if not settings.DEMO:
        raise NotAllowed("Accounts with a known password exist on a demo desk only.")
    known = User.objects.filter(email__iexact=email).first()
    return known or _create_user(email, name, role, password=password, by=None)


def _create_user(email: str, name: str, role: str, *, password: str | None, by: User | None) -> User:
    check_lengths(User, email=email, name=name)
    if User.objects.filter(email__iexact=email).exists():
        raise BadValue("There is an account with this address already.", field="email")
    user = User.objects.create_user(email, password, name=name.strip(), role=role, **_admin_site_reports(role))
    record_event(USER_INVITED, actor=by, data=UserInvited(user=user.pk, role=role))
    return user


@transaction.atomic
def change_user(*, user_id: int, name: str, role: str, active: bool, by: User) -> User:
    """Give somebody another name or role, or shut them out, which ends their sessions and tokens for good.

    An admin keeps their own role and access, and the last admin stays one.
    """
    demand(by, "users.manage")
    check_lengths(User, name=name)
    user = _lock_user(user_id)
    if user == by and (role != user.role or not active):
        raise BadValue("Somebody else has to take your own role or access away.", field="role")
    _require_another_admin(user, role, active=active)
    before = AccountState(name=user.name, role=user.role, active=user.is_active)
    after = AccountState(name=name.strip(), role=role, active=active)
    if before == after:
        return user
    if user.is_active and not active:
        user.session_generation += 1
        Token.objects.filter(user=user).delete()
    user.name, user.role, user.is_active = name.strip(), role, active
    for right, given in _admin_site_reports(role).items():
        setattr(user, right, given)
    user.save(update_fields=["name", "role", "is_active", "is_staff", "is_superuser", "session_generation"])
    record_event(USER_CHANGED, actor=by, data=UserChanged(user=user.pk, before=before, after=after))
    return user


@transaction.atomic
def record_new_invitation(*, user_id: int, by: User) -> User:
    """Note that somebody is sent the way to a password once more."""
    demand(by, "users.manage")
    user = _lock_user(user_id)
    if not user.is_active:
        raise BadValue("Who is shut out cannot be invited. Let them in first.")
    record_event(USER_INVITED_AGAIN, actor=by, data=AccountEvent(user=user.pk))
    return user


def _lock_user(user_id: int) -> User:
    return require_found(User.objects.select_for_update(no_key=True).filter(pk=user_id).first())


def _require_another_admin(user: User, role: str, *, active: bool) -> None:
    """Two admins who take each other's role at the same moment wait here for each other."""
    if user.role != Role.ADMIN or not user.is_active or (role == Role.ADMIN and active):
        return
    admins = User.objects.select_for_update(no_key=True).filter(role=Role.ADMIN, is_active=True)
    if not [other for other in admins.order_by("pk")[:MAX_ADMINS] if other != user]:
        raise LastAdmin


def _admin_site_reports(role: str) -> dict[str, bool]:
    """What Django's admin pages ask, besides our role."""
    if role not in set(Role):
        raise BadValue("There is no such role.", field="role")
    return {"is_staff": role == Role.ADMIN, "is_superuser": role == Role.ADMIN}
