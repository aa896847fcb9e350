"""Webhooks: who asked to be told of what goes out, what they are to be told, and each attempt to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.log_entry import LogEntry
from claims.models.publication import Publication
from claims.models.topic import Topic
from claims.ratings import RATINGS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """Something that a webhook can be sent: the type of the message, its label, and the kind of publication."""

    name: str
    label: StrOrPromise
    kind: str


WEBHOOK_EVENT_LABELS: dict[str, WebhookEvent] = {
    row.name: row
    for row in (
        WebhookEvent("verdict.published", _("A verdict is published"), Publication.Kind.PUBLISHED),
        WebhookEvent("verdict.corrected", _("A verdict is corrected"), Publication.Kind.CORRECTED),
        WebhookEvent("verdict.withdrawn", _("A verdict is withdrawn"), Publication.Kind.WITHDRAWN),
    )
}
"""All that a webhook can be sent, by the type of the message."""
EVENT_OF_KIND = {row.kind: row.name for row in WEBHOOK_EVENT_LABELS.values()}


class Webhook(models.Model):
    """A subscription. `after` is the place in the log up to which deliveries have been made.

    `sealed` holds the secret, encrypted with the key of the settings; after a rotation `sealed_before`
    signs along until `before_until`. Empty filters let everything through.
    """

    class Pause(models.TextChoices):
        """Why nothing is sent at the moment."""

        OWNER = "owner", "paused by its owner"
        GONE = "gone", "the receiver answered that it is gone (410)"
        FAILING = "failing", "the receiver has failed for days"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    url = models.URLField(max_length=2000)
    events = ArrayField(
        models.CharField(max_length=20, choices=[(row.name, row.label) for row in WEBHOOK_EVENT_LABELS.values()]),
        default=list,
    )
    rating = models.CharField(max_length=30, blank=True)
    claimant = models.CharField(max_length=300, blank=True)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    sealed_secret = models.TextField()
    previous_sealed_secret = models.TextField(blank=True)
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    log_position = models.PositiveBigIntegerField(default=0)
    pause = models.CharField(max_length=8, blank=True, choices=Pause.choices)
    ended = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rating__in=["", *RATINGS]), name="the_rating_of_a_webhook_is_on_the_scale"
            ),
            models.UniqueConstraint(
                fields=["owner", "url"],
                condition=models.Q(ended__isnull=True),
                name="one_webhook_per_owner_and_address",
            ),
            models.CheckConstraint(
                condition=models.Q(events__len__gt=0, events__contained_by=list(WEBHOOK_EVENT_LABELS)),
                name="a_webhook_has_an_event",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="webhooks_active", condition=models.Q(ended__isnull=True, pause="")),
        ]
        triggers: ClassVar = [pgtrigger.Protect(name="webhooks_stay", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message to one webhook: the entry of the log that it tells of. It is sent until it has arrived.

    `due` is when it is tried next; while an attempt runs it stands beyond the attempt's end.
    """

    RETRY_DELAYS = tuple(
        timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    )
    """How long to wait after each attempt that failed, as Standard Webhooks advises; then it is given up."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "waiting"
        DELIVERED = "delivered", "delivered"
        GIVEN_UP = "given_up", "given up"

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    entry = models.ForeignKey(LogEntry, models.PROTECT, related_name="deliveries")
    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(db_default=Now())
    delivered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="one_delivery_per_webhook_and_entry"),
            models.CheckConstraint(
                condition=models.Q(state="delivered", delivered__isnull=False)
                | ~models.Q(state="delivered") & models.Q(delivered__isnull=True),
                name="a_delivered_message_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due"], name="deliveries_due", condition=models.Q(state="waiting")),
            models.Index(
                fields=["webhook", "claim", "entry"],
                name="deliveries_waiting_in_order",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook"),
            models.Index(fields=["claim", "entry"], name="deliveries_of_a_claim"),
        ]

    def __str__(self) -> str:
        return f"entry {self.entry_id} to webhook {self.webhook_id}"

    @property
    def message_id(self) -> str:
        """The message's id, the same at every attempt, by which a receiver knows what it has had already."""
        return f"msg_{self.webhook_id}_{self.entry_id}"


class Attempt(models.Model):
    """One attempt to deliver: what was answered, or why nothing was. `status` is HTTP's, null without an answer."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="attempts")
    at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField()
    response_text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [
            pgtrigger.Protect(name="attempts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"delivery {self.delivery_id}: {self.status or self.response_text}"
