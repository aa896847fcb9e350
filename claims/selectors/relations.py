"""Relations between claims: what is suggested for a claim, and the relations that it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from claims.models import Claim, ClaimRelation, Publication, User
from claims.nlp.comparison import ComparedClaim, ComparisonReason, ReasonCode, Relation, compare_claims
from claims.refusals import require_found
from claims.relation_kinds import FAMILY_KINDS, RELATION_KINDS, RelationKind
from claims.selectors.compared_claims import describe_claims
from claims.selectors.families import find_family_ids
from claims.selectors.similar_claims import SimilarClaim, find_similar_claims

MAX_SUGGESTIONS = 5
MAX_ROWS = 20
"""Relations that the page of a claim shows."""
_VERDICT_FIELDS = ("kind", "rating", "rating_label", "scale_id")


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """Another claim, what the given one is to it, how similar the two are, and the reasons."""

    other: Claim
    kind: str
    score: float
    reasons: Sequence[ComparisonReason]


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A relation as one of its two claims sees it: the other claim, what the claim is to it, and the reasons."""

    relation: ClaimRelation
    claim: Claim
    other: Claim
    kind: RelationKind
    reasons: list[ComparisonReason]


def find_relations(claim: Claim) -> list[FoundRelation]:
    """Return the nearest claims to which the comparison finds a relation, up to `MAX_SUGGESTIONS`."""
    similar = find_similar_claims(claim)
    if not similar:
        return []
    compared = describe_claims([claim, *(row.claim for row in similar)])
    found = (_compare(compared, claim, row) for row in similar)
    return [relation for relation in found if relation][:MAX_SUGGESTIONS]


def _compare(compared: dict[int, ComparedClaim], claim: Claim, similar: SimilarClaim) -> FoundRelation | None:
    result = compare_claims(compared[claim.pk], compared[similar.claim.pk], similar.cosine)
    if result.relation == Relation.UNCLEAR:
        return None
    return FoundRelation(similar.claim, result.relation.value, similar.score, result.reasons)


@dataclass(frozen=True, slots=True)
class Repetition:
    """A claim with a verdict that is said again, and the claim by whose relation that was found."""

    checked: int
    by: int


def find_repetition(claim: Claim, found: Sequence[FoundRelation]) -> Repetition | None:
    """Return what a claim says again: the nearest claim that has a verdict, itself or in its family."""
    repeated = [row.other.pk for row in found if row.kind in FAMILY_KINDS]
    if claim.publication_id or not repeated:
        return None
    members = Claim.objects.filter(pk__in=find_family_ids(repeated), fact_check__withdrawn=False).exclude(pk=claim.pk)
    checked = list(members.order_by("pk").values_list("pk", flat=True)[:MAX_ROWS])
    direct = next((pk for pk in repeated if pk in checked), None)
    if direct is None and not checked:
        return None
    return Repetition(direct or checked[0], direct or repeated[0])


def list_relations(claim: Claim) -> QuerySet[ClaimRelation]:
    """Return the relations of a claim to older and newer ones, the most similar first."""
    rows = ClaimRelation.objects.filter(Q(claim=claim) | Q(other=claim))
    return rows.select_related("claim__publication", "other__publication", "judged_by").order_by("-score", "id")


def _claim_json(path: str) -> JSONObject:
    """Return what the card of a related claim shows of it and of its verdict."""
    names = ("id", "text", "statement", "status", "publication_id")
    verdict = {f"verdict_{name}": F(f"{path}__publication__{name}") for name in _VERDICT_FIELDS}
    return JSONObject(**{name: F(f"{path}__{name}") for name in names}, **verdict)


_RELATION_JSON = JSONObject(
    **{name: F(name) for name in ("id", "claim_id", "other_id", "kind", "state", "score", "reasons", "judged_by_id")},
    judge_name=F("judged_by__name"),
    judge_email=F("judged_by__email"),
    claim=_claim_json("claim"),
    other=_claim_json("other"),
)


@cache
def relations_subquery() -> ArraySubquery:
    """Return the relations of a claim for its page, the most similar first: no query of its own, and built once."""
    rows = ClaimRelation.objects.filter(Q(claim=OuterRef("pk")) | Q(other=OuterRef("pk"))).order_by("-score", "id")
    return ArraySubquery(rows.values_list(_RELATION_JSON, flat=True)[:MAX_ROWS])


def list_related_claims(claim: Claim) -> list[RelatedClaim]:
    """Return the relations for the page of a claim, up to `MAX_ROWS`: one query, or none if they came with it."""
    rows = getattr(claim, "related", None)
    if rows is None:
        rows = Claim.objects.filter(pk=claim.pk).values_list(relations_subquery(), flat=True).get()
    return [_see_from(_build_relation(row), claim) for row in rows]


def _build_relation(row: dict[str, Any]) -> ClaimRelation:
    """Return a relation, its claims, their verdicts and its judge from `_RELATION_JSON`."""
    relation = ClaimRelation(**{name: row[name] for name in ("id", "kind", "state", "score", "reasons")})
    if row["judged_by_id"]:
        relation.judged_by = User(pk=row["judged_by_id"], name=row["judge_name"], email=row["judge_email"])
    relation.claim, relation.other = _build_claim(row["claim"]), _build_claim(row["other"])
    return relation


def _build_claim(row: dict[str, Any]) -> Claim:
    claim = Claim(**{name: row[name] for name in ("id", "text", "statement", "status")})
    if row["publication_id"]:
        verdict = {name: row[f"verdict_{name}"] for name in _VERDICT_FIELDS}
        claim.publication = Publication(pk=row["publication_id"], claim_id=claim.pk, **verdict)
    return claim


def _see_from(relation: ClaimRelation, claim: Claim) -> RelatedClaim:
    """Return a relation as one of its two claims sees it."""
    is_newer = claim.pk == relation.claim_id
    other = relation.other if is_newer else relation.claim
    reasons = [ComparisonReason.from_json(row if is_newer else exchange_reason(row)) for row in relation.reasons]
    return RelatedClaim(relation, claim, other, RELATION_KINDS[relation.kind_from(claim.pk)], reasons)


def find_reason(relation: ClaimRelation, claim_id: int, code: ReasonCode) -> ComparisonReason | None:
    """Return the first reason with a code, as one of the two claims sees it."""
    found = next((row for row in relation.reasons if row["code"] == code), None)
    if found is None:
        return None
    return ComparisonReason.from_json(found if claim_id == relation.claim_id else exchange_reason(found))


def exchange_reason(reason: dict[str, Any]) -> dict[str, Any]:
    """Return a stored reason as the other of two claims sees it."""
    return {**reason, "ours": reason["theirs"], "theirs": reason["ours"]}


def get_relation(relation_id: int) -> ClaimRelation:
    """Return a relation with its claims; raises `NotFound`."""
    rows = ClaimRelation.objects.select_related("claim__publication", "other__publication", "judged_by")
    return require_found(rows.filter(pk=relation_id).first())
