"""Deliveries of events to webhooks, created in the transaction of the event. A sweep sends them."""

from claims.models import Delivery, Event
from claims.models.webhook import DESK_EVENTS
from claims.selectors.webhooks import list_subscriptions


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
