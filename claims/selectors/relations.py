"""Relations between claims: what is suggested for a claim, and the relations that it has."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Claim, ClaimRelation
from claims.nlp import get_language
from claims.nlp.quantities import find_different_quantities, find_quantities
from claims.nlp.reading import Quantity
from claims.refusals import require_found
from claims.relation_kinds import RELATION_KINDS, RelationKind
from claims.selectors.similar_claims import SimilarClaim, find_similar_claims

MAX_SUGGESTIONS = 5
MIN_SAME_SIMILARITY = 0.6
MAX_ROWS = 20
"""Relations that the page of a claim shows."""

NumberPairs = list[tuple[Quantity, Quantity]]


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """Another claim, what it is to the given one, how similar it is, and the numbers that differ."""

    other: Claim
    kind: str
    score: float
    numbers: NumberPairs


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A relation as one of its two claims sees it: the other claim, what it is, and the numbers that differ."""

    relation: ClaimRelation
    claim: Claim
    other: Claim
    kind: RelationKind
    numbers: NumberPairs


def find_relations(claim: Claim) -> list[FoundRelation]:
    """Return the nearest claims that are related to a claim as the reading decides, up to `MAX_SUGGESTIONS`."""
    found = (_compare(claim, similar) for similar in find_similar_claims(claim))
    return [relation for relation in found if relation][:MAX_SUGGESTIONS]


def _compare(claim: Claim, similar: SimilarClaim) -> FoundRelation | None:
    numbers = list_different_numbers(claim, similar.claim)
    if not numbers and similar.score < MIN_SAME_SIMILARITY:
        return None
    kind = "number_differs" if numbers else "same"
    return FoundRelation(similar.claim, kind, min(similar.score, 1.0), numbers)


def list_different_numbers(claim: Claim, other: Claim) -> NumberPairs:
    """Return each number of a claim that another claim gives otherwise, with the number in its place."""
    grammar = get_language().quantities
    ours, theirs = (find_quantities(row.headline, 0, len(row.headline), grammar) for row in (claim, other))
    return list(find_different_quantities(ours, theirs, grammar))


def list_relations(claim: Claim) -> QuerySet[ClaimRelation]:
    """Return the relations of a claim to older and newer ones, the most similar first."""
    rows = ClaimRelation.objects.filter(Q(claim=claim) | Q(other=claim))
    return rows.select_related("claim__publication", "other__publication", "judged_by").order_by("-score", "id")


def list_related_claims(claim: Claim) -> list[RelatedClaim]:
    """Return the relations for the page of a claim, up to `MAX_ROWS`: one query."""
    return [see_from(relation, claim.pk) for relation in list_relations(claim)[:MAX_ROWS]]


def see_from(relation: ClaimRelation, claim_id: int) -> RelatedClaim:
    """Return a relation as one of its two claims sees it."""
    is_newer = claim_id == relation.claim_id
    claim, other = (relation.claim, relation.other) if is_newer else (relation.other, relation.claim)
    kind = RELATION_KINDS[relation.kind_from(claim.pk)]
    return RelatedClaim(relation, claim, other, kind, list_different_numbers(claim, other))


def get_relation(relation_id: int) -> ClaimRelation:
    """Return a relation with its claims; raises `NotFound`."""
    rows = ClaimRelation.objects.select_related("claim__publication", "other__publication", "judged_by")
    return require_found(rows.filter(pk=relation_id).first())
