"""Webhooks, their deliveries, and the attempts to deliver."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.event import Event
from claims.models.log_entry import LogEntry
from claims.models.topic import Topic
from claims.models.webhook_event import EVENT_OF_KIND, NOTIFICATION_EVENTS, NOTIFICATION_TYPE, WEBHOOK_EVENTS
from claims.ratings import RATINGS
from claims.room_formats import SIGNED, WEBHOOK_FORMATS
from claims.verbs.desk import WEBHOOK_TESTED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_RATING_IS_ON_A_SCALE_SQL = f"""
    IF NEW.rating <> ALL (ARRAY{["", *RATINGS]}) AND NOT EXISTS (
        SELECT FROM claims_scale WHERE points @> jsonb_build_array(jsonb_build_object('code', NEW.rating))
    ) THEN
        RAISE EXCEPTION 'no scale has the rating "%"', NEW.rating;
    END IF;
    RETURN NEW;
"""


class Webhook(models.Model):
    """A subscription of a program, or of a room if `format` is one of `claims.room_formats.ROOM_FORMATS`.

    The room of a person has notifications of its owner and nothing else, a room of the desk what a program can have.
    `log_position` is the sequence number up to which deliveries have been created. The filters `rating`, `claimant`
    and `topic` apply to publications; an empty one lets everything pass. `sealed_secret` is encrypted with the key of
    the settings; after a rotation, messages are signed with `previous_sealed_secret` too until
    `previous_secret_until`. The secret of a room is its URL; `url` shows only the host then.
    """

    class Pause(models.TextChoices):
        """Why nothing is sent."""

        OWNER = "owner", _("paused by its owner")
        GONE = "gone", _("the receiver answered that it is gone (410)")
        FAILING = "failing", _("the receiver has failed for days")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks")
    url = models.URLField(max_length=2000)
    events = ArrayField(
        models.CharField(max_length=30, choices=[(row.name, row.label) for row in WEBHOOK_EVENTS.values()]),
        default=list,
    )
    format = models.CharField(
        max_length=8, choices=list(WEBHOOK_FORMATS.items()), default=SIGNED, db_default=models.Value(SIGNED)
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
                condition=models.Q(format__in=list(WEBHOOK_FORMATS)), name="the_format_of_a_webhook_is_known"
            ),
            models.UniqueConstraint(
                fields=["owner", "url"],
                condition=models.Q(ended__isnull=True),
                name="one_webhook_per_owner_and_address",
            ),
            models.CheckConstraint(
                condition=models.Q(events__len__gt=0, events__contained_by=list(WEBHOOK_EVENTS)),
                name="a_webhook_has_an_event",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="webhooks_active", condition=models.Q(ended__isnull=True, pause="")),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="webhooks_stay", operation=pgtrigger.Delete),
            refuse_truncate(),
            pgtrigger.Trigger(
                name="the_rating_of_a_webhook_is_on_a_scale",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("rating"),
                func=_RATING_IS_ON_A_SCALE_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_room(self) -> bool:
        """Whether people read its messages in a chat program."""
        return self.format != SIGNED

    @property
    def is_personal(self) -> bool:
        """Whether it is the room of a person."""
        return not NOTIFICATION_EVENTS.keys().isdisjoint(self.events)

    @property
    def event_labels(self) -> list[StrOrPromise]:
        """The labels of its events."""
        return [WEBHOOK_EVENTS[name].label for name in self.events]


class Delivery(models.Model):
    """One message to one webhook, about a log entry or an event. It is sent until it is delivered or given up.

    Messages about the same claim, or the same article, are sent in the order of their ids. `due` is the time of the
    next attempt; while an attempt runs, it lies after the attempt's end, and `attempt_since` is its start.
    """

    RETRY_DELAYS = tuple(
        timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
    )
    """The delay after each failed attempt, as Standard Webhooks advises; after the last one it is given up."""

    ATTEMPT_TIMEOUT = timedelta(seconds=20)
    """For this long no other worker starts the same delivery; longer than any attempt takes."""

    class State(models.TextChoices):
        """The progress of the delivery."""

        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        DROPPED = "dropped", _("seen or taken back before it was sent")
        GIVEN_UP = "given_up", _("given up")

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    entry = models.ForeignKey(LogEntry, models.PROTECT, null=True, blank=True, related_name="deliveries")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="deliveries")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempt_count = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(db_default=Now())
    attempt_since = models.DateTimeField(null=True, blank=True)
    delivered = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "entry"], name="one_delivery_per_webhook_and_entry"),
            models.UniqueConstraint(fields=["webhook", "event"], name="one_delivery_per_webhook_and_event"),
            models.CheckConstraint(
                condition=models.Q(entry__isnull=False, event__isnull=True, claim__isnull=False)
                | models.Q(entry__isnull=True, event__isnull=False),
                name="a_delivery_has_an_entry_or_an_event",
            ),
            models.CheckConstraint(
                condition=models.Q(state="delivered", delivered__isnull=False)
                | ~models.Q(state="delivered") & models.Q(delivered__isnull=True),
                name="a_delivered_message_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["webhook", "due"], name="deliveries_due", condition=models.Q(state="waiting")),
            models.Index(
                fields=["attempt_since"], name="deliveries_running", condition=models.Q(attempt_since__isnull=False)
            ),
            models.Index(
                fields=["webhook", "claim", "id"],
                name="deliveries_waiting_by_claim",
                condition=models.Q(state="waiting", claim__isnull=False),
            ),
            models.Index(
                fields=["webhook", "article", "id"],
                name="deliveries_waiting_by_article",
                condition=models.Q(state="waiting", article__isnull=False),
            ),
            models.Index(fields=["webhook", "-id"], name="deliveries_of_a_webhook"),
            models.Index(
                fields=["claim", "entry"], name="deliveries_of_a_claim", condition=models.Q(entry__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} to webhook {self.webhook_id}"

    @property
    def is_notification(self) -> bool:
        """Whether it carries the notification of its event to the room of a person."""
        return bool(self.event and self.event.verb != WEBHOOK_TESTED.name and self.webhook.is_personal)

    @property
    def message_type(self) -> str:
        """The name of its webhook event, `NOTIFICATION_TYPE` for a notification."""
        if self.is_notification:
            return NOTIFICATION_TYPE
        if self.event:
            return self.event.verb
        return EVENT_OF_KIND[self.entry.publication.kind] if self.entry else ""

    @property
    def message_id(self) -> str:
        """The id of the message, the same at every attempt, by which a receiver recognises duplicates."""
        return f"msg_{self.pk}"


class Attempt(models.Model):
    """One attempt to deliver. `status` is that of HTTP, null without a response; `response_text` is body or error."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="attempts")
    at = models.DateTimeField(db_default=Now())
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField()
    response_text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="attempts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"delivery {self.delivery_id}: {self.status or self.response_text}"
