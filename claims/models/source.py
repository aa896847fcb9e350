"""Who says things: people, organisations, outlets, documents, channels, and the unnamed."""

from typing import ClassVar

from django.db import models

from claims.models.lengths import length_limit


class Source(models.Model):
    """Somebody or something that claims are attributed to, known by its name."""

    class Kind(models.TextChoices):
        """What sort of source it is."""

        PERSON = "person", "person"
        ORGANISATION = "organisation", "organisation"
        OUTLET = "outlet", "outlet"
        DOCUMENT = "document", "document"
        CHANNEL = "channel", "channel"
        UNNAMED = "unnamed", "unnamed"

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.UNNAMED)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def key_of(name: str) -> str:
        """The form under which two spellings are one source: no article, case or runs of blanks."""
        words = name.casefold().split()
        key = " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)
        return key[: length_limit(Source, "key")]  # made by the machine; lower case can lengthen a name
