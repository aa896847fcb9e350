"""Reading a person's saved views."""

from django.db.models import QuerySet

from claims.models import SavedSearch, User


def list_saved_searches(user: User) -> QuerySet[SavedSearch]:
    """All of them, in the order of their keys."""
    return SavedSearch.objects.filter(owner=user).order_by("position")
