"""Webhooks: created, changed, rotated, paused, resumed and ended by their owner."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.desk import WebhookChanged, WebhookEdited
from claims.intake import http_post
from claims.models import Delivery, Topic, User, Webhook
from claims.models.webhook import WEBHOOK_EVENTS
from claims.permissions import demand, may_receive
from claims.ratings import RATINGS
from claims.refusals import BadValue, IllegalMove, require_found
from claims.selectors.publication_log import find_newest_entry
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.sealed_secrets import generate_secret, seal_secret
from claims.verbs import (
    WEBHOOK_CHANGED,
    WEBHOOK_CREATED,
    WEBHOOK_ENDED,
    WEBHOOK_PAUSED,
    WEBHOOK_RESUMED,
    WEBHOOK_ROTATED,
)

MAX_WEBHOOKS = 20
"""Webhooks that one person can have."""
SECRET_OVERLAP = timedelta(hours=24)
"""How long messages are signed with the previous secret too after a rotation."""
DELIVER_TASK = "claims.tasks.deliver_webhooks"
Pause = Webhook.Pause


@transaction.atomic
def create_webhook(
    *,
    owner: User,
    url: str,
    events: Sequence[str],
    rating: str = "",
    claimant: str = "",
    topic_id: int | None = None,
) -> tuple[Webhook, str]:
    """Create a webhook for events from now on. Returns it with its secret, which cannot be read again."""
    demand(owner, "webhooks.manage")
    webhook_settings = _clean_settings(url, rating, claimant, topic_id) | {"events": _clean_events(owner, events)}
    if Webhook.objects.filter(owner=owner, ended__isnull=True)[:MAX_WEBHOOKS].count() == MAX_WEBHOOKS:
        detail = gettext("You have %(limit)d webhooks, the maximum. End one that you no longer need.")
        raise BadValue(detail % {"limit": MAX_WEBHOOKS}, field="url")
    secret, newest = generate_secret(), find_newest_entry()
    position = newest.sequence if newest else 0
    webhook = _save_webhook(
        Webhook(owner=owner, sealed_secret=seal_secret(secret), log_position=position), webhook_settings
    )
    record_event(WEBHOOK_CREATED, actor=owner, data=WebhookChanged(webhook=webhook.pk, url=webhook.url))
    return webhook, secret


@transaction.atomic
def change_webhook(
    *,
    webhook_id: int,
    owner: User,
    url: str,
    events: Sequence[str],
    rating: str = "",
    claimant: str = "",
    topic_id: int | None = None,
) -> Webhook:
    """Change URL, events or filters of a webhook, for deliveries from now on."""
    webhook = _lock_webhook(webhook_id, owner)
    webhook_settings = _clean_settings(url, rating, claimant, topic_id) | {"events": _clean_events(owner, events)}
    before = {name: str(getattr(webhook, name)) for name in webhook_settings}
    _save_webhook(webhook, webhook_settings)
    after = {name: str(getattr(webhook, name)) for name in webhook_settings}
    data = WebhookEdited(webhook=webhook.pk, before=before, after=after)
    record_event(WEBHOOK_CHANGED, actor=owner, data=data)
    return webhook


def _clean_events(owner: User, events: Sequence[str]) -> list[str]:
    if unknown := [name for name in events if name not in WEBHOOK_EVENTS]:
        raise BadValue(gettext("There is no event “%(name)s”.") % {"name": unknown[0][:40]}, field="events")
    if not events:
        raise BadValue(gettext("Choose at least one event."), field="events")
    if hidden := [name for name in events if not may_receive(owner, WEBHOOK_EVENTS[name])]:
        sentence = gettext("Your role does not see the event “%(name)s”. Choose other events.")
        raise BadValue(sentence % {"name": hidden[0]}, field="events")
    return [name for name in WEBHOOK_EVENTS if name in events]


def _clean_settings(url: str, rating: str, claimant: str, topic_id: int | None) -> dict[str, Any]:
    if rating and rating not in RATINGS:
        raise BadValue(gettext("Choose a rating from the scale."), field="rating")
    topic = Topic.objects.filter(pk=topic_id).first() if topic_id else None
    if topic_id and topic is None:
        raise BadValue(gettext("This topic does not exist."), field="topic")
    address = http_post.parse_receiver_url(url)
    check_lengths(Webhook, url=address, claimant=claimant)
    return {"url": address, "rating": rating, "claimant": claimant.strip(), "topic": topic}


def _save_webhook(webhook: Webhook, webhook_settings: dict[str, Any]) -> Webhook:
    for name, value in webhook_settings.items():
        setattr(webhook, name, value)
    try:
        with transaction.atomic():
            webhook.save()
    except IntegrityError as clash:
        raise BadValue(gettext("You already have a webhook with this URL."), field="url") from clash
    return webhook


def _lock_webhook(webhook_id: int, owner: User) -> Webhook:
    """Lock one's own webhook that has not ended. Refuses with `NotFound`."""
    demand(owner, "webhooks.manage")
    rows = Webhook.objects.select_for_update(no_key=True, of=("self",)).filter(owner=owner, ended__isnull=True)
    return require_found(rows.filter(pk=webhook_id).first())


@transaction.atomic
def rotate_webhook_secret(*, webhook_id: int, owner: User) -> tuple[Webhook, str]:
    """Create a new secret and return it; for `SECRET_OVERLAP` messages are signed with the previous one too."""
    webhook, secret = _lock_webhook(webhook_id, owner), generate_secret()
    webhook.sealed_secret, webhook.previous_sealed_secret = seal_secret(secret), webhook.sealed_secret
    webhook.previous_secret_until = timezone.now() + SECRET_OVERLAP
    webhook.save(update_fields=["sealed_secret", "previous_sealed_secret", "previous_secret_until"])
    record_event(WEBHOOK_ROTATED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    return webhook, secret


@transaction.atomic
def pause_webhook(*, webhook_id: int, owner: User) -> Webhook:
    """Pause a webhook; publications in the meantime are delivered when it is resumed, other events are not."""
    webhook = _lock_webhook(webhook_id, owner)
    if webhook.pause:
        raise IllegalMove(gettext("This webhook is already paused."))
    webhook.pause = Pause.OWNER
    webhook.save(update_fields=["pause"])
    record_event(WEBHOOK_PAUSED, actor=owner, data=WebhookChanged(webhook=webhook.pk, why=webhook.pause))
    return webhook


@transaction.atomic
def resume_webhook(*, webhook_id: int, owner: User) -> Webhook:
    """Resume a webhook; waiting deliveries are sent at once, in order."""
    webhook = _lock_webhook(webhook_id, owner)
    if not webhook.pause:
        raise IllegalMove(gettext("This webhook is not paused."))
    webhook.pause = ""
    webhook.save(update_fields=["pause"])
    webhook.deliveries.filter(state=Delivery.State.WAITING).update(due=timezone.now())
    record_event(WEBHOOK_RESUMED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return webhook


@transaction.atomic
def end_webhook(*, webhook_id: int, owner: User) -> None:
    """End a webhook; the log of its deliveries stays."""
    webhook = _lock_webhook(webhook_id, owner)
    webhook.ended = timezone.now()
    webhook.save(update_fields=["ended"])
    record_event(WEBHOOK_ENDED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
