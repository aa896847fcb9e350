"""Notifications of people with an account, how they want to be notified, and the mails that carry notifications."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from claims.models.article import Article
from claims.models.claim import Claim
from claims.models.claim_relation import ClaimRelation
from claims.models.comment import Comment
from claims.models.event import Event
from claims.models.mail import Mail
from claims.notification_kinds import CENTRE, CHANNELS, MAILED_CHANNELS, NOTIFICATION_KINDS


def _are_channels(field: str) -> models.Func:
    """Return SQL that is true for a JSON object whose values are channels."""
    known = " || ".join(f'@ == "{code}"' for code in CHANNELS)
    template = (
        f"(jsonb_typeof(%(expressions)s) = 'object' AND NOT jsonb_path_exists(%(expressions)s, '$.* ? (!({known}))'))"
    )
    return models.Func(field, output_field=models.BooleanField(), template=template)


class NotificationSettings(models.Model):
    """How a person wants to be notified: the channel by kind, and quiet hours in which no mail is sent.

    Kinds that are not in `channels` have the channel of `claims.notification_kinds`.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="notification_settings"
    )
    channels = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()), blank=True)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "notification settings"
        constraints: ClassVar = [
            models.CheckConstraint(condition=_are_channels("channels"), name="a_channel_is_known"),
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~models.Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_begin_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"notifications of {self.person_id}"

    def channel_of(self, kind: str) -> str:
        """Return the channel of a kind."""
        return str(self.channels.get(kind, NOTIFICATION_KINDS[kind].channel))


class NotificationMail(Mail):
    """A mail with notifications of one person, which came by one channel. It is sent once."""

    FAILURE_EVENT = "notification_mail.failed"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_mails")
    channel = models.CharField(max_length=6, choices=[(code, CHANNELS[code]) for code in MAILED_CHANNELS])
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(channel__in=MAILED_CHANNELS), name="notifications_are_mailed_by_a_known_channel"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="notification_mails_to_send", condition=models.Q(sent__isnull=True)),
            models.Index(fields=["created"], name="notification_mails_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} to {self.person_id}"


class DeskNotification(models.Model):
    """What an event tells one person. It is written with the event; `seen` is when they opened it or its claim.

    `channel` is what the person had chosen by then, and `mail_due` when it is to be mailed, if at all. `unseen` is 1
    or 0, for the order of lists. `relation` is by which a claim says again what has a verdict.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_notifications")
    kind = models.CharField(max_length=10, choices=[(row.code, row.label) for row in NOTIFICATION_KINDS.values()])
    event = models.ForeignKey(Event, models.PROTECT, related_name="notifications")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, blank=True, related_name="notifications")
    relation = models.ForeignKey(
        ClaimRelation, models.SET_NULL, null=True, blank=True, related_name="notifications", db_index=False
    )
    channel = models.CharField(max_length=6, choices=list(CHANNELS.items()), default=CENTRE)
    mail_due = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(
        NotificationMail, models.SET_NULL, null=True, blank=True, related_name="notifications", db_index=False
    )
    created = models.DateTimeField(db_default=Now())
    seen = models.DateTimeField(null=True, blank=True)
    unseen = models.GeneratedField(
        expression=models.Case(
            models.When(seen__isnull=True, then=1), default=0, output_field=models.SmallIntegerField()
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["-unseen", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "person"], name="nobody_is_notified_twice_of_an_event"),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(NOTIFICATION_KINDS)), name="a_notification_has_a_known_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=MAILED_CHANNELS) | models.Q(channel=CENTRE, mail_due__isnull=True),
                name="only_a_mailed_notification_has_a_due_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-unseen", "-id"], name="notifications_of_a_person"),
            models.Index(
                fields=["person", "claim"], name="notifications_unseen", condition=models.Q(seen__isnull=True)
            ),
            models.Index(
                fields=["mail_due"],
                name="notifications_to_mail",
                condition=models.Q(mail_due__isnull=False, mail__isnull=True, seen__isnull=True),
            ),
            models.Index(fields=["mail"], name="notifications_in_a_mail", condition=models.Q(mail__isnull=False)),
            models.Index(
                fields=["relation"],
                name="notifications_of_a_relation",
                condition=models.Q(relation__isnull=False),
            ),
            models.Index(fields=["created"], name="notifications_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
