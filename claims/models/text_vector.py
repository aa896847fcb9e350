"""The vectors of claims, fact-checks and tips: which texts await one.

The vectors are columns of the type `halfvec` that the database function `create_text_vectors` adds where PostgreSQL has
the extension `vector`; elsewhere the texts await them. SQL of `claims.selectors.text_vectors` and
`claims.services.text_vectors` reads and writes the columns.
"""

from typing import ClassVar

from django.db import models

from claims.models.claim import Claim
from claims.models.fact_check import FactCheck
from claims.models.tip import Tip


class TextVector(models.Model):
    """The state of the vector of one text. Triggers add a row with each text and make it pending when the words change.

    `generation` grows with every change, so that the vector of old words is never stored. A worker counts an attempt
    and leases the text until `leased_until` before it begins, so that a text that kills it is given up.
    """

    pending = models.BooleanField(default=True, db_default=True)
    generation = models.PositiveIntegerField(default=0, db_default=0)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}: {'pending' if self.pending else 'stored'}"


class FactCheckVector(TextVector):
    """The vectors of a fact-check: of the claim that it is about, and of its title.

    The multilingual one of the claim stands in a column for texts in English or in one for other languages, so that a
    search in English reads the latter alone.
    """

    fact_check = models.OneToOneField(FactCheck, models.CASCADE, primary_key=True, related_name="+")

    class Meta(TextVector.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(
                fields=["attempts", "fact_check"], name="fact_checks_to_encode", condition=models.Q(pending=True)
            )
        ]


class ClaimVector(TextVector):
    """The vector of the headline of a claim: its statement, or its words."""

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="+")

    class Meta(TextVector.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(fields=["attempts", "claim"], name="claims_to_encode", condition=models.Q(pending=True))
        ]


class TipVector(TextVector):
    """The vector of the beginning of a tip."""

    tip = models.OneToOneField(Tip, models.CASCADE, primary_key=True, related_name="+")

    class Meta(TextVector.Meta):
        abstract = False
        indexes: ClassVar = [
            models.Index(fields=["attempts", "tip"], name="tips_to_encode", condition=models.Q(pending=True))
        ]
