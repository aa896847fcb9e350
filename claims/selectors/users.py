"""Users: accounts, their second factors, and the history of an account."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Event, RoleRule, User
from claims.refusals import require_found
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.verbs import ACCOUNT_VERBS
from claims.workflow import Role

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def list_users(*, text: str = "", role: str = "") -> QuerySet[User]:
    """Return accounts, newest first, each with `has_factor`, whether it has a second factor."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    users = User.objects.annotate(has_factor=Exists(factor)).order_by("-id")
    if text:
        users = users.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return users.filter(role=role) if role else users


def get_user(user_id: int) -> User:
    """Return an account; raises `NotFound`."""
    return require_found(list_users().filter(pk=user_id).first())


def find_user(user_id: int) -> User | None:
    """Return the person with an id, if there is one."""
    return User.objects.filter(pk=user_id).first()


def with_second_factor(users: QuerySet[User]) -> QuerySet[User]:
    """Load users with `User.lacks_second_factor`."""
    required = Exists(RoleRule.objects.filter(role=OuterRef("role"), mfa_required=True))
    present = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS))
    columns = {"lacks_second_factor": required & ~present}
    return users.annotate(**columns)


_SESSION_USER = PreparedRows(lambda: with_second_factor(User.objects.filter(pk=ID)))


def find_session_user(user_id: int) -> User | None:
    """Return the person of a session with `User.lacks_second_factor`, in one query."""
    return _SESSION_USER.find(user_id)


def lacks_second_factor(user: User) -> bool:
    """Return whether the person's role requires a second factor that they lack; a session has loaded it."""
    if user.lacks_second_factor is not None:
        return user.lacks_second_factor
    row = with_second_factor(User.objects.filter(pk=user.pk)).first()
    return bool(row and row.lacks_second_factor)


def list_user_events(user: User, limit: int = 100) -> list[Event]:
    """Return the events of an account, newest first."""
    events = Event.objects.filter(verb__in=ACCOUNT_VERBS, data__user=user.pk).select_related("actor")
    return list(events.order_by("-id")[:limit])


def get_second_factor_rules() -> dict[str, bool]:
    """Return for each role whether it needs a second factor."""
    existing = dict(RoleRule.objects.values_list("role", "mfa_required")[: len(Role)])
    return {role.value: existing.get(role, False) for role in Role}
