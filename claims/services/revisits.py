"""Further visits to pages that the desk has read: the texts that differ are stored, and changes of passages noticed.

The text of an article stays, and so do the copies that evidence quotes: no anchor moves.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone

from claims.event_data.watches import PageChangeClosed, PageChanged
from claims.intake.addresses import origin_of
from claims.intake.document import Document
from claims.intake.limited_process import revisit_document
from claims.intake.turns import add_turns
from claims.intake.watched import PageVisit
from claims.models import Article, Case, Claim, Event, Revisit, Snapshot, User
from claims.page_changes import REVISIT_HOURS, TouchedPassage, find_touched_passages, next_revisit
from claims.permissions import demand
from claims.refusals import CaseClosed, FetchFailed, Refusal, require_found
from claims.removal_reasons import REMOVED_TEXT
from claims.selectors.revisits import due_revisits, find_base_snapshot, find_newest_version, list_passages
from claims.services.cases import check_case
from claims.services.events import record_event
from claims.services.lengths import check_reasons, cut_to_field
from claims.services.snapshots import store_version
from claims.services.watched_sites import is_site_failure, known_robots, release_site, spread, take_site
from claims.verbs.watches import PAGE_CHANGE_CLOSED, PAGE_CHANGED

REVISIT_TASK = "claims.tasks.revisit_page"
REVISIT_LEASE = timedelta(seconds=90)
"""The time of one visit; the process that fetches is ended before."""
FIRST_WAIT_SECONDS, MAX_WAIT_SECONDS = 3600, 24 * 3600
GONE_STATUSES = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
GONE_VISITS, AWAY_VISITS = 2, 8
"""Visits in a row after which a page is no longer there: the site says so, or the site is away."""
Finding = Revisit.Finding


# Which pages -------------------------------------------------------------------------


def plan_article_revisits(article: Article) -> None:
    """Visit the page of an article again, in the transaction that stores its address."""
    if article.url:
        _create_revisit(article.url, article.pk)


def plan_evidence_revisits(snapshot: Snapshot) -> None:
    """Visit the page of evidence again; visits that have ended begin anew."""
    ended = Revisit.objects.filter(url=snapshot.url, article__isnull=True, due__isnull=True)
    now = timezone.now()
    if not ended.update(since=now, due=next_revisit(now, now)):
        _create_revisit(snapshot.url)


def _create_revisit(url: str, article_id: int | None = None) -> None:
    now = timezone.now()
    row = Revisit(url=url, origin=origin_of(url), article_id=article_id, since=now, due=next_revisit(now, now))
    Revisit.objects.bulk_create([row], ignore_conflicts=True)


def erase_article_revisits(article: Article) -> None:
    """Blank what visits have found of an article that is removed, and end them."""
    removed = {"text": REMOVED_TEXT, "text_sha256": Article.sha256_of(REMOVED_TEXT), "title": REMOVED_TEXT}
    Snapshot.objects.filter(revisit__article=article).update(
        url="", final_url="", publisher="", published=None, positions=[], word_count=0, **removed
    )
    Revisit.objects.filter(article=article).update(
        url="", origin="", due=None, etag="", modified="", moved_to="", failures=0, error="", touched=[],
        touched_since=None,
    )  # fmt: skip


# The worker --------------------------------------------------------------------------


def execute_revisit(*, revisit_id: int) -> bool:
    """Visit a page that is due, if its site is free. Returns whether that succeeded.

    No transaction is open during the fetch. What is found is stored in one transaction with the time of the next
    visit: a worker that dies before leaves the visit to the next one.
    """
    begun = _begin_revisit(revisit_id)
    if begun is None:
        return False
    revisit, robots = begun
    try:
        visit = revisit_document(
            revisit.url,
            whole=revisit.article_id is None,
            etag=revisit.etag,
            modified=revisit.modified,
            robots=robots,
        )
    except Refusal as refusal:
        release_site(origin=revisit.origin, refusal=refusal)
        fail_revisit(revisit_id=revisit_id, refusal=refusal)
        return False
    finish_revisit(revisit_id=revisit_id, visit=visit)
    release_site(origin=revisit.origin, robots=visit.robots, delay_seconds=visit.delay_seconds)
    return True


@transaction.atomic
def _begin_revisit(revisit_id: int) -> tuple[Revisit, str | None] | None:
    """Lease a page and its site to this worker; None if another one has it, or if it is not due."""
    rows = due_revisits().select_for_update(no_key=True, skip_locked=True)
    revisit = rows.filter(pk=revisit_id).first()
    site = take_site(revisit.origin) if revisit else None
    if revisit is None or site is None:
        return None
    revisit.due = timezone.now() + REVISIT_LEASE
    revisit.save(update_fields=["due"])
    return revisit, known_robots(site)


@transaction.atomic
def finish_revisit(*, revisit_id: int, visit: PageVisit) -> Revisit:
    """Store what a visit found, and when the next one is due. The same text twice is stored once."""
    revisit, now = _lock_revisit(revisit_id), timezone.now()
    if revisit.due is None:
        return revisit
    base, newest = find_base_snapshot(revisit), find_newest_version(revisit)
    read = revisit.article.text if revisit.article else base.text if base else ""
    document = _as_read(visit.document, revisit.article) if visit.document else None
    text = document.text if document else newest.text if newest else read
    if document:
        place = revisit.article.url if revisit.article else base.final_url if base else revisit.url
        revisit.moved_to = "" if document.url in ("", place) else document.url
        if text != (newest.text if newest else read):
            store_version(revisit, document)
            revisit.changed = now
    touched = find_touched_passages(text, list_passages(revisit))
    revisit.etag, revisit.modified = visit.etag, visit.modified
    revisit.failures, revisit.error = 0, ""
    _settle(revisit, _judge(revisit, touched, is_changed=text != read), touched, next_revisit(revisit.since, now))
    return revisit


def _lock_revisit(revisit_id: int) -> Revisit:
    rows = Revisit.objects.select_for_update(no_key=True, of=("self",)).select_related("article")
    return require_found(rows.filter(pk=revisit_id).first())


def _as_read(document: Document, article: Article | None) -> Document:
    """Return a document as intake reads an article of this kind."""
    return add_turns(replace(document, kind=article.kind)) if article else document


def _judge(revisit: Revisit, touched: list[TouchedPassage], *, is_changed: bool) -> Finding:
    if touched:
        return Finding.TOUCHED
    if revisit.moved_to:
        return Finding.REDIRECTED
    return Finding.BESIDE if is_changed else Finding.SAME


def _settle(revisit: Revisit, finding: Finding, touched: list[TouchedPassage], due: datetime | None) -> None:
    """Store the result of a visit. Passages that were not touched before open a case, or join the open one."""
    new = [passage for passage in touched if passage not in revisit.passages]
    revisit.visited, revisit.finding, revisit.due = timezone.now(), finding, due
    revisit.touched = [passage.to_json() for passage in touched]
    if new:
        public = {(passage.claim, passage.evidence) for passage in list_passages(revisit) if passage.is_public}
        revisit.is_public |= any((passage.claim, passage.evidence) in public for passage in new)
        revisit.touched_since = revisit.touched_since or revisit.visited
    revisit.save()
    if new and revisit.is_public:
        Case.objects.filter(revisit=revisit, closed__isnull=True).update(rank=0)
    _record_changes(revisit, new)


def _record_changes(revisit: Revisit, new: list[TouchedPassage]) -> None:
    """Record an event about the article, or about each claim whose evidence it is."""
    claims = sorted({passage.claim for passage in new})
    if revisit.article and new:
        record_event(PAGE_CHANGED, actor=None, article=revisit.article, data=_describe_change(revisit, claims, []))
        return
    for claim in Claim.objects.filter(pk__in=claims).order_by("pk"):
        evidence = [passage.evidence for passage in new if passage.claim == claim.pk and passage.evidence]
        record_event(PAGE_CHANGED, actor=None, claim=claim, data=_describe_change(revisit, [claim.pk], evidence))


def _describe_change(revisit: Revisit, claims: list[int], evidence: list[int]) -> PageChanged:
    return PageChanged(revisit=revisit.pk, url=revisit.url, finding=revisit.finding, claims=claims, evidence=evidence)


@transaction.atomic
def fail_revisit(*, revisit_id: int, refusal: Refusal) -> None:
    """Record why a visit failed; the next one waits longer each time. A page that stays away is no longer there."""
    revisit, now = _lock_revisit(revisit_id), timezone.now()
    if revisit.due is None:
        return
    revisit.failures += 1
    revisit.error = cut_to_field(Revisit, "error", refusal.reason)
    if _is_dead(revisit, refusal):
        touched = find_touched_passages(None, list_passages(revisit))
        _settle(revisit, Finding.DEAD, touched, next_revisit(revisit.since, now))
        return
    revisit.visited, revisit.due = now, _retry_time(revisit, now)
    revisit.save()


def _is_dead(revisit: Revisit, refusal: Refusal) -> bool:
    if isinstance(refusal, FetchFailed) and refusal.facts.get("upstream_status") in GONE_STATUSES:
        return revisit.failures >= GONE_VISITS
    return is_site_failure(refusal) and revisit.failures >= AWAY_VISITS


def _retry_time(revisit: Revisit, now: datetime) -> datetime | None:
    """Return when a failed visit is repeated: within a day of the last visit that is planned, or not at all."""
    seconds = min(MAX_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(revisit.failures - 1, 10))
    time = now + timedelta(seconds=spread(seconds))
    return time if time < revisit.since + timedelta(hours=REVISIT_HOURS[-1] + 24) else None


# The moderator -----------------------------------------------------------------------


@transaction.atomic
def close_page_change(*, revisit_id: int, moderator: User, note: str = "") -> Event:
    """Close the case about the changes of a page. A later change of another passage opens a new one."""
    demand(moderator, "changes.close")
    check_reasons(note=note)
    revisit = _lock_revisit(revisit_id)
    if revisit.touched_since is None:
        raise CaseClosed
    check_case(moderator, revisit=revisit)
    revisit.touched_since, revisit.is_public = None, False
    revisit.save(update_fields=["touched_since", "is_public"])
    data = PageChangeClosed(revisit=revisit.pk, url=revisit.url, note=note.strip())
    return record_event(PAGE_CHANGE_CLOSED, actor=moderator, article=revisit.article, data=data)
