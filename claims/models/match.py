"""Matches: fact-checks that may be about the same claim, and the judgement of an editor."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.fact_check import FactCheck
from claims.models.page_version import renew_from_matches


class Match(models.Model):
    """A link from a claim to a fact-check. The desk suggests it with a `score`; a person confirms or rejects it."""

    class State(models.TextChoices):
        """The judgement on the match."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("the same claim")
        REJECTED = "rejected", _("another claim")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="matches")
    fact_check = models.ForeignKey(FactCheck, models.PROTECT, related_name="matches")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED.value)
    score = models.FloatField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "fact_check"], name="one_match_per_claim_and_fact_check"),
            models.CheckConstraint(
                condition=models.Q(state="suggested", judged_by__isnull=True, judged_at__isnull=True)
                | models.Q(state__in=["confirmed", "rejected"], judged_by__isnull=False, judged_at__isnull=False),
                name="a_judged_match_has_a_judge",
            ),
            models.CheckConstraint(condition=models.Q(score__gte=0), name="a_score_is_not_negative"),
        ]
        triggers: ClassVar = renew_from_matches()

    def __str__(self) -> str:
        return f"claim {self.claim_id}, fact-check {self.fact_check_id}: {self.state}"
