"""Sources: under which numbers a name is found, and what readers see of one.

Readers see a source under the name that the newest verdict froze, if there is one.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Subquery, Value

from claims.log.redactions import REDACTION_MARK
from claims.models import Claim, Publication, Source
from claims.models.publication import claimant_key
from claims.refusals import NotFound, require_found
from claims.selectors.publications import list_headlines
from claims.selectors.waiting_counts import COUNT_CAP

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


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A source with a published verdict: its number, and its name on the newest."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class VerdictSections:
    """Where a verdict stands beside others: the pages of its topic and of its source."""

    topic_slug: str
    topic_name: str
    source: PublicSource | None


def get_public_source(source_id: int) -> PublicSource:
    """Return a source; raises `NotFound` if no current verdict names it."""
    known = require_found(Source.objects.filter(pk=source_id).only("name").first())
    newest = list_headlines(source=known.name).first()
    if newest is None or not _is_public_name(newest.claimant):
        raise NotFound
    return PublicSource(source_id, newest.claimant)


def count_ratings_of_source(*names: str) -> Counter[str]:
    """Count the canonical ratings of the newest verdicts on what a source said under its names, up to `COUNT_CAP`."""
    rows = list_headlines().alias(source=claimant_key(F("claimant")))
    newest = rows.filter(source__in=[claimant_key(Value(name)) for name in names]).values_list("canonical", flat=True)
    return Counter(newest[:COUNT_CAP])


def find_verdict_sections(publication: Publication) -> VerdictSections:
    """Return the topic and the source of a verdict: one query."""
    source = Source.objects.filter(key=Source.key_of(publication.claimant)).values("pk")[:1]
    rows = Claim.objects.filter(pk=publication.claim_id).annotate(source=Subquery(source))
    slug, name, source_id = rows.values_list("topic__slug", "topic__name", "source").get()
    is_shown = source_id is not None and _is_public_name(publication.claimant)
    return VerdictSections(slug or "", name or "", PublicSource(source_id, publication.claimant) if is_shown else None)


def find_source_id(name: str) -> int | None:
    """Return the number of the source with a name in any spelling."""
    return Source.objects.filter(key=Source.key_of(name)).values_list("pk", flat=True).first()


def _is_public_name(name: str) -> bool:
    return bool(name) and REDACTION_MARK not in name
