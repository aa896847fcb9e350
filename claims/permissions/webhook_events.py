"""Webhook events: which of them a person may choose."""

from claims.models import User
from claims.models.webhook_event import (
    NOTIFICATION_EVENTS,
    WEBHOOK_EVENTS,
    DeskEvent,
    NotificationEvent,
    WebhookEvent,
)
from claims.permissions.abilities import allows


def may_receive(user: User, event: WebhookEvent) -> bool:
    """Return whether some events of this kind can concern the person."""
    if isinstance(event, DeskEvent) and event.for_submitters:
        return True
    return not isinstance(event, (DeskEvent, NotificationEvent)) or allows(user, event.ability)


def list_webhook_events(user: User) -> list[WebhookEvent]:
    """Return the events that the person may choose for a program, or an admin for a room of the desk."""
    return [row for name, row in WEBHOOK_EVENTS.items() if name not in NOTIFICATION_EVENTS and may_receive(user, row)]


def list_notification_events(user: User) -> list[NotificationEvent]:
    """Return the notifications that the person may choose for a room of their own."""
    return [row for row in NOTIFICATION_EVENTS.values() if may_receive(user, row)]
