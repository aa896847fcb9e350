"""Presence: who has which page open now."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.article import Article
from claims.models.claim import Claim


class Presence(models.Model):
    """A person with the page of a claim or an article open. A row whose `last_seen` is a minute old does not count.

    The table is unlogged: a crash of the database empties it, and open pages fill it again.
    """

    class Activity(models.TextChoices):
        """What the person does on the page."""

        LOOKING = "looking", _("looking")
        WRITING = "writing", _("writing")

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
