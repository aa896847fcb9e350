"""Saved views: what somebody looks at again and again in the queue, under a name of their own."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class View(models.Model):
    """A filter of the queue with a name. `query` is the query string of its address, `place` its slot among `MOST`."""

    MOST = 20

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="views")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    place = models.PositiveSmallIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="a_view_has_a_name_of_its_own"),
            models.UniqueConstraint(fields=["owner", "place"], name="one_view_per_place"),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, place__lte=20) & ~models.Q(name=""), name="twenty_views_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name
