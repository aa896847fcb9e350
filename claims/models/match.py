"""Matches: a review that may be about the same as a claim, and what an editor says to that."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.models.claim import Claim
from claims.models.review import Review


class Match(models.Model):
    """A claim beside a review. The desk suggests, with a `score`; a person (`by`, `at`) confirms or rejects."""

    class State(models.TextChoices):
        """What is known of it."""

        SUGGESTED = "suggested", "suggested"
        CONFIRMED = "confirmed", "the same claim"
        REJECTED = "rejected", "another claim"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="matches")
    review = models.ForeignKey(Review, models.PROTECT, related_name="matches")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED.value)
    score = models.FloatField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "review"], name="one_match_per_claim_and_review"),
            models.CheckConstraint(
                condition=models.Q(state="suggested", by__isnull=True, at__isnull=True)
                | models.Q(state__in=["confirmed", "rejected"], by__isnull=False, at__isnull=False),
                name="a_judged_match_says_by_whom",
            ),
            models.CheckConstraint(condition=models.Q(score__gte=0), name="a_score_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, review {self.review_id}: {self.state}"
