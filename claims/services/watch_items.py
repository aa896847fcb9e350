"""Items that watches found: a worker fetches those that are to be read, and people decide about the others."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data import Verb
from claims.event_data.watches import WatchItemDecided
from claims.intake.document import Document
from claims.intake.limited_process import fetch_watched_document
from claims.models import Event, Submission, User, WatchItem
from claims.permissions import demand
from claims.refusals import IllegalMove, Refusal, require_found
from claims.selectors.outlets import find_known_article
from claims.selectors.watches import fetchable_items
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.submissions import record_failed_page, record_fetched_page, record_known_page
from claims.services.watched_sites import FIRST_WAIT_SECONDS, is_site_failure, known_robots, release_site, take_site
from claims.verbs.watches import WATCH_ITEM_LEFT, WATCH_ITEM_READ

FETCH_ITEM_TASK = "claims.tasks.fetch_watch_item"
ITEM_LEASE = timedelta(seconds=90)
"""The time of one attempt; the process that fetches is ended before."""
Outcome = WatchItem.Outcome


def execute_item(*, item_id: int) -> bool:
    """Fetch an item that is to be read, if its site is free. Returns whether its article is stored.

    The article, its submission and the link of the item are stored in one transaction: a worker that dies before
    leaves the item to the next one.
    """
    begun = _begin_item(item_id)
    if begun is None:
        return False
    item, robots = begun
    try:
        rules, delay_seconds, document = fetch_watched_document(item.url, robots=robots)
    except Refusal as refusal:
        release_site(origin=item.origin, refusal=refusal)
        fail_item(item_id=item_id, refusal=refusal)
        return False
    release_site(origin=item.origin, robots=rules if robots is None else None, delay_seconds=delay_seconds)
    return store_item(item_id=item_id, document=document)


@transaction.atomic
def _begin_item(item_id: int) -> tuple[WatchItem, str | None] | None:
    """Lease an item and its site to this worker; that counts as an attempt. A known article is not fetched again."""
    rows = fetchable_items().select_for_update(no_key=True, skip_locked=True, of=("self",))
    item = rows.filter(pk=item_id).first()
    if item is None:
        return None
    if known := find_known_article(item.url):
        _link_submission(item, record_known_page(url=item.url, article=known, by=_reader_of(item)))
        return None
    if item.attempts >= WatchItem.MAX_ATTEMPTS:
        _link_failure(item, gettext("The fetch was interrupted five times."), "interrupted")
        return None
    site = take_site(item.origin)
    if site is None:
        return None
    item.attempts, item.due = item.attempts + 1, timezone.now() + ITEM_LEASE
    item.save(update_fields=["attempts", "due"])
    return item, known_robots(site)


@transaction.atomic
def store_item(*, item_id: int, document: Document) -> bool:
    """Store the article of an item. Returns False if that is done, or if the desk refuses the text."""
    item = _lock_item(item_id)
    if item.submission_id is not None:
        return False
    try:
        with transaction.atomic():
            submission = record_fetched_page(
                url=item.url,
                by=_reader_of(item),
                kind=item.watch.article_kind,
                document=document,
                reach=item.watch.reach,
            )
    except Refusal as refusal:
        _link_failure(item, refusal.detail, refusal.code)
        return False
    _link_submission(item, submission)
    return True


@transaction.atomic
def fail_item(*, item_id: int, refusal: Refusal) -> None:
    """Record why an item could not be fetched. If its site is away, it is tried again later."""
    item = _lock_item(item_id)
    if item.submission_id is not None:
        return
    if is_site_failure(refusal) and item.attempts < WatchItem.MAX_ATTEMPTS:
        item.due = timezone.now() + timedelta(seconds=FIRST_WAIT_SECONDS * 4**item.attempts)
        item.save(update_fields=["due"])
        return
    _link_failure(item, refusal.detail, refusal.code)


def _lock_item(item_id: int) -> WatchItem:
    rows = WatchItem.objects.select_for_update(no_key=True, of=("self",))
    return require_found(rows.select_related("watch__created_by", "read_by").filter(pk=item_id).first())


def _reader_of(item: WatchItem) -> User:
    """Return in whose name an item is read."""
    return item.read_by or item.watch.created_by


def _link_submission(item: WatchItem, submission: Submission) -> None:
    item.submission = submission
    item.save(update_fields=["submission"])


def _link_failure(item: WatchItem, error: str, code: str) -> None:
    kind = item.watch.article_kind
    failed = record_failed_page(url=item.url, by=_reader_of(item), kind=kind, error=error, code=code)
    _link_submission(item, failed)


@transaction.atomic
def read_item(*, item_id: int, by: User) -> Event:
    """Have an item read that waits or was only remembered; it is fetched as soon as its site is free."""
    item = _lock_decidable(item_id, by, (Outcome.QUEUED, Outcome.REMEMBERED))
    item.outcome, item.read_by, item.due = Outcome.READ, by, timezone.now()
    item.save(update_fields=["outcome", "read_by", "due"])
    task_wakeups.send_task_after_commit(FETCH_ITEM_TASK, item.pk)
    return _record(WATCH_ITEM_READ, item, by)


@transaction.atomic
def leave_item(*, item_id: int, by: User) -> Event:
    """Leave an item that waits; it can still be read later."""
    item = _lock_decidable(item_id, by, (Outcome.QUEUED,))
    item.outcome = Outcome.REMEMBERED
    item.save(update_fields=["outcome"])
    return _record(WATCH_ITEM_LEFT, item, by)


def _lock_decidable(item_id: int, by: User, outcomes: tuple[Outcome, ...]) -> WatchItem:
    demand(by, "watches.see")
    item = _lock_item(item_id)
    if item.outcome not in outcomes:
        raise IllegalMove(gettext("Somebody has decided about this item already."))
    return item


def _record(verb: Verb[WatchItemDecided], item: WatchItem, by: User) -> Event:
    return record_event(verb, actor=by, data=WatchItemDecided(watch=item.watch_id, item=item.pk, url=item.url))
