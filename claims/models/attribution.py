"""Attributions: the links of a source chain."""

from typing import ClassVar

from django.db import models

from claims.models.claim import Appearance
from claims.models.source import Source


class Attribution(models.Model):
    """One link of the source chain: position 0 asserts the claim, later ones relay it.

    An `unresolved` link is a pronoun of which the text leaves open whom it means.
    """

    appearance = models.ForeignKey(Appearance, models.CASCADE, related_name="attributions")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="attributions", db_index=False)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    cue = models.CharField(max_length=200, blank=True)
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    unresolved = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["appearance", "position"], name="one_source_per_position"),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "-appearance"], name="attributions_of_a_source")]

    def __str__(self) -> str:
        return f"{self.position}: {self.source_id}"
