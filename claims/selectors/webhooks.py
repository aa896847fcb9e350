"""Webhooks: those of a person, their deliveries, due deliveries, and the subscribers notified of a verdict."""

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
    """Return the webhooks of a person, newest first."""
    return list(Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic").order_by("-id")[:limit])


def get_webhook(webhook_id: int, user: User) -> Webhook:
    """Return a webhook of a person; raises `NotFound`."""
    webhooks = Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic")
    return require_found(webhooks.filter(pk=webhook_id).first())


def list_deliveries(webhook: Webhook) -> QuerySet[Delivery]:
    """Return the deliveries of a webhook with their attempts, newest first."""
    attempts = Prefetch("attempts", Attempt.objects.order_by("-id"))
    queryset = Delivery.objects.filter(webhook=webhook).select_related("entry__publication", "webhook")
    queryset = queryset.defer("entry__digests", "entry__publication__document", "entry__publication__page")
    return queryset.prefetch_related(attempts).order_by("-id")


def list_behind_webhook_ids(limit: int = BATCH_ROWS) -> list[int]:
    """Return ids of active webhooks without deliveries for the newest log entries."""
    newest = LogEntry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    running = Webhook.objects.filter(ended__isnull=True, pause="", log_position__lt=newest)
    return list(running.order_by("id").values_list("pk", flat=True)[:limit])


def list_entries_for_webhook(webhook: Webhook, until: int) -> QuerySet[LogEntry]:
    """Return the log entries after `log_position` and up to `until` that match a webhook, oldest first.

    A filter matches a revision if the revision or an earlier one fits, so that subscribers also get corrections.
    """
    kinds = [WEBHOOK_EVENTS[name].kind for name in webhook.events]
    found = LogEntry.objects.filter(sequence__gt=webhook.log_position, sequence__lte=until, publication__kind__in=kinds)
    conditions = {"rating": webhook.rating, "claimant": webhook.claimant, "claim__topic": webhook.topic_id}
    if set_conditions := {name: value for name, value in conditions.items() if value}:
        publications = Publication.objects.filter(
            claim=OuterRef("publication__claim"), revision__lte=OuterRef("publication__revision"), **set_conditions
        )
        found = found.filter(Exists(publications))
    return found.select_related("publication").only("sequence", "publication__claim_id").order_by("sequence")


def list_due_delivery_ids(limit: int = BATCH_ROWS) -> list[int]:
    """Return ids of due deliveries: only the oldest waiting one of each verdict at each webhook."""
    queryset = Delivery.objects.filter(state=State.WAITING, due__lte=timezone.now(), **ACTIVE_WEBHOOK)
    return list(
        queryset.exclude(Exists(_older_waiting_deliveries())).order_by("due").values_list("pk", flat=True)[:limit]
    )


def is_delivery_blocked(delivery: Delivery) -> bool:
    """Return whether an older delivery about the same verdict still waits at the same webhook."""
    return Delivery.objects.filter(pk=delivery.pk).filter(Exists(_older_waiting_deliveries())).exists()


def _older_waiting_deliveries() -> QuerySet[Delivery]:
    same = {"webhook": OuterRef("webhook"), "claim": OuterRef("claim"), "entry__lt": OuterRef("entry")}
    return Delivery.objects.filter(state=State.WAITING, **same)


@dataclass(frozen=True, slots=True)
class SubscriberReceipt:
    """Whether a subscriber was notified of the newest revision; only the host of the URL, which may hold secrets."""

    owner: str
    host: str
    revision: int
    state: str


def list_subscriber_receipts(claim: Claim, limit: int = 100) -> list[SubscriberReceipt]:
    """Return the newest delivery of each subscriber about the verdict of a claim."""
    sent = Delivery.objects.filter(claim=claim).select_related("webhook__owner", "entry__publication")
    newest = sent.order_by("webhook_id", "-entry_id").distinct("webhook_id")[:limit]
    return [
        SubscriberReceipt(
            str(delivery.webhook.owner),
            delivery.webhook.url.split("/")[2],
            delivery.entry.publication.revision,
            delivery.get_state_display(),
        )
        for delivery in newest
    ]
