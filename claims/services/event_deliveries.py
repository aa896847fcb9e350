"""Deliveries of events to webhooks, created in the transaction of the event. A sweep sends them."""

from collections.abc import Sequence

from django.utils import timezone

from claims.models import Delivery, DeskNotification, Event
from claims.models.webhook_event import DESK_EVENTS
from claims.selectors.desk_notifications import end_quiet_hours
from claims.selectors.webhooks import list_rooms_for, list_subscriptions


def create_event_deliveries(event: Event) -> None:
    """Create a delivery for each webhook that receives the event.

    Ids of events are not in the order of commits, so that nothing can follow them by a position as in the log.
    """
    row = DESK_EVENTS.get(event.verb)
    if row is None:
        return
    article_id = None if event.claim_id else event.article_id
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=event, claim_id=event.claim_id, article_id=article_id)
        for webhook in list_subscriptions(event, row)
    )


def create_notification_deliveries(event: Event, notifications: Sequence[DeskNotification]) -> None:
    """Create a delivery of what an event tells people for each room of theirs, due outside of their quiet hours."""
    told, now = {row.person_id: row for row in notifications}, timezone.now()
    Delivery.objects.bulk_create(
        Delivery(
            webhook=room,
            event=event,
            claim_id=told[room.owner_id].claim_id,
            article_id=told[room.owner_id].article_id,
            due=end_quiet_hours(told[room.owner_id].person, now),
        )
        for room in list_rooms_for(notifications)
    )
