"""Sources: people, organisations, outlets, documents, channels, and unnamed sources; their roles and other names."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from claims.models.lengths import length_limit

_REFUSE_CHAINS_SQL = """
    IF EXISTS (SELECT FROM claims_source WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
       OR EXISTS (SELECT FROM claims_source WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'a source is merged into one that is not merged itself';
    END IF;
    RETURN NEW;
"""


class Source(models.Model):
    """A person or thing that claims are attributed to, identified by its name.

    Another name of the same source is a row of its own that is `merged_into` it; what is attributed to either belongs
    to both. `external_id` is its number elsewhere, such as Q937 of Wikidata. `capitals` are the capital letters of the
    name, by which an abbreviation is found.
    """

    class Kind(models.TextChoices):
        """The type of source."""

        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")
        OUTLET = "outlet", _("outlet")
        DOCUMENT = "document", _("document")
        CHANNEL = "channel", _("channel")
        UNNAMED = "unnamed", _("unnamed")

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.UNNAMED)
    merged_into: "models.ForeignKey[Source | None, Source | None]" = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="other_names", db_index=False
    )
    external_id = models.CharField(max_length=200, blank=True, default="", db_default="")
    capitals = models.GeneratedField(
        expression=models.Func(
            models.F("name"),
            models.Value("[^[:upper:]]"),
            models.Value(""),
            models.Value("g"),
            function="regexp_replace",
            output_field=models.CharField(max_length=300),
        ),
        output_field=models.CharField(max_length=300),
        db_persist=True,
    )

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="no_source_is_merged_into_itself"
            ),
        ]
        indexes: ClassVar = [
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="sources_name_trgm"),
            models.Index(
                fields=["merged_into"], name="sources_other_names", condition=models.Q(merged_into__isnull=False)
            ),
            models.Index(fields=["capitals", "id"], name="sources_by_capitals"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="a_source_is_merged_into_no_merged_one",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("merged_into_id"),
                condition=pgtrigger.Condition("NEW.merged_into_id IS NOT NULL"),
                func=_REFUSE_CHAINS_SQL,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key_of(name: str) -> str:
        """Return the form in which two spellings are the same source: without article, case and extra spaces."""
        words = name.casefold().split()
        key = " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)
        return key[: length_limit(Source, "key")]  # lower case can lengthen a name


class SourceRole(models.Model):
    """A title that a source has for a time: “Minister of Finance, 2024–”. An open end is None."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="roles")
    title = models.CharField(max_length=200)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-start", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title=""), name="a_role_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(start__lte=models.F("end")),
                name="a_role_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceDistinction(models.Model):
    """A person's word that two sources with similar names are two. The row with the smaller number comes first."""

    first = models.ForeignKey(Source, models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey(Source, models.CASCADE, related_name="+")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="two_sources_are_told_apart_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="a_distinction_is_between_two_sources"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
