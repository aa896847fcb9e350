"""Saved searches: named filters of the queue."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SavedSearch(models.Model):
    """A named filter of the queue. `query` is the query string of its URL, `position` its place in the owner's list."""

    MAX_PER_PERSON = 20

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1000)
    position = models.PositiveSmallIntegerField()
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_saved_search_per_name"),
            models.UniqueConstraint(fields=["owner", "position"], name="one_saved_search_per_position"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=20) & ~models.Q(name=""),
                name="twenty_saved_searches_at_most",
            ),
        ]

    def __str__(self) -> str:
        return self.name
