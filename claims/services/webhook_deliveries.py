"""Deliveries to webhooks: at least once, in order for each claim and article, repeated until one succeeds."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from time import monotonic

import standardwebhooks
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.desk import DeliveryReplayed, WebhookChanged
from claims.intake import http_post
from claims.intake.http_post import PostResponse
from claims.models import Attempt, Delivery, User, Webhook
from claims.permissions import demand
from claims.refusals import FetchFailed, IllegalMove, Refusal, require_found
from claims.room_formats import ROOM_FORMATS
from claims.selectors.desk_notifications import end_quiet_hours, find_unseen_notification
from claims.selectors.publication_log import find_newest_entry
from claims.selectors.webhooks import (
    ACTIVE_WEBHOOK,
    BATCH_ROWS,
    find_next_delivery_id,
    has_receiver_room,
    is_delivery_blocked,
    list_entries_for_webhook,
    url_host,
)
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.services.reading_leases import wait_for_database
from claims.services.sealed_secrets import unseal_secret
from claims.services.webhook_messages import build_message, build_room_text
from claims.services.webhooks import DELIVER_TASK
from claims.verbs.desk import WEBHOOK_PAUSED, WEBHOOK_REPLAYED, WEBHOOK_TESTED

State = Delivery.State
ATTEMPT_TASK = "claims.tasks.attempt_webhook_delivery"


@transaction.atomic
def create_deliveries(*, webhook_id: int) -> int:
    """Create deliveries for new log entries, `BATCH_ROWS` at most; return their number."""
    rows = Webhook.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    webhook = rows.filter(pk=webhook_id, ended__isnull=True, pause="").first()
    newest = find_newest_entry()
    if webhook is None or newest is None:
        return 0
    entries = list(list_entries_for_webhook(webhook, newest.sequence)[:BATCH_ROWS])
    full = len(entries) == BATCH_ROWS
    Delivery.objects.bulk_create(
        [Delivery(webhook=webhook, entry=entry, claim_id=entry.publication.claim_id) for entry in entries],
        ignore_conflicts=True,
    )
    webhook.log_position = entries[-1].sequence if full else newest.sequence
    webhook.save(update_fields=["log_position"])
    return len(entries)


def attempt_delivery(*, delivery_id: int) -> bool:
    """Attempt a delivery that is due and not blocked by an older one. Returns whether it succeeded.

    A worker that is killed before the response is recorded leads to a second message with the same id; a database that
    is away meanwhile does not.
    """
    delivery = _begin_attempt(delivery_id)
    if delivery is None:
        return False
    start = monotonic()
    try:
        response = _post_message(delivery)
        status, text = response.status, response.text
    except Refusal as refusal:
        status, text = None, refusal.detail
    milliseconds = int((monotonic() - start) * 1000)
    text = cut_to_field(Attempt, "response_text", text)
    attempt = Attempt(delivery=delivery, status=status, milliseconds=milliseconds, response_text=text)
    return wait_for_database(lambda: _record_attempt(delivery_id, attempt))


@transaction.atomic
def _begin_attempt(delivery_id: int) -> Delivery | None:
    """Return the delivery if this worker is to attempt it now; that counts as an attempt."""
    now = timezone.now()
    relations = ("webhook__owner", "entry__publication", "event__actor", "event__claim", "event__article")
    rows = Delivery.objects.select_related(*relations).defer("event__article__text", "event__article__positions")
    rows = rows.select_for_update(no_key=True, of=("self",))
    delivery = rows.filter(pk=delivery_id, state=State.WAITING, due__lte=now, **ACTIVE_WEBHOOK).first()
    if delivery is None or is_delivery_blocked(delivery):
        return None
    if delivery.is_notification and not _is_still_news(delivery):
        delivery.state = State.DROPPED
        delivery.save(update_fields=["state"])
        return None
    _lock_host(url_host(delivery.webhook.url))
    if not has_receiver_room(delivery.webhook):
        return None
    delivery.attempt_count, delivery.due = delivery.attempt_count + 1, now + Delivery.ATTEMPT_TIMEOUT
    delivery.attempt_since = now
    delivery.save(update_fields=["attempt_count", "due", "attempt_since"])
    return delivery


def _is_still_news(delivery: Delivery) -> bool:
    """Return whether the person has not seen the notification of a delivery, and may still see it."""
    event = require_found(delivery.event)
    return find_unseen_notification(delivery.webhook.owner, event.pk) is not None


def _lock_host(host: str) -> None:
    """Let one worker at a time count what runs to a host."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"deliveries to {host}"])


def _post_message(delivery: Delivery) -> PostResponse:
    return _post_to_room(delivery) if delivery.webhook.is_room else _post_signed(delivery)


def _post_to_room(delivery: Delivery) -> PostResponse:
    (url,) = _signing_secrets(delivery.webhook)
    body = json.dumps(ROOM_FORMATS[delivery.webhook.format].build(build_room_text(delivery)))
    headers = {"Content-Type": "application/json", "User-Agent": "factcheck-desk (rooms)"}
    return http_post.post_message(url, body.encode(), headers)


def _post_signed(delivery: Delivery) -> PostResponse:
    body, now = json.dumps(build_message(delivery), ensure_ascii=False, separators=(",", ":")), datetime.now(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "factcheck-desk (webhooks)",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(
            standardwebhooks.Webhook(secret).sign(delivery.message_id, now, body)
            for secret in _signing_secrets(delivery.webhook)
        ),
    }
    return http_post.post_message(delivery.webhook.url, body.encode(), headers)


def _signing_secrets(webhook: Webhook) -> list[str]:
    """Return the secrets that sign, the newest first; of a room, its URL."""
    sealed, until = [webhook.sealed_secret], webhook.previous_secret_until
    if webhook.previous_sealed_secret and until and until > timezone.now():
        sealed.append(webhook.previous_sealed_secret)
    secrets = [secret for secret in map(unseal_secret, sealed) if secret]
    if not secrets:
        raise FetchFailed(
            gettext("The secret was encrypted with a key that this desk no longer has. Rotate the secret.")
        )
    return secrets


@transaction.atomic
def _record_attempt(delivery_id: int, attempt: Attempt) -> bool:
    """Store the result of an attempt, and when to try again if it failed. Storing it twice changes nothing."""
    rows = Delivery.objects.select_related("webhook").select_for_update(no_key=True, of=("self", "webhook"))
    delivery, now = rows.get(pk=delivery_id), timezone.now()
    if delivery.attempt_since is None:
        return delivery.state == State.DELIVERED
    attempt.pk = None  # what was stored before may have been rolled back
    attempt.save()
    delivery.attempt_since = None
    if attempt.status is not None and HTTPStatus.OK <= attempt.status < HTTPStatus.MULTIPLE_CHOICES:
        delivery.state, delivery.delivered = State.DELIVERED, now
        transaction.on_commit(lambda: _send_next(delivery.webhook_id), robust=True)
    elif attempt.status == HTTPStatus.GONE:
        delivery.due = now
        _pause_webhook(delivery.webhook, Webhook.Pause.GONE)
    elif delivery.attempt_count > len(Delivery.RETRY_DELAYS):
        delivery.state = State.GIVEN_UP
        _pause_webhook(delivery.webhook, Webhook.Pause.FAILING)
    else:
        delivery.due = _find_next_time(delivery, now)
        _postpone_deliveries(delivery)
    delivery.save(update_fields=["state", "due", "delivered", "attempt_since"])
    return delivery.state == State.DELIVERED


def _find_next_time(delivery: Delivery, now: datetime) -> datetime:
    """Return when a delivery that failed is tried again; a notification not within the quiet hours of the person."""
    due = now + Delivery.RETRY_DELAYS[delivery.attempt_count - 1]
    return end_quiet_hours(delivery.webhook.owner, due) if delivery.is_notification else due


def _send_next(webhook_id: int) -> None:
    """Queue the next delivery to a receiver that has just answered."""
    if delivery_id := find_next_delivery_id(webhook_id):
        task_wakeups.send_task(ATTEMPT_TASK, delivery_id)


def _postpone_deliveries(delivery: Delivery) -> None:
    """Postpone the other deliveries to a failing receiver until its next attempt is due."""
    others = Delivery.objects.filter(webhook=delivery.webhook_id, state=State.WAITING, due__lt=delivery.due)
    others.exclude(pk=delivery.pk).update(due=delivery.due)


def _pause_webhook(webhook: Webhook, reason: Webhook.Pause) -> None:
    if not webhook.pause:
        webhook.pause = reason
        webhook.save(update_fields=["pause"])
        record_event(WEBHOOK_PAUSED, actor=None, data=WebhookChanged(webhook=webhook.pk, why=reason))


@transaction.atomic
def send_test_message(*, webhook_id: int, owner: User) -> Delivery:
    """Send a message that says nothing but that a webhook works; one at a time."""
    demand(owner, "webhooks.manage")
    rows = Webhook.objects.select_for_update(no_key=True, of=("self",)).filter(owner=owner, ended__isnull=True)
    webhook = require_found(rows.filter(pk=webhook_id).first())
    if webhook.pause:
        raise IllegalMove(gettext("This webhook is paused. Resume it, then send a test."))
    if webhook.deliveries.filter(state=State.WAITING, event__verb=WEBHOOK_TESTED.name).exists():
        raise IllegalMove(gettext("A test message is on its way already."))
    event = record_event(WEBHOOK_TESTED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    delivery = Delivery.objects.create(webhook=webhook, event=event)
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return delivery


@transaction.atomic
def replay_delivery(*, delivery_id: int, owner: User) -> Delivery:
    """Send a message again with the same id, delivered or not."""
    demand(owner, "webhooks.manage")
    rows = Delivery.objects.select_related("webhook").select_for_update(no_key=True, of=("self",))
    delivery = require_found(rows.filter(pk=delivery_id, webhook__owner=owner, webhook__ended__isnull=True).first())
    if delivery.webhook.pause:
        raise IllegalMove(gettext("This webhook is paused. Resume it, then repeat the delivery."))
    delivery.state, delivery.delivered = State.WAITING, None
    delivery.attempt_count, delivery.due = 0, timezone.now()
    delivery.save(update_fields=["state", "delivered", "attempt_count", "due"])
    data = DeliveryReplayed(webhook=delivery.webhook_id, delivery=delivery.pk)
    record_event(WEBHOOK_REPLAYED, actor=owner, data=data)
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return delivery
