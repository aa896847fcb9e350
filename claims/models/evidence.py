"""Evidence: question, answer, and the words that a page really says."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from claims.models.verdict import Verdict

_FROZEN = """
    IF EXISTS (
        SELECT 1 FROM claims_verdict
        WHERE id IN ({ids}) AND submitted IS NOT NULL FOR SHARE
    ) THEN
        RAISE EXCEPTION 'the evidence of a submitted verdict is frozen';
    END IF;
    RETURN {row};
"""


class Evidence(models.Model):
    """What a verdict rests on, frozen together with it."""

    class Stance(models.TextChoices):
        """What it says about the claim."""

        SUPPORTS = "supports", "supports"
        REFUTES = "refutes", "refutes"
        CONTEXT = "context", "gives context"

    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="evidence")
    question = models.CharField(max_length=500)
    answer = models.TextField()
    url = models.URLField(max_length=2000, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    quote = models.TextField(blank=True)
    stance = models.CharField(max_length=10, choices=Stance.choices)
    independent = models.BooleanField(default=True)
    accessed = models.DateField(null=True, blank=True)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["id"]
        verbose_name_plural = "evidence"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(question="") & ~models.Q(answer=""), name="evidence_answers_a_question"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="frozen_with_its_verdict",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_FROZEN.format(ids="NEW.verdict_id", row="NEW"),
            ),
            pgtrigger.Trigger(
                name="frozen_where_it_was",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_FROZEN.format(ids="OLD.verdict_id", row="COALESCE(NEW, OLD)"),
            ),
        ]

    def __str__(self) -> str:
        return self.question[:80]
