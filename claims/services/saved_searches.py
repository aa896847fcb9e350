"""Saved views: named, put away, brought back."""

from django.db import transaction

from claims.event_data.desk import ViewChanged
from claims.models import SavedSearch, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs import VIEW_REMOVED, VIEW_RENAMED, VIEW_SAVED


@transaction.atomic
def save_search(*, owner: User, name: str, query: str) -> SavedSearch:
    """Keep a filter under a name; one that its owner has used before stands for the new filter from now on."""
    demand(owner, "queue.see")
    name = _clean_name(name)
    check_lengths(SavedSearch, query=query)
    if not query:
        raise BadValue("Filter the queue first: a view keeps what is filtered.", field="query")
    views = _lock_searches(owner)
    view = next((each for each in views if each.name == name), None)
    if view:
        view.query = query
        view.save(update_fields=["query"])
    else:
        view = SavedSearch.objects.create(owner=owner, name=name, query=query, position=_free_place(views))
    record_event(VIEW_SAVED, actor=owner, data=ViewChanged(view=view.pk, name=name, query=query))
    return view


@transaction.atomic
def rename_search(*, search_id: int, owner: User, name: str) -> SavedSearch:
    """Give one of one's own views another name."""
    name, views = _clean_name(name), _lock_searches(owner)
    view = _find_search(views, search_id)
    if any(each.name == name and each != view for each in views):
        raise BadValue("You have a view with this name already.", field="name")
    before, view.name = view.name, name
    view.save(update_fields=["name"])
    record_event(VIEW_RENAMED, actor=owner, data=ViewChanged(view=view.pk, before=before, name=name))
    return view


@transaction.atomic
def delete_search(*, search_id: int, owner: User) -> SavedSearch:
    """Put one of one's own views away; saving it again brings it back."""
    view = _find_search(_lock_searches(owner), search_id)
    record_event(VIEW_REMOVED, actor=owner, data=ViewChanged(view=view.pk, name=view.name, query=view.query))
    SavedSearch.objects.filter(pk=view.pk).delete()
    return view


def _lock_searches(owner: User) -> list[SavedSearch]:
    """All views of a person, who is locked: two windows cannot save into one place."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    return list(SavedSearch.objects.filter(owner=owner))


def _find_search(views: list[SavedSearch], search_id: int) -> SavedSearch:
    return require_found(next((each for each in views if each.pk == search_id), None))


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    check_lengths(SavedSearch, name=name)
    if not name or not name.isprintable():
        raise BadValue("Give the view a name.", field="name")
    return name


def _free_place(views: list[SavedSearch]) -> int:
    taken = {view.position for view in views}
    free = [place for place in range(1, SavedSearch.MAX_PER_PERSON + 1) if place not in taken]
    if not free:
        raise BadValue(
            f"You have {SavedSearch.MAX_PER_PERSON} views. Put one away before you save another.", field="name"
        )
    return free[0]
