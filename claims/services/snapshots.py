"""Snapshots: a page is fetched by a task, kept with its hash, and never changed afterwards."""

import structlog
from django.db import transaction
from django.utils import timezone

from claims import permissions
from claims.event_data.desk import SnapshotChanged
from claims.intake import fetching
from claims.intake.addresses import canonical
from claims.intake.documents import Document
from claims.models import Article, Snapshot, User
from claims.refusals import FetchTimeout, Refusal, require_found
from claims.selectors import evidence
from claims.services import events, wake
from claims.services.lengths import cut_to_field
from claims.verbs import SNAPSHOT_ASKED, SNAPSHOT_DELAYED, SNAPSHOT_FAILED, SNAPSHOT_KEPT

log = structlog.get_logger(__name__)

FETCH = "claims.tasks.fetch_snapshot"
PDF = "It is a PDF; the desk keeps the text of web pages only."
DIED = "The desk could not read this page."
SERVER_FAULT = 500
TOO_MANY = 429
State = Snapshot.State


def visit(url: str, *, again: bool = False) -> Snapshot:
    """The newest visit to a page if it is fresh, else one that a task makes after commit.

    Part of asking and of adding evidence, so without an event of its own. Raises `BadUrl`.
    """
    address = canonical(url)
    known = None if again else evidence.recent(address)
    if known:
        return known
    snapshot = Snapshot.objects.create(url=address)
    wake.after_commit(FETCH, snapshot.pk)
    return snapshot


@transaction.atomic
def ask(*, url: str, by: User) -> Snapshot:
    """See what is known of a page, and have it fetched if it has not been within the hour."""
    permissions.demand(by, "verdicts.draft")
    known = evidence.recent(canonical(url))
    if known:
        return known
    snapshot = visit(url)
    events.record(SNAPSHOT_ASKED, actor=by, data=SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url))
    return snapshot


def fetch(*, snapshot_id: int) -> bool:
    """Fetch what waits, and say whether it is kept; a second time does nothing. No transaction is open meanwhile."""
    snapshot = _begun(snapshot_id)
    if snapshot is None:
        return False
    try:
        document = fetching.article(snapshot.url, whole=True)
    except Refusal as refusal:
        fail(snapshot_id=snapshot_id, error=why(refusal), passing=_is_passing(refusal))
        return False
    keep(snapshot_id=snapshot_id, document=document)
    return True


@transaction.atomic
def _begun(snapshot_id: int) -> Snapshot | None:
    """The snapshot, if it is ours to fetch now: counted as an attempt before anything can go wrong."""
    now, snapshot = timezone.now(), locked(snapshot_id)
    if not snapshot.is_waiting or (snapshot.tried and snapshot.tried > now - evidence.AGAIN):
        return None
    if snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _failed(snapshot, snapshot.error or DIED)
        return None
    snapshot.attempts, snapshot.tried = snapshot.attempts + 1, now
    snapshot.save(update_fields=["attempts", "tried"])
    return snapshot


def locked(snapshot_id: int) -> Snapshot:
    """The snapshot, locked until the transaction ends, so that it is not filled meanwhile."""
    return require_found(Snapshot.objects.select_for_update(no_key=True).filter(pk=snapshot_id).first())


@transaction.atomic
def keep(*, snapshot_id: int, document: Document) -> Snapshot:
    """Fill in what the page said; what is filled already stays as it is."""
    snapshot = locked(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    snapshot.state, snapshot.error, snapshot.fetched = State.KEPT, "", timezone.now()
    snapshot.final_url = document.url or snapshot.url
    snapshot.title = cut_to_field(Snapshot, "title", document.title)
    snapshot.publisher = cut_to_field(Snapshot, "publisher", document.publisher)
    snapshot.published = document.published
    snapshot.text, snapshot.text_sha256 = document.text, Article.sha256_of(document.text)
    snapshot.words = len(document.text.split())
    snapshot.save()
    data = SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url, sha256=snapshot.text_sha256, words=snapshot.words)
    events.record(SNAPSHOT_KEPT, actor=None, data=data)
    return snapshot


@transaction.atomic
def fail(*, snapshot_id: int, error: str = DIED, passing: bool = False) -> Snapshot:
    """Say why there is no text: for good, or, where it may pass, until the last attempt."""
    snapshot = locked(snapshot_id)
    if not snapshot.is_waiting:
        return snapshot
    if not passing or snapshot.attempts >= Snapshot.MAX_ATTEMPTS:
        _failed(snapshot, error)
        return snapshot
    snapshot.error = cut_to_field(Snapshot, "error", error)
    snapshot.save(update_fields=["error"])
    data = SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url, error=snapshot.error)
    events.record(SNAPSHOT_DELAYED, actor=None, data=data)
    return snapshot


def _failed(snapshot: Snapshot, error: str) -> None:
    snapshot.state, snapshot.error = State.FAILED, cut_to_field(Snapshot, "error", error)
    snapshot.save(update_fields=["state", "error"])
    data = SnapshotChanged(snapshot=snapshot.pk, url=snapshot.url, error=snapshot.error)
    events.record(SNAPSHOT_FAILED, actor=None, data=data)


def why(refusal: Refusal) -> str:
    """What kept a page from being read, without the advice for articles that its sentence ends with."""
    if refusal.facts.get("content_type") == "application/pdf":
        return PDF
    return f"{refusal.detail.partition('. ')[0].rstrip('.')}."


def _is_passing(refusal: Refusal) -> bool:
    status = refusal.facts.get("upstream_status")
    return isinstance(refusal, FetchTimeout) or (
        isinstance(status, int) and (status >= SERVER_FAULT or status == TOO_MANY)
    )
