"""Matches: fact-checks that may be about the same claim, and the judgement of an editor."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from claims.models.fact_check import FactCheck
from claims.models.judgement import Judged, require_judge
from claims.models.page_version import renew_from_matches
from claims.relation_kinds import RELATION_KINDS, SUGGESTION_CHOICES, UNCLEAR


class Match(Judged):
    """A link from a claim to a fact-check. The desk suggests it with a `score`; a person confirms or rejects it.

    `relation` is what the claim is to the fact-check: suggested by the desk, then confirmed by the person. `reasons`
    are rows of `claims.nlp.comparison.ComparisonReason`.
    """

    class State(models.TextChoices):
        """The judgement on the match."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("another claim")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="matches")
    fact_check = models.ForeignKey(FactCheck, models.PROTECT, related_name="matches")
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED.value)
    score = models.FloatField()
    relation = models.CharField(max_length=14, choices=SUGGESTION_CHOICES, default=UNCLEAR, db_default=UNCLEAR)
    reasons = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        verbose_name_plural = "matches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "fact_check"], name="one_match_per_claim_and_fact_check"),
            require_judge("a_judged_match_has_a_judge"),
            models.CheckConstraint(condition=models.Q(score__gte=0), name="a_score_is_not_negative"),
            models.CheckConstraint(
                condition=models.Q(relation__in=list(RELATION_KINDS))
                | models.Q(relation=UNCLEAR) & ~models.Q(state="confirmed"),
                name="a_match_has_its_relation",
            ),
        ]
        triggers: ClassVar = renew_from_matches()

    def __str__(self) -> str:
        return f"claim {self.claim_id}, fact-check {self.fact_check_id}: {self.state}"
