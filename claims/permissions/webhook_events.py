"""Webhook events: which of them a person may choose."""

from claims.models import User
from claims.models.webhook import WEBHOOK_EVENTS, DeskEvent, WebhookEvent
from claims.permissions.abilities import allows


def may_receive(user: User, event: WebhookEvent) -> bool:
    """Return whether some events of this kind can concern the person."""
    return not isinstance(event, DeskEvent) or event.for_submitters or allows(user, event.ability)


def list_webhook_events(user: User) -> list[WebhookEvent]:
    """Return the events that the person may choose for a webhook."""
    return [row for row in WEBHOOK_EVENTS.values() if may_receive(user, row)]
