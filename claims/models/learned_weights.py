"""What the desk's decisions taught its reader: a row for each fit, and the row that says which one scores claims."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models.append_only import refuse_truncate
from claims.nlp.checkworthiness.learned import MAX_WEIGHT, MAX_WEIGHTS

_WEIGHTS_ARE_SMALL_SQL = f"""
    IF jsonb_typeof(NEW.weights) <> 'object'
       OR (SELECT count(*) FROM jsonb_object_keys(NEW.weights)) > {MAX_WEIGHTS}
       OR EXISTS (
           SELECT FROM jsonb_each(NEW.weights) AS weight
           WHERE (
               jsonb_typeof(weight.value) = 'number' AND abs((weight.value)::float8) <= {MAX_WEIGHT}
           ) IS NOT TRUE
       ) THEN
        RAISE EXCEPTION 'learned weights are a bounded number of small numbers';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - constants only
_ONLY_BETTER_SQL = """
    IF NEW.weights_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_learnedweights WHERE id = NEW.weights_id AND outcome = 'better'
    ) THEN
        RAISE EXCEPTION 'weights that were not better are not used';
    END IF;
    RETURN NEW;
"""


class LearnedWeights(models.Model):
    """Weights of words and signs that were fitted on the desk's decisions, and what later decisions say of them.

    `decisions` were made from `first_at` to `last_at`; `worthy` of them accepted a claim. The newest `held_out`, from
    `judged_from` on, judge the weights: `shipped_score` and `own_score` are the `measure` without and with them,
    `confidence` is the share of resamples in which they were better. Weights that were not better are not kept.
    `decisions_sha256` is the hash of what they were fitted on, so that a repeated task makes no second row.
    """

    class Measure(models.TextChoices):
        """What the scores are."""

        AVERAGE_PRECISION = "average_precision", _("average precision")

    class Outcome(models.TextChoices):
        """What the later decisions said."""

        BETTER = "better", pgettext_lazy("weights", "better")
        WORSE = "worse", pgettext_lazy("weights", "not better than the shipped weights")
        CHANCE = "chance", pgettext_lazy("weights", "better, but it may be chance")

    created = models.DateTimeField(db_default=Now())
    decisions = models.PositiveIntegerField()
    worthy = models.PositiveIntegerField()
    held_out = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    judged_from = models.DateTimeField()
    last_at = models.DateTimeField()
    measure = models.CharField(max_length=20, choices=Measure.choices, default=Measure.AVERAGE_PRECISION)
    shipped_score = models.FloatField()
    own_score = models.FloatField()
    confidence = models.FloatField()
    outcome = models.CharField(max_length=6, choices=Outcome.choices)
    weights = models.JSONField(default=dict, blank=True)
    centre = models.FloatField(default=0.0)
    decisions_sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        verbose_name_plural = "learned weights"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome="better") ^ Q(weights={}), name="only_better_weights_are_kept"),
            models.CheckConstraint(
                condition=Q(shipped_score__gte=0, shipped_score__lte=1, own_score__gte=0, own_score__lte=1)
                & Q(confidence__gte=0, confidence__lte=1),
                name="scores_of_weights_in_range",
            ),
            models.CheckConstraint(
                condition=Q(worthy__lte=models.F("decisions"), held_out__lt=models.F("decisions"), held_out__gt=0)
                & Q(first_at__lte=models.F("judged_from"), judged_from__lte=models.F("last_at")),
                name="later_decisions_judge_weights",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="learned_weights_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="learned_weights_are_small",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_WEIGHTS_ARE_SMALL_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.own_score:g} after {self.shipped_score:g}"


class WeightsInUse(models.Model):
    """Which learned weights score claims: one row, or none while the desk has not learned anything.

    Without `weights` the shipped ones score alone. If `follows`, better weights of the next nights take their place.
    `before_weights` and `before_follows` are what a person's newest change replaced, for its undo; `before_follows` is
    None if there is nothing to undo. `version` grows with every change. New weights reach open claims in portions:
    `rescored_up_to` is the last id done, None if all are done.
    """

    weights = models.ForeignKey(LearnedWeights, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.BooleanField(default=True)
    before_weights = models.ForeignKey(LearnedWeights, models.PROTECT, null=True, blank=True, related_name="+")
    before_follows = models.BooleanField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    rescored_up_to = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "weights in use"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pk=1), name="one_set_of_weights_in_use"),
            models.CheckConstraint(
                condition=Q(before_weights__isnull=True) | Q(before_follows__isnull=False),
                name="what_can_be_undone_is_known",
            ),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            pgtrigger.Protect(name="the_choice_of_weights_stays", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_better_weights_are_used",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("weights_id"),
                func=_ONLY_BETTER_SQL,
            ),
        ]

    def __str__(self) -> str:
        return f"weights {self.weights_id}" if self.weights_id else "shipped weights"
