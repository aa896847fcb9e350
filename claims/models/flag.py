"""Flags: a reader says that something is wrong."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from claims.bounds import REASON_CHARACTERS
from claims.models.case import waits
from claims.models.publication import Publication


class Flag(models.Model):
    """A problem that somebody reported with a published verdict, and what became of it."""

    class Reason(models.TextChoices):
        """What is wrong, as the form asks."""

        RATING = "rating", "The rating is wrong"
        EVIDENCE = "evidence", "Evidence is missing or misread"
        QUOTE = "quote", "The claim is not what was said"
        OUTDATED = "outdated", "It was right once, but is out of date"
        OTHER = "other", "Something else"

    class Outcome(models.TextChoices):
        """What the moderators decided."""

        UPHELD = "upheld", "upheld"
        REJECTED = "rejected", "not upheld"

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="flags")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    text = models.TextField(max_length=4000)
    email = models.EmailField(blank=True)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="flags")
    created = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.TextField(max_length=REASON_CHARACTERS, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(text=""), name="a_flag_says_what_is_wrong"),
            models.CheckConstraint(
                condition=models.Q(closed__isnull=True, outcome="", closed_by__isnull=True)
                | models.Q(closed__isnull=False, closed_by__isnull=False) & ~models.Q(outcome=""),
                name="a_closed_flag_has_an_outcome",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], name="open_flags", condition=models.Q(closed__isnull=True)),
            models.Index(
                fields=["reporter", "-id"], name="flags_of_a_person", condition=models.Q(reporter__isnull=False)
            ),
        ]
        triggers: ClassVar = [
            waits(
                "a_report_waits",
                column="flag_id",
                kind="report",
                rank=0,
                while_="NEW.closed IS NULL",
                on=pgtrigger.Insert | pgtrigger.UpdateOf("closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.text[:60]}"
