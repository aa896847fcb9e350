"""The names of sources: under which numbers and in which other names one is found."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from claims.models import Source

MAX_OTHER_NAMES = 20
"""Sources that can be merged into one."""


def list_source_ids(source: Source) -> list[int]:
    """Return the numbers of a source and of its other names, whichever of them is given."""
    head = source.merged_into_id or source.pk
    return [
        head,
        *Source.objects.filter(merged_into=head).order_by("pk").values_list("pk", flat=True)[:MAX_OTHER_NAMES],
    ]


def find_source_ids(name: str) -> list[int]:
    """Return the numbers of the source with a name in any spelling, and of its other names; empty if there is none."""
    source = Source.objects.filter(key=Source.key_of(name)).first()
    return list_source_ids(source) if source else []


def list_source_names(name: str) -> list[str]:
    """Return a name and the other names of its source, if there is one: one query."""
    heads = Source.objects.filter(key=Source.key_of(name)).values(head=Coalesce("merged_into_id", F("pk")))[:1]
    rows = Source.objects.filter(Q(pk=heads) | Q(merged_into=heads)).order_by("pk")
    names = rows.values_list("name", flat=True)[: MAX_OTHER_NAMES + 1]
    return list(dict.fromkeys([name, *names]))
