"""Visits to watched addresses: a worker fetches what changed and stores each item once, however often it dies."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.watches import WatchChanged, WatchVisited
from claims.intake.addresses import origin_of
from claims.intake.limited_process import visit_watched_address
from claims.intake.watched import FoundItem, Visit
from claims.models import Watch, WatchItem
from claims.refusals import Conflict, FetchFailed, Refusal
from claims.selectors.watches import has_open_import, visitable_watches
from claims.services.events import record_event
from claims.services.imports import create_url_import
from claims.services.lengths import cut_to_field
from claims.services.watched_sites import known_robots, release_site, spread, take_site
from claims.verbs.watches import WATCH_FAILED, WATCH_PAUSED, WATCH_VISITED
from claims.watch_rules import QUEUED, READ, REMEMBERED, is_of_first_visit

VISIT_LEASE = timedelta(seconds=90)
"""The time of one visit; the process that fetches is ended after half of it."""
MAX_WAIT_SECONDS = 24 * 3600
IMPORT_PAUSE = timedelta(hours=24)
"""Between two imports from a server that does not say whether its file has changed."""


def execute_visit(*, watch_id: int) -> bool:
    """Visit an address that is due, if its site is free. Returns whether that succeeded.

    No transaction is open during the fetch. What is found and the validators of the answer are stored in one
    transaction: a worker that dies before leaves both to the next visit.
    """
    begun = _begin_visit(watch_id)
    if begun is None:
        return False
    watch, robots = begun
    try:
        visit = visit_watched_address(
            watch.url, kind=watch.kind, etag=watch.etag, modified=watch.modified, robots=robots
        )
        finish_visit(watch_id=watch_id, visit=visit)
    except Refusal as refusal:
        release_site(origin=watch.origin, refusal=refusal)
        fail_visit(watch_id=watch_id, refusal=refusal)
        return False
    release_site(origin=watch.origin, robots=visit.robots, delay_seconds=visit.delay_seconds)
    return True


@transaction.atomic
def _begin_visit(watch_id: int) -> tuple[Watch, str | None] | None:
    """Lease a watch and its site to this worker; None if another one has it, or if it is not due."""
    rows = visitable_watches().select_for_update(no_key=True, skip_locked=True, of=("self",))
    watch = rows.filter(pk=watch_id).first()
    site = take_site(watch.origin) if watch else None
    if watch is None or site is None:
        return None
    watch.due = timezone.now() + VISIT_LEASE
    watch.save(update_fields=["due"])
    return watch, known_robots(site)


@transaction.atomic
def finish_visit(*, watch_id: int, visit: Visit) -> Sequence[WatchItem]:
    """Store what is new at an address, and when to visit it again. Raises `Conflict` for a feed that is watched."""
    watch = _lock_standing(watch_id)
    if watch is None:
        return []
    now, is_first, was_failing = timezone.now(), watch.succeeded is None, watch.failures > 0
    _take_address(watch, visit)
    new = _store_items(watch, visit.items, is_first=is_first)
    if visit.kind == Watch.Kind.CLAIMREVIEW and not visit.unchanged:
        _import_fact_checks(watch, visit)
    watch.etag, watch.modified = visit.etag, visit.modified
    watch.visited = watch.succeeded = now
    watch.newest_item = now if new else watch.newest_item
    watch.failures, watch.failing_since, watch.error = 0, None, ""
    watch.due = now + timedelta(seconds=spread(60 * watch.minutes))
    watch.save()
    if new or was_failing:
        record_event(WATCH_VISITED, actor=None, data=_count_outcomes(watch, new))
    return new


def _lock_standing(watch_id: int) -> Watch | None:
    rows = Watch.objects.select_for_update(no_key=True, of=("self",)).select_related("created_by")
    return rows.filter(pk=watch_id, removed__isnull=True).first()


def _take_address(watch: Watch, visit: Visit) -> None:
    """Set the kind that a visit found out, and the address of the feed that a page declares."""
    if visit.url != watch.url and Watch.objects.filter(url=visit.url, removed__isnull=True).exists():
        raise Conflict(gettext("The feed of this page is watched already: %(url)s") % {"url": visit.url})
    watch.kind, watch.url, watch.origin = visit.kind, visit.url, origin_of(visit.url)
    watch.title = watch.title or cut_to_field(Watch, "title", visit.title)


def _store_items(watch: Watch, found: Iterable[FoundItem], *, is_first: bool) -> list[WatchItem]:
    """Store the items that the watch has not found before; its row is locked, so no other visit stores them."""
    by_identity = {_hash_identity(item): item for item in found}
    known = set(watch.items.filter(identity__in=list(by_identity)).values_list("identity", flat=True))
    new = [
        _build_item(watch, identity, item, is_first=is_first)
        for identity, item in by_identity.items()
        if identity not in known
    ]
    return WatchItem.objects.bulk_create(new)


def _hash_identity(item: FoundItem) -> str:
    return sha256(item.identity.encode()).hexdigest()


def _build_item(watch: Watch, identity: str, item: FoundItem, *, is_first: bool) -> WatchItem:
    outcome = watch.rule.outcome_of(title=item.title, source=item.source, url=item.url, language=item.language)
    if is_first and is_of_first_visit(item.published, timezone.now()):
        outcome = REMEMBERED
    return WatchItem(
        watch=watch, identity=identity, url=item.url, origin=origin_of(item.url), title=item.title, source=item.source,
        language=item.language, published=item.published, outcome=outcome, due=timezone.now(),
    )  # fmt: skip


def _import_fact_checks(watch: Watch, visit: Visit) -> None:
    """Let an import read what is at the address, unless one is about to."""
    now = timezone.now()
    is_silent = not (visit.etag or visit.modified)
    if has_open_import(watch.url) or (is_silent and watch.newest_item and now - watch.newest_item < IMPORT_PAUSE):
        return
    create_url_import(url=watch.url, by=watch.created_by, language=watch.language)
    watch.newest_item = now


def _count_outcomes(watch: Watch, items: Sequence[WatchItem]) -> WatchVisited:
    outcomes = [item.outcome for item in items]
    read, queued = outcomes.count(READ), outcomes.count(QUEUED)
    return WatchVisited(watch=watch.pk, url=watch.url, found=len(items), read=read, queued=queued)


@transaction.atomic
def fail_visit(*, watch_id: int, refusal: Refusal) -> None:
    """Record why a visit failed; the next one waits twice as long each time. An address that is gone is paused."""
    watch, now = _lock_standing(watch_id), timezone.now()
    if watch is None:
        return
    watch.error = cut_to_field(Watch, "error", refusal.reason)
    watch.failures, watch.failing_since, watch.visited = watch.failures + 1, watch.failing_since or now, now
    seconds = min(MAX_WAIT_SECONDS, 60 * watch.minutes * 2 ** min(watch.failures, 10))
    watch.due = now + timedelta(seconds=spread(seconds))
    is_gone = isinstance(refusal, FetchFailed) and refusal.facts.get("upstream_status") == HTTPStatus.GONE
    watch.pause = Watch.Pause.GONE if is_gone else watch.pause
    watch.save()
    if is_gone or watch.failures == 1:
        data = WatchChanged(watch=watch.pk, url=watch.url, error=watch.error)
        record_event(WATCH_PAUSED if is_gone else WATCH_FAILED, actor=None, data=data)
