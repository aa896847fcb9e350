"""Saved searches: saved, renamed and deleted by their owner."""

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import SavedSearchChanged
from claims.models import SavedSearch, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.desk import SEARCH_DELETED, SEARCH_RENAMED, SEARCH_SAVED


@transaction.atomic
def save_search(*, owner: User, name: str, query: str) -> SavedSearch:
    """Save filters of the queue under a name; a saved search with this name gets the new filters."""
    demand(owner, "queue.see")
    name = _clean_name(name)
    check_lengths(SavedSearch, query=query)
    if not query:
        raise BadValue(gettext("Set at least one filter, then save the search."), field="query")
    searches = _lock_searches(owner)
    search = next((row for row in searches if row.name == name), None)
    if search:
        search.query = query
        search.save(update_fields=["query"])
    else:
        search = SavedSearch.objects.create(owner=owner, name=name, query=query, position=_free_position(searches))
    record_event(SEARCH_SAVED, actor=owner, data=SavedSearchChanged(search=search.pk, name=name, query=query))
    return search


@transaction.atomic
def rename_search(*, search_id: int, owner: User, name: str) -> SavedSearch:
    """Rename one of one's own saved searches."""
    name, searches = _clean_name(name), _lock_searches(owner)
    search = _find_search(searches, search_id)
    if any(row.name == name and row != search for row in searches):
        raise BadValue(gettext("You already have a saved search with this name."), field="name")
    before, search.name = search.name, name
    search.save(update_fields=["name"])
    record_event(SEARCH_RENAMED, actor=owner, data=SavedSearchChanged(search=search.pk, before=before, name=name))
    return search


@transaction.atomic
def delete_search(*, search_id: int, owner: User) -> SavedSearch:
    """Delete one of one's own saved searches; saving the returned one again restores it."""
    search = _find_search(_lock_searches(owner), search_id)
    data = SavedSearchChanged(search=search.pk, name=search.name, query=search.query)
    record_event(SEARCH_DELETED, actor=owner, data=data)
    SavedSearch.objects.filter(pk=search.pk).delete()
    return search


def _lock_searches(owner: User) -> list[SavedSearch]:
    """Return all saved searches of a person and lock the person, so that two requests cannot use one position."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    return list(SavedSearch.objects.filter(owner=owner))


def _find_search(searches: list[SavedSearch], search_id: int) -> SavedSearch:
    return require_found(next((search for search in searches if search.pk == search_id), None))


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    check_lengths(SavedSearch, name=name)
    if not name or not name.isprintable():
        raise BadValue(gettext("Enter a name for the saved search."), field="name")
    return name


def _free_position(searches: list[SavedSearch]) -> int:
    used = {search.position for search in searches}
    free = [position for position in range(1, SavedSearch.MAX_PER_PERSON + 1) if position not in used]
    if not free:
        detail = gettext("You have %(limit)d saved searches, the maximum. Delete one before you save another.")
        raise BadValue(detail % {"limit": SavedSearch.MAX_PER_PERSON}, field="name")
    return free[0]
