"""Metrics of the dashboard, computed in the background."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Metric(models.Model):
    """The value of a metric for a day, or for the week that begins with it; see `selectors.metric_queries` for names.

    The row of a past period no longer changes. `data` is JSON that only `selectors.metrics` reads.
    """

    name = models.CharField(max_length=40)
    period_start = models.DateField()
    data = models.JSONField()
    computed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "period_start"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "period_start"], name="one_metric_per_period"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.period_start}"
