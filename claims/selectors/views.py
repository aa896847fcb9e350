"""Reading a person's saved views."""

from django.db.models import QuerySet

from claims.models import User, View


def of_person(user: User) -> QuerySet[View]:
    """All of them, in the order of their keys."""
    return View.objects.filter(owner=user).order_by("place")
