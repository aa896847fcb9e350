"""Editors: the people who can check claims, and the display name of a person in SQL."""

from django.db.models import CharField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from claims.models import User
from claims.workflow import Role

MAX_ROWS = 200
EDITOR_ROLES = [role.value for role in Role if role.rank >= Role.EDITOR.rank]


def list_editors() -> QuerySet[User]:
    """Return the people who can check claims, by name, up to `MAX_ROWS`."""
    return User.objects.filter(is_active=True, role__in=EDITOR_ROLES).order_by("name", "pk")[:MAX_ROWS]


def display_name(path: str = "") -> Coalesce:
    """Return the name of a person in SQL, as `User.__str__` gives it; `path` leads to the person."""
    local_part = Func(F(f"{path}email"), Value("@"), Value(1), function="split_part", output_field=CharField())
    return Coalesce(NullIf(F(f"{path}name"), Value("")), local_part)
