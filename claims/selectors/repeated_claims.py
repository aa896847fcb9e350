"""SQL of repeated claims: families, which people's decisions join, and claims in the same words."""

from typing import Any

from django.db import connection

from claims.relation_kinds import FAMILY_KINDS

MAX_LINKS = 500_000
"""Decisions that join claims, the newest first, from which families are made."""

LINKS_SQL = """
    SELECT * FROM (
        (SELECT claim_id, other_id FROM claims_claimrelation
         WHERE state = 'confirmed' AND kind = ANY(%(kinds)s) ORDER BY id DESC LIMIT %(limit)s)
        UNION ALL
        (SELECT id, duplicate_of_id FROM claims_claim WHERE duplicate_of_id IS NOT NULL
         ORDER BY id DESC LIMIT %(limit)s)
        UNION ALL
        (SELECT claims_match.claim_id, coalesce(checked.claim_id, -checked.id)
         FROM claims_match JOIN claims_factcheck AS checked ON checked.id = fact_check_id
         WHERE state = 'confirmed' ORDER BY claims_match.id DESC LIMIT %(limit)s)
    ) AS link
"""
"""Pairs of claims; a fact-check of another publisher stands as its negative number."""

REPEATED_CLAIMS_SQL = """
    WITH twice AS MATERIALIZED (
        SELECT wording FROM claims_claim GROUP BY wording HAVING count(*) > 1
    ), member AS MATERIALIZED (
        SELECT claim_id, family FROM unnest(%(claims)s::bigint[], %(families)s::bigint[]) AS each (claim_id, family)
    ), candidates AS (
        SELECT id, wording FROM claims_claim JOIN twice USING (wording)
        WHERE (status <> 'dismissed' OR dismissal = 'duplicate') AND wording <> md5('')::uuid
        UNION SELECT id, wording FROM claims_claim JOIN member ON claim_id = id
        WHERE status <> 'dismissed' OR dismissal = 'duplicate'
    ), named AS (
        SELECT id, coalesce(family, min(family) OVER (PARTITION BY wording))::text AS family, wording::text AS wording
        FROM candidates LEFT JOIN member ON claim_id = id
    ), counted AS (
        SELECT coalesce(min(named.id) FILTER (WHERE claims_factcheck.id IS NOT NULL), min(named.id)) AS id,
               count(DISTINCT article_id) AS articles, count(DISTINCT named.id) AS claims
        FROM named JOIN claims_appearance ON claims_appearance.claim_id = named.id
        LEFT JOIN claims_factcheck ON claims_factcheck.claim_id = named.id
        GROUP BY coalesce(family, named.wording) HAVING count(DISTINCT article_id) > 1
        ORDER BY articles DESC, claims DESC, id LIMIT 20
    )
    SELECT claims_claim.id, left(coalesce(nullif(claims_claim.statement, ''), claims_claim.text), 300),
           coalesce(rating_label, ''), articles, claims
    FROM counted JOIN claims_claim USING (id)
    LEFT JOIN claims_publication ON claims_publication.id = publication_id AND kind NOT IN ('withdrawn', 'removed')
    ORDER BY articles DESC, claims DESC, claims_claim.id
"""
"""The families in most articles; claims in the same words apart from case, punctuation and spaces count as one.

Words are compared by the hashes in `Claim.wording` and their index, without reading texts. Dismissed claims do not
count, unless they were dismissed as duplicates. The checked claim represents the family, or else the oldest.
"""


def list_family_members() -> dict[str, list[int]]:
    """Return the claims that decisions of people join, and the family of each: the number of its first claim."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS_SQL, {"kinds": list(FAMILY_KINDS), "limit": MAX_LINKS})
        families = join_links(cursor.fetchall())
    claims = [claim for claim in families if claim > 0]
    return {"claims": claims, "families": [families[claim] for claim in claims]}


def join_links(links: list[tuple[Any, ...]]) -> dict[int, int]:
    """Return for each linked number the smallest to which links lead (union-find with path halving)."""
    parents: dict[int, int] = {}

    def find(number: int) -> int:
        while parents.setdefault(number, number) != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for first, second in links:
        low, high = sorted((find(first), find(second)))
        parents[high] = low
    return {number: find(number) for number in list(parents)}
