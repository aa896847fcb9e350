"""Snapshots: a task fetches a page and stores it with its hash; a stored snapshot never changes."""

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.event_data.desk import SnapshotChanged
from claims.intake.addresses import canonical_url
from claims.intake.document import Document
from claims.intake.limited_process import fetch_document
from claims.models import Article, Revisit, Snapshot, User
from claims.permissions import demand
from claims.refusals import FetchTimeout, Refusal, require_found
from claims.selectors.evidence import FETCH_RETRY_DELAY, find_fresh_snapshot
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.verbs.desk import SNAPSHOT_DELAYED, SNAPSHOT_FAILED, SNAPSHOT_REQUESTED, SNAPSHOT_STORED

log = structlog.get_logger(__name__)

FETCH_TASK = "claims.tasks.fetch_snapshot"
READ_ERROR = _("The page could not be read.")
MIN_SERVER_ERROR_STATUS = 500
TOO_MANY_REQUESTS_STATUS = 429
State = Snapshot.State


def get_or_create_snapshot(url: str, *, again: bool = False) -> Snapshot:
    """Return the newest snapshot of a page if it is fresh, or a new one that a task fills after commit.

    No event: the caller records one. Raises `BadUrl`.
    """
    address = canonical_url(url)
    fresh = None if again else find_fresh_snapshot(address)
    if fresh:
        return fresh
    snapshot = Snapshot.objects.create(url=address)
    task_wakeups.send_task_after_commit(FETCH_TASK, snapshot.pk)
    return snapshot


@transaction.atomic
def request_snapshot(*, url: str, by: User) -> Snapshot:
    """Return the snapshot of a page; the page is fetched unless a fresh snapshot exists."""
    demand(by, "verdicts.draft")
    fresh = find_fresh_snapshot(canonical_url(url))
    if fresh:
        return fresh
    snapshot = get_or_create_snapshot(url)
    record_event(SNAPSHOT_REQUESTED, actor=by, data=SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url))
    return snapshot


def fetch_snapshot_page(*, snapshot_id: int) -> bool:
    """Fetch the page of a waiting snapshot. Returns whether it was stored. No transaction is open during the fetch."""
    snapshot = _begin_fetch(snapshot_id)
    if snapshot is None:
        return False
    try:
        document = fetch_document(snapshot.url, whole=True)
    except Refusal as refusal:
        fail_snapshot(snapshot_id=snapshot_id, error=fetch_error_text(refusal), temporary=_is_temporary(refusal))
        return False
    store_snapshot(snapshot_id=snapshot_id, document=document)
    return True


@transaction.atomic
def _begin_fetch(snapshot_id: int) -> Snapshot | None:
    """Return the snapshot if this worker is to fetch it now; that counts as an attempt."""
    now, snapshot = timezone.now(), lock_snapshot(snapshot_id)
    if not snapshot.is_waiting or (snapshot.last_attempt and snapshot.last_attempt > now - FETCH_RETRY_DELAY):
        return None
    if snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _set_failed(snapshot, snapshot.error or str(READ_ERROR))
        return None
    snapshot.attempts, snapshot.last_attempt = snapshot.attempts + 1, now
    snapshot.save(update_fields=["attempts", "last_attempt"])
    return snapshot


def lock_snapshot(snapshot_id: int) -> Snapshot:
    """Lock a snapshot until the transaction ends, so that it is not filled meanwhile."""
    return require_found(Snapshot.objects.select_for_update(no_key=True).filter(pk=snapshot_id).first())


@transaction.atomic
def store_snapshot(*, snapshot_id: int, document: Document) -> Snapshot:
    """Fill a waiting snapshot; a filled one stays as it is."""
    snapshot = lock_snapshot(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    return _store(snapshot, document)


def store_version(revisit: Revisit, document: Document) -> Snapshot:
    """Store a text of a page that differs from the one before."""
    return _store(Snapshot(url=revisit.url, revisit=revisit), document)


def _store(snapshot: Snapshot, document: Document) -> Snapshot:
    snapshot.state, snapshot.error, snapshot.fetched = State.STORED, "", timezone.now()
    snapshot.final_url = document.url or snapshot.url
    snapshot.title = cut_to_field(Snapshot, "title", document.title)
    snapshot.publisher = cut_to_field(Snapshot, "publisher", document.publisher)
    snapshot.published = document.published
    snapshot.text, snapshot.text_sha256 = document.text, Article.sha256_of(document.text)
    snapshot.positions = [position.to_json() for position in document.positions]
    snapshot.word_count = len(document.text.split())
    snapshot.save()
    data = SnapshotChanged(
        snapshot=snapshot.pk, url=snapshot.url, sha256=snapshot.text_sha256, words=snapshot.word_count
    )
    record_event(SNAPSHOT_STORED, actor=None, data=data)
    return snapshot


@transaction.atomic
def fail_snapshot(*, snapshot_id: int, error: str = "", temporary: bool = False) -> Snapshot:
    """Record why a page could not be fetched. After a temporary error it is fetched again, until the last attempt."""
    snapshot = lock_snapshot(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    if not temporary or snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _set_failed(snapshot, error or str(READ_ERROR))
        return snapshot
    snapshot.error = cut_to_field(Snapshot, "error", error or str(READ_ERROR))
    snapshot.save(update_fields=["error"])
    data = SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url, error=snapshot.error)
    record_event(SNAPSHOT_DELAYED, actor=None, data=data)
    return snapshot


def _set_failed(snapshot: Snapshot, error: str) -> None:
    snapshot.state, snapshot.error = State.FAILED, cut_to_field(Snapshot, "error", error)
    snapshot.save(update_fields=["state", "error"])
    data = SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url, error=snapshot.error)
    record_event(SNAPSHOT_FAILED, actor=None, data=data)


def fetch_error_text(refusal: Refusal) -> str:
    """Return why a page could not be fetched, without the advice for articles."""
    return refusal.reason


def _is_temporary(refusal: Refusal) -> bool:
    status = refusal.facts.get("upstream_status")
    return isinstance(refusal, FetchTimeout) or (
        isinstance(status, int) and (status >= MIN_SERVER_ERROR_STATUS or status == TOO_MANY_REQUESTS_STATUS)
    )
