"""Saved searches of a person."""

from django.db.models import QuerySet

from claims.models import SavedSearch, User


def list_saved_searches(user: User) -> QuerySet[SavedSearch]:
    """Return the saved searches of a person, by position."""
    return SavedSearch.objects.filter(owner=user).order_by("position")
