"""Quantities: the numbers of a claim."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.appearance import Appearance
from claims.models.append_only import refuse_truncate
from claims.models.freeze_triggers import detail_trigger
from claims.models.page_version import renew_from_quantities


class Quantity(models.Model):
    """A number with its unit: "more than 7,000 Russians killed" has the lower bound 7000 and no upper bound.

    `kind` says what the number is, with the values of `claims.nlp.reading.QuantityKind`. `currency` is an ISO 4217
    code, empty if the unit is no currency or the text leaves open which one.
    """

    class Kind(models.TextChoices):
        """What a number says."""

        EXACT = "exact", _("exact")
        AT_LEAST = "at_least", _("at least")
        AT_MOST = "at_most", _("at most")
        APPROXIMATE = "approx", _("about")
        RANGE = "range", _("range")
        CHANGE_FROM = "change_from", _("change from")
        CHANGE_TO = "change_to", _("change to")
        CHANGE_BY = "change_by", _("change by")
        VAGUE = "vague", _("vague, such as “hundreds”")

    appearance = models.ForeignKey(Appearance, models.CASCADE, related_name="quantities")
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    modifier = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=11, choices=Kind.choices, default=Kind.EXACT, db_default=Kind.EXACT)
    currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["start", "id"]
        verbose_name_plural = "quantities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(low__isnull=False) | models.Q(high__isnull=False),
                name="a_quantity_has_a_bound",
            ),
            models.CheckConstraint(
                condition=models.Q(low__isnull=True)
                | models.Q(high__isnull=True)
                | models.Q(low__lte=models.F("high")),
                name="low_is_not_above_high",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in="exact at_least at_most approx range change_from change_to change_by vague".split()
                ),
                name="a_kind_of_quantity_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(currency="") | models.Q(currency__regex="^[A-Z]{3}$"),
                name="a_currency_is_a_code",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["low", "-appearance"], name="quantities_from"),
            models.Index(fields=["high", "-appearance"], name="quantities_up_to"),
        ]
        triggers: ClassVar = [
            refuse_truncate(),
            detail_trigger("quantities_are_frozen_with_a_verdict"),
            *renew_from_quantities(),
        ]

    def __str__(self) -> str:
        return f"{self.low} to {self.high} {self.unit}"
