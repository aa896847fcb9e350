"""Reading webhooks: one's own, what they were sent, what is to be sent now, and who has been told of a verdict."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from claims.models import Attempt, Claim, Delivery, LogEntry, Publication, User, Webhook
from claims.models.webhook import WEBHOOK_EVENTS
from claims.refusals import require_found

BATCH_ROWS = 200
ACTIVE_WEBHOOK = {"webhook__ended__isnull": True, "webhook__pause": ""}
State = Delivery.State


def list_webhooks(user: User, limit: int = 50) -> list[Webhook]:
    """A person's webhooks that have not ended, newest first."""
    return list(Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic").order_by("-id")[:limit])


def get_webhook(webhook_id: int, user: User) -> Webhook:
    """One of one's own; refuses with `NotFound`."""
    mine = Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic")
    return require_found(mine.filter(pk=webhook_id).first())


def list_deliveries(webhook: Webhook) -> QuerySet[Delivery]:
    """What a webhook was sent and is to be sent, newest first, with the attempts."""
    attempts = Prefetch("attempts", Attempt.objects.order_by("-id"))
    known = Delivery.objects.filter(webhook=webhook).select_related("entry__publication", "webhook")
    known = known.defer("entry__digests", "entry__publication__document", "entry__publication__page")
    return known.prefetch_related(attempts).order_by("-id")


def list_behind_webhook_ids(limit: int = BATCH_ROWS) -> list[int]:
    """Ids of webhooks that run and have not been given all that the log holds."""
    newest = LogEntry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    running = Webhook.objects.filter(ended__isnull=True, pause="", log_position__lt=newest)
    return list(running.order_by("id").values_list("pk", flat=True)[:limit])


def list_entries_for_webhook(webhook: Webhook, until: int) -> QuerySet[LogEntry]:
    """The entries behind `webhook.after` and up to `until` that it is told of, oldest first.

    A filter lets a revision through if it or one before it fits: whoever was told that something is false
    is told of the correction too.
    """
    kinds = [WEBHOOK_EVENTS[name].kind for name in webhook.events]
    found = LogEntry.objects.filter(sequence__gt=webhook.log_position, sequence__lte=until, publication__kind__in=kinds)
    asked = {"rating": webhook.rating, "claimant": webhook.claimant, "claim__topic": webhook.topic_id}
    if wanted := {name: value for name, value in asked.items() if value}:
        known = Publication.objects.filter(
            claim=OuterRef("publication__claim"), revision__lte=OuterRef("publication__revision"), **wanted
        )
        found = found.filter(Exists(known))
    return found.select_related("publication").only("sequence", "publication__claim_id").order_by("sequence")


def list_due_delivery_ids(limit: int = BATCH_ROWS) -> list[int]:
    """Ids of deliveries to try now: of each verdict at each webhook only the oldest that waits."""
    waiting = Delivery.objects.filter(state=State.WAITING, due__lte=timezone.now(), **ACTIVE_WEBHOOK)
    return list(
        waiting.exclude(Exists(_older_waiting_deliveries())).order_by("due").values_list("pk", flat=True)[:limit]
    )


def is_delivery_blocked(delivery: Delivery) -> bool:
    """Whether something older about the same verdict still waits for the same webhook."""
    return Delivery.objects.filter(pk=delivery.pk).filter(Exists(_older_waiting_deliveries())).exists()


def _older_waiting_deliveries() -> QuerySet[Delivery]:
    same = {"webhook": OuterRef("webhook"), "claim": OuterRef("claim"), "entry__lt": OuterRef("entry")}
    return Delivery.objects.filter(state=State.WAITING, **same)


@dataclass(frozen=True, slots=True)
class SubscriberReceipt:
    """Whether one subscriber has been told of the newest revision; without the address's secrets in its query."""

    owner: str
    host: str
    revision: int
    state: str


def list_subscriber_receipts(claim: Claim, limit: int = 100) -> list[SubscriberReceipt]:
    """For each subscriber the newest message about a claim's verdict, and how far it has come."""
    sent = Delivery.objects.filter(claim=claim).select_related("webhook__owner", "entry__publication")
    newest = sent.order_by("webhook_id", "-entry_id").distinct("webhook_id")[:limit]
    return [
        SubscriberReceipt(
            str(each.webhook.owner),
            each.webhook.url.split("/")[2],
            each.entry.publication.revision,
            each.get_state_display(),
        )
        for each in newest
    ]
