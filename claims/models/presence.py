"""Presence: who has which page open at this moment."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.models.article import Article
from claims.models.claim import Claim


class Presence(models.Model):
    """Somebody before a claim or an article. What was not `seen` for a minute is gone, whether or not it was swept.

    The table is unlogged: a crash of the database empties it, and the open pages fill it again.
    """

    class Activity(models.TextChoices):
        """What they do there."""

        LOOKING = "looking", "looking"
        WRITING = "writing", "writing"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, blank=True, related_name="+")
    activity = models.CharField(max_length=7, choices=Activity.choices, default=Activity.LOOKING)
    last_seen = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["claim", "user"], name="one_presence_per_person_and_claim"),
            models.UniqueConstraint(fields=["article", "user"], name="one_presence_per_person_and_article"),
            models.CheckConstraint(
                condition=models.Q(claim__isnull=True) ^ models.Q(article__isnull=True),
                name="a_presence_has_one_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.activity}"
