"""Reading accounts: who is of the desk, and what happened to somebody's account."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import Event, RoleRule, User
from claims.refusals import require_found
from claims.verbs import ACCOUNT_VERBS
from claims.workflow import Role


def list_users(*, text: str = "", role: str = "") -> QuerySet[User]:
    """Accounts, newest first, each with whether it has a second factor (`has_factor`)."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    found = User.objects.annotate(has_factor=Exists(factor)).order_by("-id")
    if text:
        found = found.filter(Q(name__icontains=text) | Q(email__icontains=text))
    return found.filter(role=role) if role else found


def get_user(user_id: int) -> User:
    """An account; refuses with `NotFound`."""
    return require_found(list_users().filter(pk=user_id).first())


def with_second_factor(users: QuerySet[User]) -> QuerySet[User]:
    """Load `User.lacks_second_factor` with each of them."""
    required = Exists(RoleRule.objects.filter(role=OuterRef("role"), mfa_required=True))
    present = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    columns = {"lacks_second_factor": required & ~present}
    return users.annotate(**columns)


def lacks_second_factor(user: User) -> bool:
    """Return whether the person's role requires a second factor that they lack; a session has loaded it."""
    if user.lacks_second_factor is not None:
        return user.lacks_second_factor
    known = with_second_factor(User.objects.filter(pk=user.pk)).first()
    return bool(known and known.lacks_second_factor)


def list_user_events(user: User, limit: int = 100) -> list[Event]:
    """What happened to an account, newest first."""
    told = Event.objects.filter(verb__in=ACCOUNT_VERBS, data__user=user.pk).select_related("actor")
    return list(told.order_by("-id")[:limit])


def get_second_factor_rules() -> dict[str, bool]:
    """For each role whether it takes a second factor."""
    known = dict(RoleRule.objects.values_list("role", "mfa_required")[: len(Role)])
    return {role.value: known.get(role, False) for role in Role}
