"""Topics of claims."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from claims.models.page_version import renew_site


class Topic(models.Model):
    """A subject of claims. `words` are lower-case keywords by which claims get the topic."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    words = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(slug=""), name="a_topic_has_a_name"),
        ]
        triggers: ClassVar = [renew_site(pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.name
