"""How this desk weighs the parts of a claim's priority: one row, or none as long as nobody has weighed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.priority import LEAST, MOST, PARTS, Weights

_usual = Weights()
_allowed = models.Q(pk=1)
for _part in PARTS:
    _allowed &= models.Q(**{_part.code: 0}) | models.Q(**{f"{_part.code}__gte": LEAST, f"{_part.code}__lte": MOST})


class Weighting(models.Model):
    """Points for each part of the priority; the trigger on claims reads them.

    New ones reach the claims that wait already in portions: `followed` is the id up to which they have, None when all.
    """

    checkworthiness = models.FloatField(default=_usual.checkworthiness)
    reach = models.FloatField(default=_usual.reach)
    asked = models.FloatField(default=_usual.asked)
    age = models.FloatField(default=_usual.age)
    deadline = models.FloatField(default=_usual.deadline)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now=True)
    followed = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=_allowed, name="one_weighting_that_counts")]

    def __str__(self) -> str:
        return ", ".join(f"{part.code} {getattr(self, part.code):g}" for part in PARTS)
