"""Sources: people, organisations, outlets, documents, channels, and unnamed sources."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from claims.models.lengths import length_limit
from claims.models.page_version import renew_from_sources


class Source(models.Model):
    """A person or thing that claims are attributed to, identified by its name."""

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

    class Meta:
        ordering: ClassVar = ["name"]
        indexes: ClassVar = [GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="sources_name_trgm")]
        triggers: ClassVar = [renew_from_sources()]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key_of(name: str) -> str:
        """Return the form in which two spellings are the same source: without article, case and extra spaces."""
        words = name.casefold().split()
        key = " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)
        return key[: length_limit(Source, "key")]  # lower case can lengthen a name
