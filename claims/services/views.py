"""Saved views: named, put away, brought back."""

from django.db import transaction

from claims import permissions
from claims.event_data.desk import ViewChanged
from claims.models import User, View
from claims.refusals import BadValue, require_found
from claims.services import events
from claims.services.lengths import check_lengths
from claims.verbs import VIEW_REMOVED, VIEW_RENAMED, VIEW_SAVED


@transaction.atomic
def keep(*, owner: User, name: str, query: str) -> View:
    """Keep a filter under a name; one that its owner has used before stands for the new filter from now on."""
    permissions.demand(owner, "queue.see")
    name = _name(name)
    check_lengths(View, query=query)
    if not query:
        raise BadValue("Filter the queue first: a view keeps what is filtered.", field="query")
    views = _of(owner)
    view = next((each for each in views if each.name == name), None)
    if view:
        view.query = query
        view.save(update_fields=["query"])
    else:
        view = View.objects.create(owner=owner, name=name, query=query, place=_free_place(views))
    events.record(VIEW_SAVED, actor=owner, data=ViewChanged(view=view.pk, name=name, query=query))
    return view


@transaction.atomic
def rename(*, view_id: int, owner: User, name: str) -> View:
    """Give one of one's own views another name."""
    name, views = _name(name), _of(owner)
    view = _one(views, view_id)
    if any(each.name == name and each != view for each in views):
        raise BadValue("You have a view with this name already.", field="name")
    before, view.name = view.name, name
    view.save(update_fields=["name"])
    events.record(VIEW_RENAMED, actor=owner, data=ViewChanged(view=view.pk, before=before, name=name))
    return view


@transaction.atomic
def remove(*, view_id: int, owner: User) -> View:
    """Put one of one's own views away; saving it again brings it back."""
    view = _one(_of(owner), view_id)
    events.record(VIEW_REMOVED, actor=owner, data=ViewChanged(view=view.pk, name=view.name, query=view.query))
    View.objects.filter(pk=view.pk).delete()
    return view


def _of(owner: User) -> list[View]:
    """All views of a person, who is locked: two windows cannot save into one place."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    return list(View.objects.filter(owner=owner))


def _one(views: list[View], view_id: int) -> View:
    return require_found(next((each for each in views if each.pk == view_id), None))


def _name(name: str) -> str:
    name = " ".join(name.split())
    check_lengths(View, name=name)
    if not name or not name.isprintable():
        raise BadValue("Give the view a name.", field="name")
    return name


def _free_place(views: list[View]) -> int:
    taken = {view.place for view in views}
    free = [place for place in range(1, View.MOST + 1) if place not in taken]
    if not free:
        raise BadValue(f"You have {View.MOST} views. Put one away before you save another.", field="name")
    return free[0]
