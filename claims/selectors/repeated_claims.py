"""SQL of repeated claims: the same words, or confirmed matches with the same fact-check."""

REPEATED_CLAIMS_SQL = """
    WITH twice AS MATERIALIZED (
        SELECT wording FROM claims_claim GROUP BY wording HAVING count(*) > 1
    ), known AS MATERIALIZED (
        SELECT claim_id, min(fact_check_id) AS fact_check_id FROM (
            SELECT claim_id, fact_check_id FROM claims_match WHERE state = 'confirmed'
            UNION ALL SELECT claim_id, id FROM claims_factcheck WHERE claim_id IS NOT NULL
        ) AS each GROUP BY claim_id
    ), candidates AS (
        SELECT id, wording FROM claims_claim JOIN twice USING (wording)
        WHERE (status <> 'dismissed' OR dismissal = 'duplicate') AND wording <> md5('')::uuid
        UNION SELECT id, wording FROM claims_claim JOIN known ON claim_id = id
        WHERE status <> 'dismissed' OR dismissal = 'duplicate'
    ), named AS (
        SELECT id, coalesce(min(fact_check_id) OVER (PARTITION BY wording)::text, wording::text) AS name
        FROM candidates LEFT JOIN known ON claim_id = id
    ), counted AS (
        SELECT coalesce(min(named.id) FILTER (WHERE claims_factcheck.id IS NOT NULL), min(named.id)) AS id,
               count(DISTINCT article_id) AS articles, count(DISTINCT named.id) AS claims
        FROM named JOIN claims_appearance ON claims_appearance.claim_id = named.id
        LEFT JOIN claims_factcheck ON claims_factcheck.claim_id = named.id
        GROUP BY name HAVING count(DISTINCT article_id) > 1
        ORDER BY articles DESC, claims DESC, id LIMIT 20
    )
    SELECT claims_claim.id, left(coalesce(nullif(claims_claim.statement, ''), claims_claim.text), 300),
           coalesce(rating_label, ''), articles, claims
    FROM counted JOIN claims_claim USING (id)
    LEFT JOIN claims_publication ON claims_publication.id = publication_id AND kind NOT IN ('withdrawn', 'removed')
    ORDER BY articles DESC, claims DESC, claims_claim.id
"""
"""The claims in most articles: the same words apart from case, punctuation and spaces, or the same fact-check.

Words are compared by the hashes in `Claim.wording` and their index, without reading texts. Dismissed claims do not
count, unless they were dismissed as duplicates. The checked claim represents the group, or else the oldest.
"""
