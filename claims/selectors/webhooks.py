"""Webhooks: those of a person and of an event, their deliveries, and the subscribers notified of a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from claims.models import Attempt, Claim, Delivery, DeskNotification, Event, LogEntry, Publication, User, Webhook
from claims.models.webhook_event import EVENT_OF_KIND, EVENT_OF_NOTIFICATION, DeskEvent
from claims.permissions import roles_with
from claims.refusals import require_found
from claims.selectors.scales import rating_condition

BATCH_ROWS = 200
MAX_RUNNING_PER_WEBHOOK = 1
MAX_RUNNING_PER_HOST = 2
"""Deliveries that run at the same time, so that slow receivers leave workers for the others."""
ACTIVE_WEBHOOK = {"webhook__ended__isnull": True, "webhook__pause": ""}
State = Delivery.State


def list_webhooks(user: User, limit: int = 50) -> list[Webhook]:
    """Return the webhooks of a person, newest first."""
    return list(Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic").order_by("-id")[:limit])


def get_webhook(webhook_id: int, user: User) -> Webhook:
    """Return a webhook of a person; raises `NotFound`."""
    webhooks = Webhook.objects.filter(owner=user, ended__isnull=True).select_related("topic")
    return require_found(webhooks.filter(pk=webhook_id).first())


def list_subscriptions(event: Event, row: DeskEvent) -> QuerySet[Webhook]:
    """Return the active webhooks that receive an event: they chose it, and their owners may see it."""
    may_see = Q(owner__role__in=roles_with(row.ability))
    if row.for_submitters and event.article:
        submissions = Event.objects.filter(article=event.article, actor=OuterRef("owner"))
        may_see |= Q(owner=event.article.submitted_by_id) | Q(Exists(submissions))
    active = Webhook.objects.filter(ended__isnull=True, pause="", owner__is_active=True)
    return active.filter(may_see, events__contains=[row.name]).order_by("id")


def list_rooms_for(notifications: Sequence[DeskNotification]) -> list[Webhook]:
    """Return the active rooms of people that receive these notifications, which one event tells them."""
    names = {row.person_id: EVENT_OF_NOTIFICATION[row.kind] for row in notifications}
    rooms = Webhook.objects.filter(
        ended__isnull=True, pause="", owner__in=names, events__overlap=list(set(names.values()))
    )
    return [room for room in rooms.order_by("id") if names[room.owner_id] in room.events]


def list_deliveries(webhook: Webhook) -> QuerySet[Delivery]:
    """Return the deliveries of a webhook with their attempts, newest first."""
    attempts = Prefetch("attempts", Attempt.objects.order_by("-id"))
    relations = ("entry__publication", "event", "claim", "article", "webhook")
    queryset = (
        Delivery.objects.filter(webhook=webhook).select_related(*relations).defer("article__text", "article__positions")
    )
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
    kinds = [kind for kind, name in EVENT_OF_KIND.items() if name in webhook.events]
    found = LogEntry.objects.filter(sequence__gt=webhook.log_position, sequence__lte=until, publication__kind__in=kinds)
    conditions = {**rating_condition(webhook.rating), "claimant": webhook.claimant, "claim__topic": webhook.topic_id}
    if set_conditions := {name: value for name, value in conditions.items() if value}:
        publications = Publication.objects.filter(
            claim=OuterRef("publication__claim"), pk__lte=OuterRef("publication"), **set_conditions
        )
        found = found.filter(Exists(publications))
    return found.select_related("publication").only("sequence", "publication__claim_id").order_by("sequence")


def list_due_delivery_ids(limit: int = BATCH_ROWS) -> list[int]:
    """Return the id of the next due delivery of each webhook to which none runs, the oldest first.

    One for each, so that a webhook with many deliveries does not hold up the others.
    """
    return list(_next_deliveries().order_by("next").values_list("next", flat=True)[:limit])


def find_next_delivery_id(webhook_id: int) -> int | None:
    """Return the id of the next due delivery of a webhook; None if nothing is due or one runs."""
    return _next_deliveries().filter(pk=webhook_id).values_list("next", flat=True).first()


def _next_deliveries() -> QuerySet[Any]:
    """Return active webhooks to which no delivery runs, with the id of the `next` that is due.

    It is the oldest waiting one about its claim or article.
    """
    due = Delivery.objects.filter(webhook=OuterRef("pk"), state=State.WAITING, due__lte=timezone.now())
    for older in _older_waiting_deliveries():
        due = due.exclude(Exists(older))
    free = Webhook.objects.filter(ended__isnull=True, pause="")
    free = free.exclude(Exists(list_running_deliveries().filter(webhook=OuterRef("pk"))))
    return free.annotate(next=Subquery(due.order_by("due").values("pk")[:1])).filter(next__isnull=False)


def list_running_deliveries() -> QuerySet[Delivery]:
    """Return the deliveries of which an attempt runs."""
    now, lease = timezone.now(), Delivery.ATTEMPT_TIMEOUT
    return Delivery.objects.filter(attempt_since__range=(now - lease, now + lease)).order_by()


def has_receiver_room(webhook: Webhook) -> bool:
    """Return whether one more delivery to a webhook, and to its host, may run."""
    host = url_host(webhook.url)
    running = list_running_deliveries().values_list("webhook", "webhook__url")[:BATCH_ROWS]
    webhooks, hosts = zip(*((key, url_host(url)) for key, url in running), strict=True) if running else ((), ())
    return webhooks.count(webhook.pk) < MAX_RUNNING_PER_WEBHOOK and hosts.count(host) < MAX_RUNNING_PER_HOST


def url_host(url: str) -> str:
    """Return the host of the URL of a webhook, without its port."""
    return urlsplit(url).hostname or ""


def is_delivery_blocked(delivery: Delivery) -> bool:
    """Return whether an older delivery about the same claim or article still waits at the same webhook."""
    by_claim, by_article = _older_waiting_deliveries()
    return Delivery.objects.filter(pk=delivery.pk).filter(Exists(by_claim) | Exists(by_article)).exists()


def _older_waiting_deliveries() -> list[QuerySet[Delivery]]:
    """Return the older deliveries about the same claim, and those about the same article; each has its index."""
    older = Delivery.objects.filter(state=State.WAITING, webhook=OuterRef("webhook"), id__lt=OuterRef("id"))
    return [older.filter(claim=OuterRef("claim")), older.filter(article=OuterRef("article"))]


@dataclass(frozen=True, slots=True)
class SubscriberReceipt:
    """Whether a subscriber was notified of the newest revision; only the host of the URL, which may hold secrets."""

    owner: str
    host: str
    revision: int
    state: str


def list_subscriber_receipts(claim: Claim, limit: int = 100) -> list[SubscriberReceipt]:
    """Return the newest delivery of each subscriber about the verdict of a claim."""
    about_original = Delivery.objects.filter(claim=claim, entry__publication__translation__isnull=True)
    sent = about_original.filter(entry__isnull=False).select_related("webhook__owner", "entry__publication")
    newest = sent.order_by("webhook_id", "-entry_id").distinct("webhook_id")[:limit]
    return [
        SubscriberReceipt(
            str(delivery.webhook.owner),
            delivery.webhook.url.split("/")[2],
            delivery.entry.publication.revision,
            delivery.get_state_display(),
        )
        for delivery in newest
        if delivery.entry
    ]
