"""Saved searches of a person."""

from claims.models import SavedSearch, User
from claims.selectors.prepared_rows import ID, PreparedRows

_SAVED_SEARCHES = PreparedRows(lambda: SavedSearch.objects.filter(owner=ID).order_by("position"))


def list_saved_searches(user: User) -> list[SavedSearch]:
    """Return the saved searches of a person, by position."""
    return _SAVED_SEARCHES.fetch(user.pk)
