"""Reading a person's saved views."""

from django.db.models import QuerySet

from claims.models import User, View
from claims.refusals import NotThere


def of_person(user: User) -> QuerySet[View]:
    """All of them, in the order of their keys."""
    return View.objects.filter(owner=user).order_by("place")


def one(view_id: int, user: User) -> View:
    """One of one's own; refuses with `NotThere`."""
    view = of_person(user).filter(pk=view_id).first()
    if view is None:
        raise NotThere
    return view
