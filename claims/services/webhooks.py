"""Webhooks: created, changed, rotated, paused, resumed and ended by their owner."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.desk import WebhookChanged, WebhookEdited
from claims.intake import http_post
from claims.models import Delivery, Topic, User, Webhook
from claims.models.webhook_event import NOTIFICATION_EVENTS, WEBHOOK_EVENTS
from claims.permissions import demand, may_receive
from claims.refusals import BadValue, IllegalMove, require_found
from claims.room_formats import SIGNED, WEBHOOK_FORMATS
from claims.selectors.desk_notifications import end_quiet_hours
from claims.selectors.publication_log import find_newest_entry
from claims.selectors.scales import list_rating_labels
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.services.lengths import check_lengths
from claims.services.sealed_secrets import generate_secret, seal_secret
from claims.verbs.desk import (
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
    format: str = SIGNED,  # noqa: A002 - the name of the field
) -> tuple[Webhook, str]:
    """Create a webhook for events from now on. Returns it with its secret, which cannot be read again.

    The secret of a room is the URL itself. A room has the notifications of its owner; only admins create rooms that
    have events of the desk.
    """
    demand(owner, "webhooks.manage")
    if format not in WEBHOOK_FORMATS:
        raise BadValue(gettext("There is no such format."), field="format")
    address, filters = http_post.parse_receiver_url(url), _clean_filters(rating, claimant, topic_id)
    webhook_settings = filters | {"events": _clean_events(owner, events), "format": format}
    _check_receiver(owner, webhook_settings["events"], is_room=format != SIGNED)
    if Webhook.objects.filter(owner=owner, ended__isnull=True)[:MAX_WEBHOOKS].count() == MAX_WEBHOOKS:
        detail = gettext("You have %(limit)d webhooks, the maximum. End one that you no longer need.")
        raise BadValue(detail % {"limit": MAX_WEBHOOKS}, field="url")
    secret, newest = generate_secret() if format == SIGNED else address, find_newest_entry()
    webhook_settings["url"] = _check_url(address) if format == SIGNED else _mask_url(address)
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
    webhook, filters = _lock_webhook(webhook_id, owner), _clean_filters(rating, claimant, topic_id)
    webhook_settings = filters | {"events": _clean_events(owner, events), "url": _change_url(webhook, url)}
    _check_receiver(owner, [*webhook.events, *webhook_settings["events"]], is_room=webhook.is_room)
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


def _check_receiver(owner: User, events: Sequence[str], *, is_room: bool) -> None:
    """Refuse notifications for a program, a room with those and events of the desk, and a room of the desk."""
    notifications = NOTIFICATION_EVENTS.keys() & set(events)
    if notifications and not is_room:
        raise BadValue(gettext("Your notifications go to rooms only. Choose the format of a room."), field="events")
    if notifications and not NOTIFICATION_EVENTS.keys() >= set(events):
        sentence = gettext("A room has your notifications or events of the desk, not both. Add two rooms.")
        raise BadValue(sentence, field="events")
    if is_room and not notifications:
        demand(owner, "rooms.manage")


def _change_url(webhook: Webhook, url: str) -> str:
    """Return the new URL. That of a room is sealed, and stays if what is shown of it comes back."""
    if not webhook.is_room:
        return _check_url(http_post.parse_receiver_url(url))
    if url.strip() == webhook.url:
        return webhook.url
    address = http_post.parse_receiver_url(url)
    webhook.sealed_secret = seal_secret(address)
    return _mask_url(address)


def _check_url(address: str) -> str:
    check_lengths(Webhook, url=address)
    return address


def _mask_url(address: str) -> str:
    """Return what may be shown of the URL of a room: its host, and a part of its hash that tells two rooms apart."""
    _check_url(address)
    return f"https://{urlsplit(address).netloc}/#{hashlib.sha256(address.encode()).hexdigest()[:6]}"


def _clean_filters(rating: str, claimant: str, topic_id: int | None) -> dict[str, Any]:
    if rating and rating not in list_rating_labels():
        raise BadValue(
            gettext("No scale of this desk has a rating “%(code)s”.") % {"code": rating[:40]}, field="rating"
        )
    topic = Topic.objects.filter(pk=topic_id).first() if topic_id else None
    if topic_id and topic is None:
        raise BadValue(gettext("This topic does not exist."), field="topic")
    check_lengths(Webhook, claimant=claimant)
    return {"rating": rating, "claimant": claimant.strip(), "topic": topic}


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
    if webhook.is_room:
        raise IllegalMove(gettext("The URL of a room is its secret. Enter the new URL in its settings."))
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
    """Resume a webhook; waiting deliveries are sent in order, at once or after the quiet hours of a room's owner."""
    webhook = _lock_webhook(webhook_id, owner)
    if not webhook.pause:
        raise IllegalMove(gettext("This webhook is not paused."))
    webhook.pause = ""
    webhook.save(update_fields=["pause"])
    now = timezone.now()
    due = end_quiet_hours(webhook.owner, now) if webhook.is_personal else now
    webhook.deliveries.filter(state=Delivery.State.WAITING).update(due=due)
    record_event(WEBHOOK_RESUMED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    task_wakeups.send_task_after_commit(DELIVER_TASK)
    return webhook


@transaction.atomic
def end_webhook(*, webhook_id: int, owner: User) -> Webhook:
    """End a webhook; the log of its deliveries stays."""
    webhook = _lock_webhook(webhook_id, owner)
    webhook.ended = timezone.now()
    webhook.save(update_fields=["ended"])
    record_event(WEBHOOK_ENDED, actor=owner, data=WebhookChanged(webhook=webhook.pk))
    return webhook
