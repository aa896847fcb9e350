"""Figures: what the dashboard shows, computed in the background so that looking at it costs nothing."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Figure(models.Model):
    """What was measured for a day, or for the week that begins with it; see `selectors.measures` for the names.

    The row of a period that is over is kept as it is. `data` is JSON that only `selectors.figures` reads.
    """

    name = models.CharField(max_length=40)
    day = models.DateField()
    data = models.JSONField()
    computed = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["name", "day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "day"], name="one_figure_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
