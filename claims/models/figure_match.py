"""Matches of claims with official figures, and the judgement of an editor."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.judgement import Judged, require_judge
from claims.models.page_version import renew_from_matches
from claims.models.series import Series


class FigureMatch(Judged):
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

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "figure matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "series", "start"], name="one_match_per_claim_and_figure"),
            require_judge("a_judged_figure_has_a_judge"),
        ]
        triggers: ClassVar = renew_from_matches()

    def __str__(self) -> str:
        return f"claim {self.claim_id}, series {self.series_id}, {self.start}: {self.state}"
