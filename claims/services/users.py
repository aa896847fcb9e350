"""Accounts: an admin invites people, changes their roles and deactivates them; nobody signs up by themselves."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import AccountEvent, AccountState, UserChanged, UserInvited
from claims.models import Token, User
from claims.permissions import demand
from claims.refusals import BadValue, LastAdmin, NotAllowed, require_found
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.desk import USER_CHANGED, USER_INVITED, USER_INVITED_AGAIN, USER_SESSIONS_ENDED
from claims.workflow import Role

MAX_ADMINS = 100
"""Admins that are locked when one of them changes; a desk has a few."""


@transaction.atomic
def invite_user(*, email: str, name: str, role: str, by: User) -> User:
    """Create an account without a password; the person sets one with the link of the invitation."""
    demand(by, "users.manage")
    return _create_user(email, name, role, password=None, by=by)


@transaction.atomic
def create_demo_user(*, email: str, name: str, role: str, password: str) -> User:
    """Create an account with a known password; only on a demo desk, which other machines cannot reach."""
    if not settings.DEMO:
        raise NotAllowed(gettext("Accounts with a known password can be created on a demo desk only."))
    existing = User.objects.filter(email__iexact=email).first()
    return existing or _create_user(email, name, role, password=password, by=None)


def _create_user(email: str, name: str, role: str, *, password: str | None, by: User | None) -> User:
    check_lengths(User, email=email, name=name)
    if User.objects.filter(email__iexact=email).exists():
        raise BadValue(gettext("There is already an account with this e-mail address."), field="email")
    user = User.objects.create_user(email, password, name=name.strip(), role=role, **_admin_site_flags(role))
    record_event(USER_INVITED, actor=by, data=UserInvited(user=user.pk, role=role))
    return user


@transaction.atomic
def change_user(*, user_id: int, name: str, role: str, active: bool, by: User, public_name: str | None = None) -> User:
    """Change names, role or access of a person; with `public_name` None, that one stays.

    Deactivating an account ends its sessions and deletes its tokens. Admins cannot change their own role or access, and
    the last admin cannot be removed.
    """
    demand(by, "users.manage")
    check_lengths(User, name=name, public_name=public_name or "")
    user = lock_user(user_id)
    byline = user.public_name if public_name is None else public_name.strip()
    if user == by and (role != user.role or not active):
        raise BadValue(gettext("Only another admin can change your own role or access."), field="role")
    return _change_account(user, AccountState(name=name.strip(), role=role, active=active, public_name=byline), by=by)


@transaction.atomic
def create_user_by_groups(*, email: str, name: str, role: str) -> User:
    """Create an account for a person whom single sign-on vouches for; it has no password."""
    return _create_user(email, name, role, password=None, by=None)


@transaction.atomic
def set_role_by_groups(*, user_id: int, role: Role | None) -> User:
    """Give a person the role of their groups. Without a role they become a contributor; sessions and tokens end."""
    user = lock_user(user_id)
    before = user.role
    if role is None:
        _end_access(user)
    after = AccountState(name=user.name, role=role or Role.CONTRIBUTOR, active=True, public_name=user.public_name)
    user = _change_account(user, after, by=None)
    if role is None and before == user.role:
        record_event(USER_SESSIONS_ENDED, actor=None, data=AccountEvent(user=user.pk))
    return user


def _change_account(user: User, after: AccountState, *, by: User | None) -> User:
    """Change a locked account and record it; an unchanged account leaves no event."""
    check_another_admin_stays(user, after.role, active=after.active)
    before = AccountState(name=user.name, role=user.role, active=user.is_active, public_name=user.public_name)
    if before == after:
        return user
    if user.is_active and not after.active:
        _end_access(user)
    user.name, user.role, user.is_active, user.public_name = after.name, after.role, after.active, after.public_name
    for name_of_flag, value in _admin_site_flags(after.role).items():
        setattr(user, name_of_flag, value)
    user.save(update_fields=["name", "public_name", "role", "is_active", "is_staff", "is_superuser"])
    record_event(USER_CHANGED, actor=by, data=UserChanged(user=user.pk, before=before, after=after))
    return user


def _end_access(user: User) -> None:
    """End all sessions and tokens of an account."""
    user.session_generation += 1
    user.save(update_fields=["session_generation"])
    Token.objects.filter(user=user).delete()


@transaction.atomic
def record_new_invitation(*, user_id: int, by: User) -> User:
    """Record that a person is invited again."""
    demand(by, "users.manage")
    user = lock_user(user_id)
    if not user.is_active:
        raise BadValue(gettext("This account is inactive. Activate it before you send an invitation."))
    record_event(USER_INVITED_AGAIN, actor=by, data=AccountEvent(user=user.pk))
    return user


@transaction.atomic
def register_address(*, user: User) -> None:
    """Tell allauth the address that a person has: another replaces it only once it is proved.

    No event: nothing changes for anybody. The invitation went to this address.
    """
    proved = {"primary": True, "verified": True}
    if not EmailAddress.objects.filter(user=user, email=user.email, **proved).exists():
        EmailAddress.objects.filter(user=user).exclude(email=user.email).update(primary=False)
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=proved)


def lock_user(user_id: int) -> User:
    """Lock an account until the transaction ends."""
    return require_found(User.objects.select_for_update(no_key=True).filter(pk=user_id).first())


def check_another_admin_stays(user: User, role: str, *, active: bool) -> None:
    """Refuse to remove the last admin. The admins are locked, so that two cannot remove each other at once."""
    if user.role != Role.ADMIN or not user.is_active or (role == Role.ADMIN and active):
        return
    admins = User.objects.select_for_update(no_key=True).filter(role=Role.ADMIN, is_active=True)
    if not [other for other in admins.order_by("pk")[:MAX_ADMINS] if other != user]:
        raise LastAdmin


def _admin_site_flags(role: str) -> dict[str, bool]:
    """Return the flags by which Django's admin site decides on access."""
    if role not in set(Role):
        raise BadValue(gettext("This role does not exist."), field="role")
    return {"is_staff": role == Role.ADMIN, "is_superuser": role == Role.ADMIN}
