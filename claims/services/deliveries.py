"""Delivering to webhooks: at least once, in order for each verdict, again and again until it has arrived."""

import json
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from time import monotonic
from typing import Any

import standardwebhooks
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from claims import permissions
from claims.event_data.desk import DeliveryReplayed, WebhookChanged
from claims.intake import posting
from claims.models import Attempt, Delivery, LogEntry, Publication, User, Webhook
from claims.models.webhook import EVENT_OF_KIND
from claims.refusals import FetchFailed, IllegalMove, Refusal, require_found
from claims.selectors import log, webhooks
from claims.services import events, secrets, wake
from claims.services.lengths import cut_to_field
from claims.services.webhooks import DELIVER
from claims.verbs import WEBHOOK_PAUSED, WEBHOOK_REPLAYED

State = Delivery.State
RUNS = timedelta(seconds=60)
"""Longer than any attempt takes: for so long nobody else begins the same one."""


@transaction.atomic
def prepare(*, webhook_id: int) -> int:
    """Put down what a webhook is to be told of since the last time; the number of messages, `BATCH` at most."""
    rows = Webhook.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    webhook = rows.filter(pk=webhook_id, ended__isnull=True, pause="").first()
    newest = log.newest()
    if webhook is None or newest is None:
        return 0
    entries = list(webhooks.told_of(webhook, newest.sequence)[: webhooks.BATCH])
    full = len(entries) == webhooks.BATCH
    Delivery.objects.bulk_create(
        [Delivery(webhook=webhook, entry=entry, claim_id=entry.publication.claim_id) for entry in entries],
        ignore_conflicts=True,
    )
    webhook.after = entries[-1].sequence if full else newest.sequence
    webhook.save(update_fields=["after"])
    return len(entries)


def deliver(*, delivery_id: int) -> bool:
    """Try one delivery, unless it is not due, being tried, or has to wait for an older one; says whether it arrived.

    A worker killed after the receiver's answer and before it is noted sends the message again, with the same id.
    """
    delivery = _begun(delivery_id)
    if delivery is None:
        return False
    began = monotonic()
    try:
        answer = _sent(delivery)
        status, said = answer.status, answer.text
    except Refusal as refusal:
        status, said = None, refusal.detail
    milliseconds = int((monotonic() - began) * 1000)
    said = cut_to_field(Attempt, "said", said)
    attempt = Attempt(delivery=delivery, status=status, milliseconds=milliseconds, said=said)
    return _noted(delivery_id, attempt)


@transaction.atomic
def _begun(delivery_id: int) -> Delivery | None:
    """The delivery, if it is ours to try now: counted before anything can go wrong."""
    now = timezone.now()
    rows = Delivery.objects.select_related("webhook", "entry__publication").select_for_update(no_key=True, of=("self",))
    delivery = rows.filter(pk=delivery_id, state=State.WAITING, due__lte=now, **webhooks.RUNNING).first()
    if delivery is None or webhooks.is_blocked(delivery):
        return None
    delivery.tries, delivery.due = delivery.tries + 1, now + RUNS
    delivery.save(update_fields=["tries", "due"])
    return delivery


def _sent(delivery: Delivery) -> posting.Answer:
    body, now = json.dumps(message(delivery.entry), ensure_ascii=False, separators=(",", ":")), datetime.now(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "factcheck-desk (webhooks)",
        "webhook-id": delivery.message,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(
            standardwebhooks.Webhook(secret).sign(delivery.message, now, body) for secret in _secrets(delivery.webhook)
        ),
    }
    return posting.post(delivery.webhook.url, body.encode(), headers)


def _secrets(webhook: Webhook) -> list[str]:
    """What signs, the newest first."""
    both = webhook.sealed_before and webhook.before_until and webhook.before_until > timezone.now()
    sealed = [webhook.sealed, webhook.sealed_before] if both else [webhook.sealed]
    opened = [secret for secret in map(secrets.unseal, sealed) if secret]
    if not opened:
        raise FetchFailed("The secret was sealed with a key that the desk no longer has. Rotate it.")
    return opened


def message(entry: LogEntry) -> dict[str, Any]:
    """What a receiver reads: `data` is the change as ``/api/v1/changes/`` has it."""
    publication = entry.publication
    withdrawn = publication.kind == Publication.Kind.WITHDRAWN
    at = publication.published.isoformat().replace("+00:00", "Z")
    data = {
        "sequence": entry.sequence,
        "entry_sha256": entry.entry_sha256,
        "claim": publication.claim_id,
        "revision": publication.revision,
        "kind": publication.kind,
        "note": publication.note,
        "at": at,
        "url": settings.BASE_URL + reverse("verdict", args=[publication.claim_id]),
        "review": None if withdrawn else json.loads(publication.document),
    }
    return {"type": EVENT_OF_KIND[publication.kind], "timestamp": at, "data": data}


@transaction.atomic
def _noted(delivery_id: int, attempt: Attempt) -> bool:
    """Write down what came of an attempt, and when to try again if nothing did."""
    rows = Delivery.objects.select_related("webhook").select_for_update(no_key=True, of=("self", "webhook"))
    delivery, now = rows.get(pk=delivery_id), timezone.now()
    attempt.save()
    if attempt.status is not None and HTTPStatus.OK <= attempt.status < HTTPStatus.MULTIPLE_CHOICES:
        delivery.state, delivery.delivered = State.DELIVERED, now
        wake.after_commit(DELIVER)
    elif attempt.status == HTTPStatus.GONE:
        delivery.due = now
        _pause(delivery.webhook, Webhook.Pause.GONE)
    elif delivery.tries > len(Delivery.RETRIES):
        delivery.state = State.GIVEN_UP
        _pause(delivery.webhook, Webhook.Pause.FAILING)
    else:
        delivery.due = now + Delivery.RETRIES[delivery.tries - 1]
        _leave_alone(delivery)
    delivery.save(update_fields=["state", "due", "delivered"])
    return delivery.state == State.DELIVERED


def _leave_alone(delivery: Delivery) -> None:
    """A receiver that fails gets nothing else either until its next attempt is due, and holds up nobody."""
    others = Delivery.objects.filter(webhook=delivery.webhook_id, state=State.WAITING, due__lt=delivery.due)
    others.exclude(pk=delivery.pk).update(due=delivery.due)


def _pause(webhook: Webhook, why: Webhook.Pause) -> None:
    if not webhook.pause:
        webhook.pause = why
        webhook.save(update_fields=["pause"])
        events.record(WEBHOOK_PAUSED, actor=None, data=WebhookChanged(webhook=webhook.pk, why=why))


@transaction.atomic
def replay(*, delivery_id: int, owner: User) -> Delivery:
    """Send a message once more, whatever became of it, with the id that it had."""
    permissions.demand(owner, "webhooks.manage")
    rows = Delivery.objects.select_related("webhook").select_for_update(no_key=True, of=("self",))
    delivery = require_found(rows.filter(pk=delivery_id, webhook__owner=owner, webhook__ended__isnull=True).first())
    if delivery.webhook.pause:
        raise IllegalMove("This webhook is paused. Resume it, then send again.")
    delivery.state, delivery.delivered = State.WAITING, None
    delivery.tries, delivery.due = 0, timezone.now()
    delivery.save(update_fields=["state", "delivered", "tries", "due"])
    data = DeliveryReplayed(webhook=delivery.webhook_id, entry=delivery.entry_id)
    events.record(WEBHOOK_REPLAYED, actor=owner, data=data)
    wake.after_commit(DELIVER)
    return delivery
