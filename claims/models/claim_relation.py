"""Relations between claims: what one claim is to another, and the judgement of an editor."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.append_only import refuse_truncate
from claims.models.claim import Claim
from claims.models.judgement import Judged, require_judge
from claims.relation_kinds import RELATION_CHOICES, RELATION_KINDS


class ClaimRelation(Judged):
    """A link between a claim and an older one. The desk suggests it with a `score`; a person confirms or rejects it.

    `kind` says what the newer claim is to the older one, `other`. The newer claim comes first, so that a pair has one
    row, whichever of the two was compared. `reasons` are those of `claims.nlp.comparison`.
    """

    class State(models.TextChoices):
        """The judgement on the relation."""

        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="relations_to_older", db_index=False)
    other = models.ForeignKey(Claim, models.PROTECT, related_name="relations_to_newer", db_index=False)
    kind = models.CharField(max_length=14, choices=RELATION_CHOICES)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED.value)
    score = models.FloatField()
    reasons = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "other"], name="one_relation_per_pair_of_claims"),
            models.CheckConstraint(
                condition=models.Q(claim__gt=models.F("other")), name="a_relation_leads_to_an_older_claim"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=list(RELATION_KINDS)), name="a_relation_has_a_known_kind"
            ),
            require_judge("a_judged_relation_has_a_judge"),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=1), name="the_score_of_a_relation_is_a_share"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["other", "claim"], name="relations_of_the_older_claim")]
        triggers: ClassVar = [refuse_truncate()]

    def __str__(self) -> str:
        return f"claim {self.claim_id}, claim {self.other_id}: {self.kind}, {self.state}"

    def kind_from(self, claim_id: int) -> str:
        """Return what this one of the two claims is to the other."""
        return self.kind if claim_id == self.claim_id else RELATION_KINDS[self.kind].inverse
