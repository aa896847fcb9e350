"""Matches of claims with official figures, and the judgement of an editor."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.series import Series


class FigureMatch(models.Model):
    """A link from a claim to the period of a series that begins on `start`. The desk suggests it; a person judges it.

    A suggestion that nobody has judged has no row.
    """

    class State(models.TextChoices):
        """The judgement on the match."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("the same thing")
        REJECTED = "rejected", _("something else")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="figure_matches", db_index=False)
    series = models.ForeignKey(Series, models.PROTECT, related_name="matches")
    start = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED.value)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "figure matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "series", "start"], name="one_match_per_claim_and_figure"),
            models.CheckConstraint(
                condition=models.Q(state="suggested", judged_by__isnull=True, judged_at__isnull=True)
                | models.Q(state__in=["confirmed", "rejected"], judged_by__isnull=False, judged_at__isnull=False),
                name="a_judged_figure_has_a_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, series {self.series_id}, {self.start}: {self.state}"
