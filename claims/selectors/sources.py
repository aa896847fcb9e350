"""Sources as readers see them: under the name that the newest verdict froze, with the verdicts under all names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Subquery
from django.db.models.functions import Coalesce

from claims.log.redactions import REDACTION_MARK
from claims.models import Claim, Publication, Source
from claims.refusals import NotFound, require_found
from claims.selectors.publications import filter_by_claimant, list_headlines
from claims.selectors.source_names import list_source_names
from claims.selectors.waiting_counts import COUNT_CAP


@dataclass(frozen=True, slots=True)
class PublicSource:
    """A source with a published verdict: its number, its name on the newest, and all its names."""

    id: int
    name: str
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class VerdictSections:
    """Where a verdict stands beside others: the pages of its topic and of its source."""

    topic_slug: str
    topic_name: str
    source: PublicSource | None


def get_public_source(source_id: int) -> PublicSource:
    """Return a source, or the one that it is another name of; raises `NotFound` if no current verdict names it."""
    known = require_found(Source.objects.filter(pk=source_id).only("name", "merged_into_id").first())
    names = list_source_names(known.name)
    newest = filter_by_claimant(list_headlines(), names).first()
    if newest is None or not _is_public_name(newest.claimant):
        raise NotFound
    return PublicSource(known.merged_into_id or known.pk, newest.claimant, names)


def count_ratings_of_source(*names: str) -> Counter[str]:
    """Count the canonical ratings of the newest verdicts on what a source said under its names, up to `COUNT_CAP`."""
    newest = filter_by_claimant(list_headlines(), names).values_list("canonical", flat=True)
    return Counter(newest[:COUNT_CAP])


def find_verdict_sections(publication: Publication) -> VerdictSections:
    """Return the topic and the source of a verdict: one query."""
    head = Coalesce("merged_into_id", F("pk"))
    source = Source.objects.filter(key=Source.key_of(publication.claimant)).values(head=head)[:1]
    rows = Claim.objects.filter(pk=publication.claim_id).annotate(source=Subquery(source))
    slug, name, source_id = rows.values_list("topic__slug", "topic__name", "source").get()
    is_shown = source_id is not None and _is_public_name(publication.claimant)
    return VerdictSections(slug or "", name or "", PublicSource(source_id, publication.claimant) if is_shown else None)


def find_source_id(name: str) -> int | None:
    """Return the number of the source with a name in any spelling."""
    return Source.objects.filter(key=Source.key_of(name)).values_list("pk", flat=True).first()


def _is_public_name(name: str) -> bool:
    return bool(name) and REDACTION_MARK not in name
