"""Attributions: the links of a source chain."""

from typing import ClassVar

from django.db import models

from claims.models.appearance import Appearance
from claims.models.append_only import refuse_truncate
from claims.models.freeze_triggers import detail_trigger
from claims.models.source import Source


class Attribution(models.Model):
    """One link of the source chain: position 0 asserts the claim, later ones relay it.

    `name` and `kind` are the source as this article or an editor of this claim gives it; they stay when `source`, under
    which claims of the same source are found, is renamed or merged with another. An `unresolved` link is a pronoun of
    which the text leaves open whom it means.
    """

    appearance = models.ForeignKey(Appearance, models.CASCADE, related_name="attributions")
    position = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="attributions", db_index=False)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Source.Kind.choices, default=Source.Kind.UNNAMED)
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
            models.CheckConstraint(condition=~models.Q(name=""), name="an_attribution_names_its_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["source", "-appearance"], name="attributions_of_a_source")]
        triggers: ClassVar = [refuse_truncate(), detail_trigger("attributions_are_frozen_with_a_verdict")]

    def __str__(self) -> str:
        return f"{self.position}: {self.name}"
