"""Reading people: who can check claims."""

from django.db.models import QuerySet

from claims.models import User
from claims.workflow import Role

MOST = 200
CHECK = [role.value for role in Role if role.rank >= Role.EDITOR.rank]


def checkers() -> QuerySet[User]:
    """Everybody who can check a claim, by name, `MOST` at most."""
    return User.objects.filter(is_active=True, role__in=CHECK).order_by("name", "pk")[:MOST]


def one(user_id: int) -> User | None:
    """Somebody with an account."""
    return User.objects.filter(pk=user_id).first()
