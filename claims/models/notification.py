"""Notifications of reporters and appellants about the outcome."""

from typing import ClassVar

from django.db import models

from claims.models.appeal import Appeal
from claims.models.mail import Mail
from claims.models.publication import Publication
from claims.models.report import Report


class Notification(Mail):
    """A mail to a reporter, about the decision on the report or about a later `publication`; or to an appellant."""

    FAILURE_EVENT = "notification.failed"

    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="notifications")
    appeal = models.ForeignKey(Appeal, models.PROTECT, null=True, blank=True, related_name="notifications")
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, blank=True, related_name="notifications")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "publication"], name="one_notification_per_report_and_publication"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=models.Q(publication__isnull=True),
                name="one_notification_per_closed_report",
            ),
            models.UniqueConstraint(fields=["appeal"], name="one_notification_per_appeal"),
            models.CheckConstraint(
                condition=models.Q(report__isnull=False, appeal__isnull=True)
                | models.Q(report__isnull=True, appeal__isnull=False, publication__isnull=True),
                name="a_notification_has_one_subject",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["last_attempt"], name="notifications_to_send", condition=models.Q(sent__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"report {self.report_id}, publication {self.publication_id}, appeal {self.appeal_id}"
