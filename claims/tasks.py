"""Celery's door: an id in, a service called, safe to run twice and in any order."""

import structlog
from celery import shared_task
from django.db import OperationalError

from claims import nlp
from claims.selectors.articles import list_unread_article_ids
from claims.selectors.evidence import (
    list_evidence_ids_of_snapshot,
    list_unexamined_evidence_ids,
    list_unfetched_snapshot_ids,
)
from claims.selectors.imports import list_unrun_import_ids
from claims.selectors.matches import list_unmatched_claim_ids
from claims.selectors.metric_schedule import list_due_metrics
from claims.selectors.notifications import list_due_appeal_ids, list_due_report_notifications
from claims.selectors.queue import list_lapsed_claim_ids
from claims.selectors.tip_notifications import list_due_tip_notifications
from claims.selectors.tips import list_uncompared_tip_ids
from claims.selectors.webhooks import list_behind_webhook_ids, list_due_delivery_ids
from claims.services import metrics, task_wakeups
from claims.services.articles import READ_TASK, begin_article_reading, record_reading_failure, store_reading
from claims.services.evidence import examine_evidence
from claims.services.idempotency import delete_old_responses
from claims.services.imports import RUN_TASK, execute_import
from claims.services.matches import suggest_matches_for_claim
from claims.services.notifications import notify_appellant, notify_reporter
from claims.services.presence import delete_old_presence
from claims.services.priority_weights import reprioritise_claims
from claims.services.publication_log import sign_log_head
from claims.services.queue import release_expired_claim
from claims.services.snapshots import FETCH_TASK, fail_snapshot, fetch_snapshot_page
from claims.services.tip_notifications import notify_tip_reader
from claims.services.tips import compare_tip, erase_tip_emails
from claims.services.tokens import delete_expired_tokens
from claims.services.webhook_deliveries import attempt_delivery, create_deliveries

log = structlog.get_logger(__name__)

MAX_PORTIONS = 50
"""How many portions of claims one task puts in their new places, so that it ends long before its time does."""


@shared_task
def read_article(article_id: int) -> None:
    """Read one article; what goes wrong, time running out included, is kept, and tried again by the sweep."""
    article = begin_article_reading(article_id=article_id)
    if article is None:
        return
    try:
        published = article.published.isoformat() if article.published else None
        facts = nlp.read(article.text, title=article.title, published=published)
        store_reading(article_id=article_id, facts=facts)
    except Exception as error:
        log.exception("reading.failed", article=article_id)
        record_reading_failure(article_id=article_id, error=f"{type(error).__name__}: {error}")


@shared_task
def dispatch_readings() -> None:
    """Wake the reading of every article, and every import, that no nudge has reached."""
    for article_id in list_unread_article_ids():
        task_wakeups.send_task(READ_TASK, article_id)
    for import_id in list_unrun_import_ids():
        task_wakeups.send_task(RUN_TASK, import_id)


@shared_task
def release_expired_leases() -> None:
    """Put claims whose lease ran out back into the queue, for the eye; taking them does not wait for this."""
    for claim_id in list_lapsed_claim_ids():
        release_expired_claim(claim_id=claim_id)


@shared_task
def reprioritise_queue() -> None:
    """Put the claims that wait where the newest weights have them, portion by portion; the sweep goes on from there."""
    for _ in range(MAX_PORTIONS):
        if not reprioritise_claims():
            return


@shared_task
def suggest_matches() -> None:
    """Put what has been checked already beside every claim that has not been compared with it yet."""
    for claim_id in list_unmatched_claim_ids():
        suggest_matches_for_claim(claim_id=claim_id)


@shared_task
def sign_head() -> None:
    """Sign the day's head of the log; all further runs of the day find it done."""
    sign_log_head()


@shared_task
def notify_reporters() -> None:
    """Mail everybody whose report, or objection, was answered, or who reported what has since been put right."""
    for report_id, publication_id in list_due_report_notifications():
        notify_reporter(report_id=report_id, publication_id=publication_id)
    for appeal_id in list_due_appeal_ids():
        notify_appellant(appeal_id=appeal_id)


@shared_task
def deliver_webhooks() -> None:
    """Put down what each webhook is to be told of, and wake a delivery for all that is due."""
    for webhook_id in list_behind_webhook_ids():
        create_deliveries(webhook_id=webhook_id)
    for delivery_id in list_due_delivery_ids():
        task_wakeups.send_task("claims.tasks.attempt_webhook_delivery", delivery_id)


@shared_task
def attempt_webhook_delivery(delivery_id: int) -> None:
    """Try one delivery."""
    attempt_delivery(delivery_id=delivery_id)


@shared_task
def delete_expired_records() -> None:
    """Take away what has ended: tokens, and answers kept for programs that ask twice."""
    delete_expired_tokens()
    delete_old_responses()


@shared_task
def run_import(import_id: int) -> None:
    """Take in one feed of fact-checks."""
    execute_import(import_id=import_id)


@shared_task
def compare_tips() -> None:
    """Put what readers asked beside the claims that it may be about, and beside what others asked."""
    for tip_id in list_uncompared_tip_ids():
        compare_tip(tip_id=tip_id)


@shared_task
def notify_tip_readers() -> None:
    """Mail everybody who asked for a claim that now has a verdict, or whose question was declined."""
    for tip_id, publication_id in list_due_tip_notifications():
        notify_tip_reader(tip_id=tip_id, publication_id=publication_id)


@shared_task
def erase_reader_emails() -> None:
    """Erase the addresses of readers who will not be written to any more."""
    erase_tip_emails()


@shared_task
def compute_metrics() -> None:
    """Measure what the dashboard shows and is due. What cannot be measured this time keeps its last figure."""
    for name in list_due_metrics():
        try:
            metrics.compute_metric(name=name)
        except OperationalError:
            log.exception("metrics.failed", figure=name)


@shared_task
def fetch_snapshot(snapshot_id: int) -> None:
    """Fetch one page that evidence rests on, then look up what is quoted from it; what goes wrong is kept."""
    try:
        kept = fetch_snapshot_page(snapshot_id=snapshot_id)
    except Exception:
        log.exception("snapshot.failed", snapshot=snapshot_id)
        fail_snapshot(snapshot_id=snapshot_id)
        return
    for evidence_id in list_evidence_ids_of_snapshot(snapshot_id) if kept else []:
        examine_evidence(evidence_id=evidence_id)


@shared_task
def dispatch_snapshots() -> None:
    """Wake the fetching of every page that no nudge has reached, and look up quotes that a dead worker left."""
    for snapshot_id in list_unfetched_snapshot_ids():
        task_wakeups.send_task(FETCH_TASK, snapshot_id)
    for evidence_id in list_unexamined_evidence_ids():
        examine_evidence(evidence_id=evidence_id)


@shared_task
def delete_stale_presence() -> None:
    """Forget who was where long ago; those who look do not wait for this."""
    delete_old_presence()
