"""Snapshots: a page is fetched by a task, kept with its hash, and never changed afterwards."""

import structlog
from django.db import transaction
from django.utils import timezone

from claims.event_data.desk import SnapshotChanged
from claims.intake import fetching
from claims.intake.addresses import canonical_url
from claims.intake.documents import Document
from claims.models import Article, Snapshot, User
from claims.permissions import demand
from claims.refusals import FetchTimeout, Refusal, require_found
from claims.selectors.evidence import FETCH_RETRY_DELAY, find_fresh_snapshot
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.verbs import SNAPSHOT_ASKED, SNAPSHOT_DELAYED, SNAPSHOT_FAILED, SNAPSHOT_KEPT

log = structlog.get_logger(__name__)

FETCH_TASK = "claims.tasks.fetch_snapshot"
PDF_ERROR = "It is a PDF; the desk keeps the text of web pages only."
READ_ERROR = "The desk could not read this page."
MIN_SERVER_ERROR_STATUS = 500
TOO_MANY_REQUESTS_STATUS = 429
State = Snapshot.State


def get_or_create_snapshot(url: str, *, again: bool = False) -> Snapshot:
    """The newest visit to a page if it is fresh, else one that a task makes after commit.

    Part of asking and of adding evidence, so without an event of its own. Raises `BadUrl`.
    """
    address = canonical_url(url)
    known = None if again else find_fresh_snapshot(address)
    if known:
        return known
    snapshot = Snapshot.objects.create(url=address)
    task_wakeups.send_task_after_commit(FETCH_TASK, snapshot.pk)
    return snapshot


@transaction.atomic
def request_snapshot(*, url: str, by: User) -> Snapshot:
    """See what is known of a page, and have it fetched if it has not been within the hour."""
    demand(by, "verdicts.draft")
    known = find_fresh_snapshot(canonical_url(url))
    if known:
        return known
    snapshot = get_or_create_snapshot(url)
    record_event(SNAPSHOT_ASKED, actor=by, data=SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url))
    return snapshot


def fetch_snapshot_page(*, snapshot_id: int) -> bool:
    """Fetch what waits, and say whether it is kept; a second time does nothing. No transaction is open meanwhile."""
    snapshot = _begin_fetch(snapshot_id)
    if snapshot is None:
        return False
    try:
        document = fetching.fetch_article(snapshot.url, whole=True)
    except Refusal as refusal:
        fail_snapshot(snapshot_id=snapshot_id, error=fetch_error_text(refusal), passing=_is_temporary(refusal))
        return False
    store_snapshot(snapshot_id=snapshot_id, document=document)
    return True


@transaction.atomic
def _begin_fetch(snapshot_id: int) -> Snapshot | None:
    """The snapshot, if it is ours to fetch now: counted as an attempt before anything can go wrong."""
    now, snapshot = timezone.now(), lock_snapshot(snapshot_id)
    if not snapshot.is_waiting or (snapshot.last_attempt and snapshot.last_attempt > now - FETCH_RETRY_DELAY):
        return None
    if snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _set_failed(snapshot, snapshot.error or READ_ERROR)
        return None
    snapshot.attempts, snapshot.last_attempt = snapshot.attempts + 1, now
    snapshot.save(update_fields=["attempts", "last_attempt"])
    return snapshot


def lock_snapshot(snapshot_id: int) -> Snapshot:
    """The snapshot, locked until the transaction ends, so that it is not filled meanwhile."""
    return require_found(Snapshot.objects.select_for_update(no_key=True).filter(pk=snapshot_id).first())


@transaction.atomic
def store_snapshot(*, snapshot_id: int, document: Document) -> Snapshot:
    """Fill in what the page said; what is filled already stays as it is."""
    snapshot = lock_snapshot(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    snapshot.state, snapshot.error, snapshot.fetched = State.STORED, "", timezone.now()
    snapshot.final_url = document.url or snapshot.url
    snapshot.title = cut_to_field(Snapshot, "title", document.title)
    snapshot.publisher = cut_to_field(Snapshot, "publisher", document.publisher)
    snapshot.published = document.published
    snapshot.text, snapshot.text_sha256 = document.text, Article.sha256_of(document.text)
    snapshot.word_count = len(document.text.split())
    snapshot.save()
    data = SnapshotChanged(
        snapshot=snapshot.pk, url=snapshot.url, sha256=snapshot.text_sha256, words=snapshot.word_count
    )
    record_event(SNAPSHOT_KEPT, actor=None, data=data)
    return snapshot


@transaction.atomic
def fail_snapshot(*, snapshot_id: int, error: str = READ_ERROR, passing: bool = False) -> Snapshot:
    """Say why there is no text: for good, or, where it may pass, until the last attempt."""
    snapshot = lock_snapshot(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    if not passing or snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _set_failed(snapshot, error)
        return snapshot
    snapshot.error = cut_to_field(Snapshot, "error", error)
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
    """What kept a page from being read, without the advice for articles that its sentence ends with."""
    if refusal.facts.get("content_type") == "application/pdf":
        return PDF_ERROR
    return f"{refusal.detail.partition('. ')[0].rstrip('.')}."


def _is_temporary(refusal: Refusal) -> bool:
    status = refusal.facts.get("upstream_status")
    return isinstance(refusal, FetchTimeout) or (
        isinstance(status, int) and (status >= MIN_SERVER_ERROR_STATUS or status == TOO_MANY_REQUESTS_STATUS)
    )
