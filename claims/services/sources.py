"""Sources: other names of one source, roles with their days, and numbers elsewhere."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.sources import SourceChanged, SourceRoleChanged, SourcesJudged
from claims.models import Event, Source, SourceDistinction, SourceRole, User
from claims.permissions import demand
from claims.refusals import BadValue, require_found
from claims.selectors.source_names import MAX_OTHER_NAMES
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.verbs.sources import (
    SOURCE_CHANGED,
    SOURCE_ROLE_ADDED,
    SOURCE_ROLE_REMOVED,
    SOURCES_DISTINGUISHED,
    SOURCES_MERGED,
    SOURCES_SPLIT,
)

MAX_ROLES = 50
"""Roles that a source can have."""


@transaction.atomic
def merge_sources(*, source_id: int, into_id: int, editor: User) -> Event:
    """Make a source another name of a second one. What was told apart before is one now."""
    demand(editor, "sources.manage")
    sources = _lock_sources(source_id, into_id)
    source, target = sources[source_id], sources[into_id]
    _check_merge(source, target)
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    SourceDistinction.objects.filter(**_pair(source_id, into_id)).delete()
    return _record(SOURCES_MERGED, source_id, into_id, editor)


def _check_merge(source: Source, target: Source) -> None:
    if source == target or source.merged_into_id or target.merged_into_id:
        raise BadValue(gettext("Choose two sources, neither of which is another name of a third."), field="into")
    if source.other_names.exists():
        raise BadValue(gettext("This source has other names itself. Merge the other one into it."), field="into")
    if target.other_names.count() >= MAX_OTHER_NAMES:
        detail = gettext("A source has %(limit)d other names at most.")
        raise BadValue(detail % {"limit": MAX_OTHER_NAMES}, field="into")


@transaction.atomic
def split_source(*, source_id: int, editor: User) -> Event | None:
    """Make another name a source of its own again, which undoes a merge; None if it is one already."""
    demand(editor, "sources.manage")
    source = _lock_sources(source_id)[source_id]
    target = source.merged_into_id
    if target is None:
        return None
    source.merged_into = None
    source.save(update_fields=["merged_into"])
    return _record(SOURCES_SPLIT, source_id, target, editor)


@transaction.atomic
def distinguish_sources(*, source_id: int, other_id: int, editor: User) -> Event | None:
    """Say that two sources are two, so that they are suggested no more; None if somebody has said so."""
    demand(editor, "sources.manage")
    _lock_sources(source_id, other_id)
    if source_id == other_id:
        raise BadValue(gettext("Choose two sources."), field="other")
    _, is_new = SourceDistinction.objects.get_or_create(**_pair(source_id, other_id), defaults={"judged_by": editor})
    return _record(SOURCES_DISTINGUISHED, source_id, other_id, editor) if is_new else None


@transaction.atomic
def set_source_number(*, source_id: int, external_id: str, editor: User) -> Event | None:
    """Set the number of a source elsewhere; None if it has it."""
    demand(editor, "sources.manage")
    source = _lock_sources(source_id)[source_id]
    number = _clean(external_id)
    check_lengths(Source, external_id=number)
    if number == source.external_id:
        return None
    source.external_id = number
    source.save(update_fields=["external_id"])
    return record_event(SOURCE_CHANGED, actor=editor, data=SourceChanged(source=source_id, changed=["external_id"]))


@transaction.atomic
def add_source_role(
    *, source_id: int, title: str, editor: User, start: date | None = None, end: date | None = None
) -> SourceRole:
    """Add a title that a source has or had; open ends are None."""
    demand(editor, "sources.manage")
    source = _lock_sources(source_id)[source_id]
    title = _clean(title)
    check_lengths(SourceRole, title=title)
    if not title:
        raise BadValue(gettext("Enter a title."), field="title")
    if start and end and end < start:
        raise BadValue(gettext("The last day is before the first."), field="end")
    if source.roles.count() >= MAX_ROLES:
        raise BadValue(gettext("A source has %(limit)d roles at most.") % {"limit": MAX_ROLES}, field="title")
    role = SourceRole.objects.create(source=source, title=title, start=start, end=end)
    _record_role(SOURCE_ROLE_ADDED, role, editor)
    return role


@transaction.atomic
def remove_source_role(*, role_id: int, editor: User) -> Event:
    """Remove a role of a source."""
    demand(editor, "sources.manage")
    role = require_found(SourceRole.objects.select_for_update(no_key=True).filter(pk=role_id).first())
    event = _record_role(SOURCE_ROLE_REMOVED, role, editor)
    role.delete()
    return event


def _record_role(verb: Verb[SourceRoleChanged], role: SourceRole, editor: User) -> Event:
    data = SourceRoleChanged(source=role.source_id, role=role.pk, title=role.title, start=role.start, end=role.end)
    return record_event(verb, actor=editor, data=data)


def _record(verb: Verb[SourcesJudged], source_id: int, other_id: int, editor: User) -> Event:
    return record_event(verb, actor=editor, data=SourcesJudged(source=source_id, other=other_id))


def _lock_sources(*ids: int) -> dict[int, Source]:
    """Lock sources in the order of their ids, so that two merges cannot deadlock; raises `NotFound`."""
    rows = Source.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    sources = {source.pk: source for source in rows}
    for pk in ids:
        require_found(sources.get(pk))
    return sources


def _pair(one: int, other: int) -> dict[str, int]:
    first, second = sorted((one, other))
    return {"first_id": first, "second_id": second}


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
