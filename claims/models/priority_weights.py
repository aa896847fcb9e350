"""The weights of the priority: one row, or none while the defaults apply."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.priority import MAX_WEIGHT, MIN_WEIGHT, PRIORITY_PARTS, Weights

_default_weights = Weights()
_allowed_weights = models.Q(pk=1)
for _part in PRIORITY_PARTS:
    _allowed_weights &= models.Q(**{_part.code: 0}) | models.Q(
        **{f"{_part.code}__gte": MIN_WEIGHT, f"{_part.code}__lte": MAX_WEIGHT}
    )


class PriorityWeights(models.Model):
    """Points for each part of the priority; the trigger on claims reads them.

    New weights reach existing claims in portions: `reprioritised_up_to` is the last id done, None if all are done.
    """

    checkworthiness = models.FloatField(default=_default_weights.checkworthiness)
    reach = models.FloatField(default=_default_weights.reach)
    tip_count = models.FloatField(default=_default_weights.tip_count)
    age = models.FloatField(default=_default_weights.age)
    deadline = models.FloatField(default=_default_weights.deadline)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    reprioritised_up_to = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=_allowed_weights, name="one_row_of_weights")]

    def __str__(self) -> str:
        return ", ".join(f"{part.code} {getattr(self, part.code):g}" for part in PRIORITY_PARTS)
