"""Reports of problems in published verdicts."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from claims.bounds import REASON_CHARACTERS
from claims.models.append_only import only_erase_email
from claims.models.case import case_trigger
from claims.models.publication import Publication
from claims.outcomes import REPORT_OUTCOMES
from claims.report_reasons import REPORT_REASONS


class Report(models.Model):
    """A problem that somebody reported in a published verdict, and the decision on it."""

    class Outcome(models.TextChoices):
        """The decision of the moderator."""

        UPHELD = "upheld", REPORT_OUTCOMES["upheld"]
        REJECTED = "rejected", REPORT_OUTCOMES["rejected"]

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="reports")
    reason = models.CharField(max_length=10, choices=list(REPORT_REASONS.items()))
    text = models.TextField(max_length=4000)
    email = models.EmailField(blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    created = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.TextField(max_length=REASON_CHARACTERS, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_report_has_a_text"),
            models.CheckConstraint(
                condition=models.Q(closed__isnull=True, outcome="", closed_by__isnull=True)
                | models.Q(closed__isnull=False, closed_by__isnull=False) & ~models.Q(outcome=""),
                name="a_closed_report_has_an_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="reports_open", condition=models.Q(closed__isnull=True)),
            models.Index(fields=["id"], name="reports_with_an_address", condition=~models.Q(email="")),
            models.Index(
                fields=["reporter", "-id"], name="reports_of_a_person", condition=models.Q(reporter__isnull=False)
            ),
        ]
        triggers: ClassVar = [
            only_erase_email("a_reports_email_is_only_erased", "report"),
            case_trigger(
                "a_report_opens_a_case",
                column="report_id",
                kind="report",
                rank=0,
                while_="NEW.closed IS NULL",
                on=pgtrigger.Insert | pgtrigger.UpdateOf("closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.text[:60]}"
