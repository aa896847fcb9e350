"""Mails, and messages to webhooks."""

from celery import shared_task

from claims.selectors.desk_notifications import list_claim_ids_near_deadline, list_due_notification_mail_ids
from claims.selectors.notifications import list_due_appeal_ids, list_due_report_notifications
from claims.selectors.tip_notifications import list_due_tip_notifications
from claims.selectors.webhooks import list_behind_webhook_ids, list_due_delivery_ids
from claims.services import task_wakeups
from claims.services.deadlines import announce_deadline
from claims.services.notification_mails import bundle_notifications, send_notification_mail
from claims.services.notifications import notify_appellant, notify_reporter
from claims.services.tip_notifications import notify_tip_reader
from claims.services.webhook_deliveries import ATTEMPT_TASK, attempt_delivery, create_deliveries


@shared_task
def notify_reporters() -> None:
    """Mail everybody whose report or appeal was closed, or whose reported verdict was corrected."""
    for report_id, publication_id in list_due_report_notifications():
        notify_reporter(report_id=report_id, publication_id=publication_id)
    for appeal_id in list_due_appeal_ids():
        notify_appellant(appeal_id=appeal_id)


@shared_task
def notify_tip_readers() -> None:
    """Mail readers whose tip has led to a verdict or was declined."""
    for tip_id, publication_id in list_due_tip_notifications():
        notify_tip_reader(tip_id=tip_id, publication_id=publication_id)


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
