"""Celery tasks: each takes an id, calls a service, and is safe to run twice and in any order."""

import structlog
from celery import shared_task
from django.conf import settings
from django.db import OperationalError

from claims import nlp
from claims.models import Article, Publication
from claims.nlp.reading import Reading
from claims.refusals import Refusal
from claims.selectors.articles import list_unread_articles
from claims.selectors.claims import list_unread_claim_ids
from claims.selectors.desk_notifications import list_claim_ids_near_deadline, list_due_notification_mail_ids
from claims.selectors.due_metrics import list_due_metrics
from claims.selectors.earlier_checks import find_earlier_checks
from claims.selectors.evidence import (
    list_evidence_ids_of_snapshot,
    list_unexamined_evidence_ids,
    list_unfetched_snapshot_ids,
)
from claims.selectors.imports import list_unrun_import_ids
from claims.selectors.matches import list_unmatched_claim_ids
from claims.selectors.notifications import list_due_appeal_ids, list_due_report_notifications
from claims.selectors.publications import list_due_claim_ids
from claims.selectors.queue import list_lapsed_claim_ids
from claims.selectors.submissions import list_unfetched_submission_ids
from claims.selectors.tip_notifications import list_due_tip_notifications
from claims.selectors.tips import list_uncompared_tip_ids
from claims.selectors.webhooks import list_behind_webhook_ids, list_due_delivery_ids
from claims.services import task_wakeups
from claims.services.articles import begin_article_reading, record_reading_failure, store_reading
from claims.services.backup_restores import drill_due_backup
from claims.services.backups import make_due_backup
from claims.services.clock_steps import shorten_waits
from claims.services.deadlines import announce_deadline
from claims.services.desk_archives import delete_old_archives, write_requested_export
from claims.services.evidence import examine_evidence
from claims.services.exports import EXPORTS, write_export
from claims.services.idempotency import delete_old_responses
from claims.services.imports import RUN_TASK, execute_import
from claims.services.matches import suggest_missing_matches
from claims.services.metrics import compute_metric
from claims.services.notification_mails import bundle_notifications, send_notification_mail
from claims.services.notifications import notify_appellant, notify_reporter
from claims.services.passages import find_unread_passage, store_passage_reading
from claims.services.presence import delete_old_presence
from claims.services.priority_weights import reprioritise_claims
from claims.services.publication_log import sign_log_head
from claims.services.publications import put_out_claim
from claims.services.queue import release_expired_claim
from claims.services.reading_leases import (
    READ_PASSAGE_TASK,
    READ_TASK,
    hold_reading_lease,
    send_to_readers,
    wait_for_database,
)
from claims.services.retention import EXPIRING_CODES, erase_expired_data
from claims.services.share_pictures import fetch_picture
from claims.services.snapshots import FETCH_TASK, READ_ERROR, fail_snapshot, fetch_snapshot_page
from claims.services.submissions import FETCH_SUBMISSION_TASK, execute_submission, fail_submission
from claims.services.tip_notifications import notify_tip_reader
from claims.services.tips import compare_tip
from claims.services.tokens import delete_expired_tokens
from claims.services.webhook_deliveries import ATTEMPT_TASK, attempt_delivery, create_deliveries
from claims.services.witnesses import send_head_to_witness

log = structlog.get_logger(__name__)

EXPORT_SECONDS = 3600
"""The time that an export of the desk may take; others wait meanwhile."""
MAX_BATCHES = 50
"""Batches of claims that one task reprioritises, so that it ends long before its time limit."""


@shared_task
def read_article(article_id: int) -> None:
    """Read an article. A failure, including a timeout, is recorded and retried by `dispatch_readings`."""
    article = begin_article_reading(article_id=article_id)
    if article is None:
        return
    try:
        with hold_reading_lease(article):
            reading = nlp.read(article.text, **_known_details(article))
            wait_for_database(lambda: _weigh_and_store(article, reading))
    except Exception as error:
        log.exception("reading.failed", article=article_id)
        message = f"{type(error).__name__}: {error}"
        record_reading_failure(article_id=article_id, error=message, attempt=article.attempts)


def _known_details(article: Article) -> dict[str, str | None]:
    """Return what the reader is told about a text."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "speaker": article.speaker or None,
        "language": None if "language" in article.guesses else article.language,
    }


def _weigh(article: Article, reading: Reading) -> Reading:
    from claims.nlp.weighing import weigh_claims  # loads the sentence encoder, which web processes do without

    return weigh_claims(article.text, reading, find_earlier_checks(article, reading))


def _weigh_and_store(article: Article, reading: Reading) -> None:
    store_reading(article_id=article.pk, facts=_weigh(article, reading), version=article.version)


@shared_task
def read_passage(claim_id: int) -> None:
    """Read a passage that an editor chose. If that fails, the claim stays as the editor left it."""
    passage = find_unread_passage(claim_id=claim_id)
    if passage is None:
        return
    article, facts = passage.article, None
    try:
        facts = _weigh(article, nlp.read_passage(article.text, passage.span, **_known_details(article)))
    except Exception:
        log.exception("passage.failed", claim=claim_id)
    store_passage_reading(claim_id=claim_id, passage=passage, facts=facts)


@shared_task
def dispatch_readings() -> None:
    """Queue every unread article, passage, submission and unfinished import whose task was lost or has died."""
    task_wakeups.send_tasks(READ_PASSAGE_TASK, list_unread_claim_ids())
    task_wakeups.send_tasks(FETCH_SUBMISSION_TASK, list_unfetched_submission_ids())
    for article_id, characters in list_unread_articles()[: task_wakeups.queue_room(READ_TASK)]:
        send_to_readers(article_id, characters)
    task_wakeups.send_tasks(RUN_TASK, list_unrun_import_ids())


@shared_task
def release_expired_leases() -> None:
    """Return claims with an expired lease to the queue. They can be taken even before this runs."""
    for claim_id in list_lapsed_claim_ids():
        release_expired_claim(claim_id=claim_id)


@shared_task
def reprioritise_queue() -> None:
    """Recompute the priority of queued claims after a change of weights; the next run continues the work."""
    for _ in range(MAX_BATCHES):
        if not reprioritise_claims():
            return


@shared_task
def suggest_matches() -> None:
    """Suggest matching fact-checks for claims that have not been compared yet. Workers share the claims."""
    for claim_id in list_unmatched_claim_ids():
        suggest_missing_matches(claim_id=claim_id)


@shared_task
def put_out_publications() -> None:
    """Put out the publications and withdrawals that have waited long enough. Workers share the claims."""
    for claim_id in list_due_claim_ids():
        try:
            put_out_claim(claim_id=claim_id)
        except Exception:
            log.exception("publication.failed", claim=claim_id)


@shared_task
def shorten_waits_after_clock_step() -> None:
    """Let nothing wait longer than it may, since a clock was set back."""
    shorten_waits()


@shared_task
def sign_head() -> None:
    """Sign the head of the log, once a day."""
    sign_log_head()


@shared_task
def send_heads() -> None:
    """Send the newest head of the log to each witness; the next run tries again where one does not answer."""
    for witness in settings.WITNESSES:
        try:
            send_head_to_witness(witness=witness)
        except Refusal as refusal:
            log.warning("log.not_countersigned", witness=witness, reason=refusal.detail)


@shared_task
def make_backup() -> None:
    """Make the backup of the night; restore the newest on trial once a week."""
    make_due_backup()
    drill_due_backup()


@shared_task
def notify_reporters() -> None:
    """Mail everybody whose report or appeal was closed, or whose reported verdict was corrected."""
    for report_id, publication_id in list_due_report_notifications():
        notify_reporter(report_id=report_id, publication_id=publication_id)
    for appeal_id in list_due_appeal_ids():
        notify_appellant(appeal_id=appeal_id)


@shared_task
def mail_notifications() -> None:
    """Mail people their notifications, those of near deadlines among them."""
    for claim_id in list_claim_ids_near_deadline():
        announce_deadline(claim_id=claim_id)
    bundle_notifications()
    for mail_id in list_due_notification_mail_ids():
        send_notification_mail(mail_id=mail_id)


@shared_task
def deliver_webhooks() -> None:
    """Create the deliveries of each webhook, and queue those that are due."""
    for webhook_id in list_behind_webhook_ids():
        create_deliveries(webhook_id=webhook_id)
    task_wakeups.send_tasks(ATTEMPT_TASK, list_due_delivery_ids())


@shared_task
def attempt_webhook_delivery(delivery_id: int) -> None:
    """Attempt one delivery."""
    attempt_delivery(delivery_id=delivery_id)


@shared_task
def delete_expired_records() -> None:
    """Delete expired tokens, stored responses, and the personal data whose time is up (see `claims.retention`)."""
    for code in EXPIRING_CODES:
        erase_expired_data(code=code)
    delete_expired_tokens()
    delete_old_responses()


@shared_task
def fetch_submission(submission_id: int) -> None:
    """Fetch and parse a submitted file or URL. A failure is recorded."""
    try:
        execute_submission(submission_id=submission_id)
    except Exception:
        log.exception("submission.failed", submission=submission_id)
        fail_submission(submission_id=submission_id, error=str(READ_ERROR), code="error")


@shared_task
def run_import(import_id: int) -> None:
    """Import one feed of fact-checks."""
    execute_import(import_id=import_id)


@shared_task
def compare_tips() -> None:
    """Compare new tips with claims and with earlier tips."""
    for tip_id in list_uncompared_tip_ids():
        compare_tip(tip_id=tip_id)


@shared_task
def notify_tip_readers() -> None:
    """Mail readers whose tip has led to a verdict or was declined."""
    for tip_id, publication_id in list_due_tip_notifications():
        notify_tip_reader(tip_id=tip_id, publication_id=publication_id)


@shared_task
def compute_metrics() -> None:
    """Compute the metrics that are due. A metric that fails keeps its last value."""
    for name in list_due_metrics():
        try:
            compute_metric(name=name)
        except OperationalError:
            log.exception("metrics.failed", metric=name)


@shared_task
def fetch_snapshot(snapshot_id: int) -> None:
    """Fetch a page cited as evidence and check the quotes from it. A failure is recorded."""
    try:
        is_stored = fetch_snapshot_page(snapshot_id=snapshot_id)
    except Exception:
        log.exception("snapshot.failed", snapshot=snapshot_id)
        fail_snapshot(snapshot_id=snapshot_id)
        return
    for evidence_id in list_evidence_ids_of_snapshot(snapshot_id) if is_stored else []:
        examine_evidence(evidence_id=evidence_id)


@shared_task
def dispatch_snapshots() -> None:
    """Queue every page whose fetch was lost or is due again, and check quotes that were left unchecked."""
    task_wakeups.send_tasks(FETCH_TASK, list_unfetched_snapshot_ids())
    for evidence_id in list_unexamined_evidence_ids():
        examine_evidence(evidence_id=evidence_id)


@shared_task
def delete_stale_presence() -> None:
    """Delete old presence rows. Selectors ignore them even before this runs."""
    delete_old_presence()


@shared_task
def draw_picture(publication_id: int) -> None:
    """Draw the picture of a publication before anybody asks for it."""
    fetch_picture(Publication.objects.get(pk=publication_id))


@shared_task
def write_exports() -> None:
    """Write the files of the log and the DataFeed that are due."""
    for name in EXPORTS:
        write_export(name=name)


@shared_task(soft_time_limit=EXPORT_SECONDS, time_limit=EXPORT_SECONDS + 60)
def write_desk_exports() -> None:
    """Write the export of the desk that an admin has requested, and delete old ones."""
    write_requested_export()
    delete_old_archives()
