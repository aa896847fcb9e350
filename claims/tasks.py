"""Celery's door: an id in, a service called, safe to run twice and in any order."""

import structlog
from celery import shared_task
from django.db import OperationalError

from claims import nlp
from claims.selectors import articles as waiting_articles
from claims.selectors import evidence as waiting_evidence
from claims.selectors import imports as waiting_imports
from claims.selectors import kept
from claims.selectors import matches as unmatched_claims
from claims.selectors import notices as waiting_notices
from claims.selectors import queue as waiting_claims
from claims.selectors import tip_notices as waiting_readers
from claims.selectors import tips as uncompared_tips
from claims.selectors import webhooks as subscribers
from claims.services import (
    answers,
    articles,
    deliveries,
    evidence,
    figures,
    imports,
    matches,
    notices,
    presence,
    queue,
    snapshots,
    tip_notices,
    tips,
    tokens,
    wake,
    weights,
)
from claims.services import log as public_log

log = structlog.get_logger(__name__)

PORTIONS = 50
"""How many portions of claims one task puts in their new places, so that it ends long before its time does."""


@shared_task
def read_article(article_id: int) -> None:
    """Read one article; what goes wrong, time running out included, is kept, and tried again by the sweep."""
    article = articles.begin_reading(article_id=article_id)
    if article is None:
        return
    try:
        published = article.published.isoformat() if article.published else None
        facts = nlp.read(article.text, title=article.title, published=published)
        articles.store_reading(article_id=article_id, facts=facts)
    except Exception as error:
        log.exception("reading.failed", article=article_id)
        articles.reading_failed(article_id=article_id, error=f"{type(error).__name__}: {error}")


@shared_task
def dispatch() -> None:
    """Wake the reading of every article, and every import, that no nudge has reached."""
    for article_id in waiting_articles.unread():
        wake.now(articles.READ, article_id)
    for import_id in waiting_imports.unrun():
        wake.now(imports.RUN, import_id)


@shared_task
def expire() -> None:
    """Put claims whose lease ran out back into the queue, for the eye; taking them does not wait for this."""
    for claim_id in waiting_claims.lapsed():
        queue.release_expired(claim_id=claim_id)


@shared_task
def follow_weights() -> None:
    """Put the claims that wait where the newest weights have them, portion by portion; the sweep goes on from there."""
    for _ in range(PORTIONS):
        if not weights.follow():
            return


@shared_task
def suggest_matches() -> None:
    """Put what has been checked already beside every claim that has not been compared with it yet."""
    for claim_id in unmatched_claims.unmatched():
        matches.suggest(claim_id=claim_id)


@shared_task
def sign_head() -> None:
    """Sign the day's head of the log; all further runs of the day find it done."""
    public_log.sign()


@shared_task
def tell_reporters() -> None:
    """Mail everybody whose report, or objection, was answered, or who reported what has since been put right."""
    for flag_id, publication_id in waiting_notices.due():
        notices.tell(flag_id=flag_id, publication_id=publication_id)
    for contest_id in waiting_notices.due_contests():
        notices.tell_contest(contest_id=contest_id)


@shared_task
def deliver_webhooks() -> None:
    """Put down what each webhook is to be told of, and wake a delivery for all that is due."""
    for webhook_id in subscribers.behind():
        deliveries.prepare(webhook_id=webhook_id)
    for delivery_id in subscribers.due():
        wake.now("claims.tasks.deliver_webhook", delivery_id)


@shared_task
def deliver_webhook(delivery_id: int) -> None:
    """Try one delivery."""
    deliveries.deliver(delivery_id=delivery_id)


@shared_task
def sweep() -> None:
    """Take away what has ended: tokens, and answers kept for programs that ask twice."""
    tokens.sweep()
    answers.sweep()


@shared_task
def run_import(import_id: int) -> None:
    """Take in one feed of fact-checks."""
    imports.run(import_id=import_id)


@shared_task
def compare_tips() -> None:
    """Put what readers asked beside the claims that it may be about, and beside what others asked."""
    for tip_id in uncompared_tips.uncompared():
        tips.compare(tip_id=tip_id)


@shared_task
def tell_readers() -> None:
    """Mail everybody who asked for a claim that now has a verdict, or whose question was declined."""
    for tip_id, publication_id in waiting_readers.due():
        tip_notices.tell(tip_id=tip_id, publication_id=publication_id)


@shared_task
def forget_addresses() -> None:
    """Erase the addresses of readers who will not be written to any more."""
    tips.forget()


@shared_task
def compute_figures() -> None:
    """Measure what the dashboard shows and is due. What cannot be measured this time keeps its last figure."""
    for name in kept.due():
        try:
            figures.compute(name=name)
        except OperationalError:
            log.exception("figures.failed", figure=name)


@shared_task
def fetch_snapshot(snapshot_id: int) -> None:
    """Fetch one page that evidence rests on, then look up what is quoted from it; what goes wrong is kept."""
    try:
        kept = snapshots.fetch(snapshot_id=snapshot_id)
    except Exception:
        log.exception("snapshot.failed", snapshot=snapshot_id)
        snapshots.fail(snapshot_id=snapshot_id)
        return
    for evidence_id in waiting_evidence.resting_on(snapshot_id) if kept else []:
        evidence.examine(evidence_id=evidence_id)


@shared_task
def dispatch_snapshots() -> None:
    """Wake the fetching of every page that no nudge has reached, and look up quotes that a dead worker left."""
    for snapshot_id in waiting_evidence.unfetched():
        wake.now(snapshots.FETCH, snapshot_id)
    for evidence_id in waiting_evidence.unexamined():
        evidence.examine(evidence_id=evidence_id)


@shared_task
def sweep_presence() -> None:
    """Forget who was where long ago; those who look do not wait for this."""
    presence.sweep()
