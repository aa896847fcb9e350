"""Watches: added, changed, paused, resumed, removed and restored by people."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.watches import WatchChanged, WatchesImported
from claims.intake.addresses import canonical_url, origin_of
from claims.intake.article_text import to_one_line
from claims.intake.limited_process import read_opml_file
from claims.intake.opml import MAX_OPML_BYTES, Outline
from claims.models import Event, User, Watch
from claims.permissions import demand
from claims.refusals import BadUrl, BadValue, Conflict, IllegalMove, TextTooLong, require_found
from claims.services import task_wakeups
from claims.services.article_checks import check_kind, check_reach
from claims.services.events import record_event
from claims.services.lengths import check_length, check_lengths
from claims.verbs.watches import (
    WATCH_ADDED,
    WATCH_CHANGED,
    WATCH_PAUSED,
    WATCH_REMOVED,
    WATCH_REQUESTED,
    WATCH_RESTORED,
    WATCH_RESUMED,
    WATCHES_IMPORTED,
)
from claims.watch_rules import INTERVALS, OUTCOMES, WatchSettings

VISIT_TASK = "claims.tasks.visit_watch"
MAX_WORDS, MAX_WORD_CHARACTERS = 100, 100


@transaction.atomic
def add_watch(*, url: str, by: User, kind: str = "", settings: WatchSettings = WatchSettings()) -> Watch:  # noqa: B008
    """Watch an address. The first visit finds out what is there, unless `kind` says it. Raises `Conflict`."""
    demand(by, "watches.manage")
    if kind not in ("", *Watch.Kind.values):
        raise BadValue(gettext("Choose what is at the address."), field="kind")
    checked = _check_settings(settings)
    address = canonical_url(url)
    if Watch.objects.filter(url=address, removed__isnull=True).exists():
        raise _watched_already()
    watch = Watch.objects.create(
        url=address, origin=origin_of(address), kind=kind, due=timezone.now(), created_by=by, **_columns(checked)
    )
    _record(WATCH_ADDED, watch, by)
    task_wakeups.send_task_after_commit(VISIT_TASK, watch.pk)
    return watch


def _watched_already() -> Conflict:
    return Conflict(gettext("This address is watched already."), field="url")


@transaction.atomic
def change_watch(*, watch_id: int, by: User, settings: WatchSettings) -> Event:
    """Change name, interval and rule of a watch; the rule applies to items that are found from now on."""
    watch = _lock_watch(watch_id, by)
    columns = _columns(_check_settings(settings))
    changed = [name for name, value in columns.items() if getattr(watch, name) != value]
    for name, value in columns.items():
        setattr(watch, name, value)
    watch.save(update_fields=list(columns))
    return _record(WATCH_CHANGED, watch, by, changed=changed)


@transaction.atomic
def pause_watch(*, watch_id: int, by: User) -> Event:
    """Stop visiting an address."""
    watch = _lock_watch(watch_id, by)
    if watch.pause:
        raise IllegalMove(gettext("This watch is paused already."))
    watch.pause = Watch.Pause.PERSON
    watch.save(update_fields=["pause"])
    return _record(WATCH_PAUSED, watch, by)


@transaction.atomic
def resume_watch(*, watch_id: int, by: User) -> Event:
    """Visit a paused address again, at once."""
    watch = _lock_watch(watch_id, by)
    if not watch.pause:
        raise IllegalMove(gettext("This watch is not paused."))
    watch.pause, watch.due = "", timezone.now()
    watch.save(update_fields=["pause", "due"])
    task_wakeups.send_task_after_commit(VISIT_TASK, watch.pk)
    return _record(WATCH_RESUMED, watch, by)


@transaction.atomic
def request_visit(*, watch_id: int, by: User) -> Event:
    """Visit an address as soon as its site is free."""
    watch = _lock_watch(watch_id, by)
    if watch.pause:
        raise IllegalMove(gettext("This watch is paused. Resume it, then it is visited."))
    watch.due = timezone.now()
    watch.save(update_fields=["due"])
    task_wakeups.send_task_after_commit(VISIT_TASK, watch.pk)
    return _record(WATCH_REQUESTED, watch, by)


@transaction.atomic
def remove_watch(*, watch_id: int, by: User) -> Event:
    """Remove a watch; what it found stays."""
    watch = _lock_watch(watch_id, by)
    watch.removed = timezone.now()
    watch.save(update_fields=["removed"])
    return _record(WATCH_REMOVED, watch, by)


@transaction.atomic
def restore_watch(*, watch_id: int, by: User) -> Event:
    """Bring a removed watch back, unless its address is watched again. Raises `Conflict`."""
    watch = _lock_watch(watch_id, by, removed=True)
    if Watch.objects.filter(url=watch.url, removed__isnull=True).exists():
        raise _watched_already()
    watch.removed, watch.due = None, timezone.now()
    watch.save(update_fields=["removed", "due"])
    return _record(WATCH_RESTORED, watch, by)


@transaction.atomic
def import_watches(*, data: bytes, by: User) -> Event:
    """Watch the feeds of an OPML file, except those that are watched already. Raises `NotAFeed`, `TextTooLong`."""
    demand(by, "watches.manage")
    if len(data) > MAX_OPML_BYTES:
        limit = MAX_OPML_BYTES // 1_000_000
        raise TextTooLong(gettext("The file has more than %(limit)d MB.") % {"limit": limit})
    outlines = read_opml_file(data)
    addresses = _valid_addresses(outlines)
    known = set(Watch.objects.filter(url__in=list(addresses), removed__isnull=True).values_list("url", flat=True))
    new = [
        Watch(url=url, origin=origin_of(url), title=title, due=timezone.now(), created_by=by)
        for url, title in addresses.items()
        if url not in known
    ]
    added = len(Watch.objects.bulk_create(new, ignore_conflicts=True))
    counts = WatchesImported(added=added, known=len(known), refused=len(outlines) - len(addresses))
    return record_event(WATCHES_IMPORTED, actor=by, data=counts)


def _valid_addresses(outlines: Sequence[Outline]) -> dict[str, str]:
    """Return the names of the feeds by their canonical URLs."""
    addresses: dict[str, str] = {}
    for outline in outlines:
        try:
            addresses.setdefault(canonical_url(outline.url), outline.title)
        except BadUrl:
            continue
    return addresses


def _check_settings(settings: WatchSettings) -> WatchSettings:
    """Return the settings with clean lines. Refuse what a watch cannot have."""
    check_lengths(Watch, title=settings.title, source=settings.source, language=settings.language)
    check_kind(settings.article_kind)
    check_reach(settings.reach)
    if settings.minutes not in INTERVALS:
        raise BadValue(gettext("Choose how often the address is visited."), field="minutes")
    if not {settings.matching, settings.others} <= set(OUTCOMES):
        raise BadValue(gettext("Choose what becomes of the items."), field="matching")
    words = list(dict.fromkeys(filter(None, (to_one_line(word) for word in settings.words))))
    if len(words) > MAX_WORDS:
        raise BadValue(gettext("A rule can have %(limit)d words at most.") % {"limit": MAX_WORDS}, field="words")
    for word in words:
        check_length(word, limit=MAX_WORD_CHARACTERS, field="words")
    title, source = to_one_line(settings.title), to_one_line(settings.source)
    return replace(settings, words=words, language=settings.language.strip().lower(), title=title, source=source)


def _columns(settings: WatchSettings) -> dict[str, Any]:
    return {**asdict(settings), "words": list(settings.words)}


def _lock_watch(watch_id: int, by: User, *, removed: bool = False) -> Watch:
    demand(by, "watches.manage")
    rows = Watch.objects.select_for_update(no_key=True).filter(pk=watch_id, removed__isnull=not removed)
    return require_found(rows.first())


def _record(verb: Verb[WatchChanged], watch: Watch, by: User, changed: Sequence[str] = ()) -> Event:
    return record_event(verb, actor=by, data=WatchChanged(watch=watch.pk, url=watch.url, changed=list(changed)))
