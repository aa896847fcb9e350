"""Appeals against the dismissal of a claim."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models

from claims.bounds import REASON_CHARACTERS
from claims.models.case import case_trigger
from claims.models.claim import Claim
from claims.outcomes import APPEAL_OUTCOMES


class Appeal(models.Model):
    """An objection to the dismissal of a claim, and the decision of a moderator."""

    class Outcome(models.TextChoices):
        """What the moderator decided."""

        UPHELD = "upheld", APPEAL_OUTCOMES["upheld"]
        REJECTED = "rejected", APPEAL_OUTCOMES["rejected"]

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appeals")
    appellant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals")
    reason = models.TextField(max_length=REASON_CHARACTERS)
    created = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.TextField(max_length=REASON_CHARACTERS, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="an_appeal_has_a_reason"),
            models.CheckConstraint(
                condition=models.Q(closed__isnull=True, outcome="", closed_by__isnull=True)
                | models.Q(closed__isnull=False, closed_by__isnull=False) & ~models.Q(outcome=""),
                name="a_closed_appeal_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by__isnull=True) | ~models.Q(closed_by=models.F("appellant")),
                name="nobody_decides_their_own_appeal",
            ),
            models.UniqueConstraint(
                fields=["claim", "appellant"],
                condition=models.Q(closed__isnull=True),
                name="one_open_appeal_per_claim_and_person",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["appellant", "-id"], name="appeals_of_a_person"),
            models.Index(fields=["closed"], name="appeals_answered", condition=models.Q(closed__isnull=False)),
        ]
        triggers: ClassVar = [
            case_trigger(
                "an_appeal_opens_a_case",
                column="appeal_id",
                kind="appeal",
                rank=1,
                while_="NEW.closed IS NULL",
                on=pgtrigger.Insert | pgtrigger.UpdateOf("closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} by {self.appellant_id}"
