"""Families: claims that people found to say the same thing, with every place where they were said.

A family has no row of its own. Its claims are those that confirmed relations, duplicates and confirmed matches with one
fact-check lead to from any of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from claims.models import Appearance, Attribution, Claim, ClaimRelation, Publication, Quantity
from claims.nlp import get_language
from claims.nlp.quantities import find_different_quantities
from claims.relation_kinds import FAMILY_KINDS
from claims.selectors.outlets import outlets_subquery

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

MAX_CLAIMS = 200
"""Claims of a family that are looked at; what lies beyond is left out."""
MAX_APPEARANCES = 200
"""Places that the page of a family shows, the earliest first."""
MAX_SUGGESTIONS = 20

FAMILY_SQL = """
    WITH RECURSIVE member(id) AS (
        SELECT unnest(%(claims)s::bigint[])
        UNION
        SELECT edge.id FROM member CROSS JOIN LATERAL (
            (SELECT other_id AS id FROM claims_claimrelation
             WHERE claim_id = member.id AND state = 'confirmed' AND kind = ANY(%(kinds)s) LIMIT %(limit)s)
            UNION ALL
            (SELECT claim_id FROM claims_claimrelation
             WHERE other_id = member.id AND state = 'confirmed' AND kind = ANY(%(kinds)s) LIMIT %(limit)s)
            UNION ALL
            (SELECT duplicate_of_id FROM claims_claim WHERE id = member.id AND duplicate_of_id IS NOT NULL)
            UNION ALL
            (SELECT id FROM claims_claim WHERE duplicate_of_id = member.id LIMIT %(limit)s)
            UNION ALL
            (SELECT same.claim_id FROM claims_match AS own
             JOIN claims_match AS same ON same.fact_check_id = own.fact_check_id AND same.state = 'confirmed'
             WHERE own.claim_id = member.id AND own.state = 'confirmed' LIMIT %(limit)s)
            UNION ALL
            (SELECT checked.claim_id FROM claims_match JOIN claims_factcheck AS checked ON checked.id = fact_check_id
             WHERE claims_match.claim_id = member.id AND state = 'confirmed' AND checked.claim_id IS NOT NULL
             LIMIT %(limit)s)
            UNION ALL
            (SELECT claims_match.claim_id FROM claims_factcheck AS checked
             JOIN claims_match ON fact_check_id = checked.id AND state = 'confirmed'
             WHERE checked.claim_id = member.id LIMIT %(limit)s)
        ) AS edge
    )
    SELECT id FROM member LIMIT %(limit)s
"""
"""Each step follows one kind of link by an index; the last limit ends the search, however large a family is."""

if TYPE_CHECKING:
    PlacedAppearance = WithAnnotations[Appearance, dict[str, object]]
else:
    PlacedAppearance = Appearance


@dataclass(frozen=True, slots=True)
class FamilyPlace:
    """A claim of the family in an article, on a day, with those of its numbers that differ from the family's."""

    appearance: Appearance
    day: date
    speaker: str
    differing: list[Quantity]

    @property
    def outlets(self) -> list[dict[str, object]]:
        """The outlets that print copies of the article."""
        copies: list[dict[str, object]] = self.appearance.copies  # type: ignore[attr-defined]
        return copies


@dataclass(frozen=True, slots=True)
class Family:
    """The claims of a family and where they were said, the earliest first.

    `head` stands for the family: its oldest claim with a verdict, or else the oldest. Numbers are compared with those
    of its first appearance. `is_cut` says that there is more than the limits show.
    """

    head: Claim
    claims: list[Claim]
    places: list[FamilyPlace]
    is_cut: bool

    @property
    def verdicts(self) -> list[Publication]:
        """The current publications of its claims, the earliest first."""
        rows = [claim.publication for claim in self.claims if claim.publication]
        return sorted(rows, key=lambda row: row.published)

    @property
    def article_count(self) -> int:
        """In how many articles it was said."""
        return len({place.appearance.article_id for place in self.places})


def find_family_ids(claim_ids: Iterable[int]) -> list[int]:
    """Return the ids of all claims of the families of these claims, up to `MAX_CLAIMS`: one query."""
    bound: dict[str, Any] = {"claims": list(claim_ids), "kinds": list(FAMILY_KINDS), "limit": MAX_CLAIMS}
    with connection.cursor() as cursor:
        cursor.execute(FAMILY_SQL, bound)
        return sorted(pk for (pk,) in cursor.fetchall())


def get_family(claim: Claim) -> Family:
    """Return the family of a claim, which may be the claim alone: a fixed number of queries."""
    ids = find_family_ids([claim.pk])
    claims = list(Claim.objects.filter(pk__in=ids).select_related("publication").order_by("pk"))
    head = next((row for row in claims if row.publication_id), claims[0])
    rows = list(_list_appearances(ids)[: MAX_APPEARANCES + 1])
    places = [_place(row, _numbers_of(head, rows)) for row in rows[:MAX_APPEARANCES]]
    return Family(head, claims, places, is_cut=len(ids) == MAX_CLAIMS or len(rows) > MAX_APPEARANCES)


def _list_appearances(ids: list[int]) -> QuerySet[Appearance]:
    day = Coalesce("article__published", TruncDate("article__created"))
    rows = Appearance.objects.filter(claim__in=ids).annotate(day=day, copies=outlets_subquery("article"))
    rows = rows.select_related("article", "claim__publication").defer("article__text", "article__positions")
    chain = Prefetch("attributions", Attribution.objects.select_related("source"))
    return rows.prefetch_related(chain, "quantities").order_by("day", "pk")


def _numbers_of(head: Claim, rows: list[Appearance]) -> list[Quantity]:
    first = next((row for row in rows if row.claim_id == head.pk), None)
    return list(first.quantities.all()) if first else []


def _place(row: Appearance, numbers: list[Quantity]) -> FamilyPlace:
    chain = list(row.attributions.all())
    pairs = find_different_quantities(list(row.quantities.all()), numbers, get_language().quantities)
    day: date = row.day  # type: ignore[attr-defined]
    return FamilyPlace(row, day, chain[0].name if chain else "", [ours for ours, _ in pairs])


def list_suggested_members(family: Family) -> list[ClaimRelation]:
    """Return suggested relations between a claim of the family and one outside of it, the most similar first."""
    ids = [claim.pk for claim in family.claims]
    rows = ClaimRelation.objects.filter(state=ClaimRelation.State.SUGGESTED, kind__in=FAMILY_KINDS)
    outwards = rows.filter(claim__in=ids).exclude(other__in=ids) | rows.filter(other__in=ids).exclude(claim__in=ids)
    return list(outwards.select_related("claim", "other").order_by("-score", "pk")[:MAX_SUGGESTIONS])
