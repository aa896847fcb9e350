"""Related verdicts: what a reader of a verdict may read next."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Value

from claims.models import Claim, Match, Publication
from claims.selectors.publications import list_current_publications, list_headlines
from claims.workflow import Status

RELATED_ROWS = 5


def list_related_verdicts(publication: Publication) -> list[Publication]:
    """Return current verdicts on similar claims, then of the same source, then of the same topic: two queries."""
    ways = (_similar_claims(publication), _claims_of_source(publication), _claims_of_topic(publication))
    limited = [
        ways_row.annotate(way=Value(number, IntegerField())).values_list("way", column)[: RELATED_ROWS + 1]
        for number, (ways_row, column) in enumerate(ways)
    ]
    found = sorted(limited[0].union(*limited[1:], all=True), key=lambda row: row[0])
    wanted = [pk for pk in dict.fromkeys(pk for _, pk in found) if pk != publication.claim_id][:RELATED_ROWS]
    rows = {row.claim_id: row for row in list_headlines().filter(claim__in=wanted)} if wanted else {}
    return [rows[pk] for pk in wanted if pk in rows]


def _similar_claims(publication: Publication) -> tuple[QuerySet[Any], str]:
    matches = Match.objects.filter(claim=publication.claim_id, fact_check__claim__isnull=False)
    matches = matches.filter(fact_check__withdrawn=False).exclude(state=Match.State.REJECTED)
    return matches.order_by("-score", "id"), "fact_check__claim"


def _claims_of_source(publication: Publication) -> tuple[QuerySet[Any], str]:
    if not publication.claimant:
        return Publication.objects.none(), "claim"
    return list_current_publications(source=publication.claimant), "claim"


def _claims_of_topic(publication: Publication) -> tuple[QuerySet[Any], str]:
    topic = Claim.objects.filter(pk=publication.claim_id).values("topic")[:1]
    return Claim.objects.filter(topic=topic, status=Status.PUBLISHED).order_by("-id"), "pk"
