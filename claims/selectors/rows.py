"""Claims as programs list them, made into JSON by PostgreSQL: one query, and no object for each of a thousand facts.

The shape is that of `claims.api.claims.ClaimSerializer`; a test holds the two together.
"""

from collections.abc import Sequence

from django.db import connection

LISTS = ("claims", "articles", "publications")
"""The lists whose addresses begin those of what stands in a row."""

_PERSON = (
    "json_build_object('id', person.id, 'name', COALESCE(NULLIF(person.name, ''), split_part(person.email, '@', 1)))"
)
_INSTANT = """to_char({0} AT TIME ZONE 'UTC', CASE WHEN date_trunc('second', {0}) = {0}
              THEN 'YYYY-MM-DD"T"HH24:MI:SS"Z"' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' END)"""

_CHAIN = """
    SELECT COALESCE(json_agg(link ORDER BY link.position), '[]') FROM (
        SELECT attribution.position,
               json_build_object('id', source.id, 'name', source.name, 'kind', source.kind) AS source,
               attribution.start, attribution.end, attribution.cue, attribution.cue_start, attribution.cue_end
        FROM claims_attribution AS attribution JOIN claims_source AS source ON source.id = attribution.source_id
        WHERE attribution.appearance_id = place.id
    ) AS link
"""
_QUANTITIES = """
    SELECT COALESCE(json_agg(quantity), '[]') FROM (
        SELECT low, high, unit, modifier, start, "end" FROM claims_quantity
        WHERE appearance_id = place.id ORDER BY start, id
    ) AS quantity
"""
_TARGET = """
    json_build_object(
        'source', %(articles)s || place.article_id || '/text/',
        'text_sha256', place.text_sha256,
        'selector', json_build_array(
            json_build_object('type', 'TextPositionSelector', 'start', place.start, 'end', place.end),
            json_build_object('type', 'TextQuoteSelector', 'exact', place.exact, 'prefix', place.prefix,
                              'suffix', place.suffix)
        )
    )
"""
_APPEARANCES = f"""
    SELECT COALESCE(json_agg(appearance), '[]') FROM (
        SELECT json_build_object(
                   'id', article.id, 'href', %(articles)s || article.id || '/', 'title', article.title,
                   'url', article.url, 'publisher', article.publisher, 'published', article.published
               ) AS article,
               {_TARGET} AS target,
               place.sentence_start, place.sentence_end, place.parts, place.hedged, place.hedge, place.denied,
               place.times, place.places, ({_CHAIN}) AS chain, ({_QUANTITIES}) AS quantities, place.pipeline
        FROM claims_appearance AS place JOIN claims_article AS article ON article.id = place.article_id
        WHERE place.claim_id = claim.id
        ORDER BY place.article_id, place.start, place.end
    ) AS appearance
"""  # noqa: S608 - all of it is ours
ROWS = f"""
    SELECT row_to_json(listed)::text FROM (
        SELECT claim.id, %(claims)s || claim.id || '/' AS href, claim.text, claim.status, claim.version,
               claim.checkworthiness, claim.reasons, claim.dismissal,
               CASE WHEN person.id IS NOT NULL THEN {_PERSON} END AS added_by,
               CASE WHEN claim.publication_id IS NOT NULL THEN %(publications)s || claim.id || '/' END AS publication,
               {_INSTANT.format("claim.created")} AS created,
               ({_APPEARANCES}) AS appearances
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, number)
        JOIN claims_claim AS claim ON claim.id = wanted.id
        LEFT JOIN claims_user AS person ON person.id = claim.added_by_id
        ORDER BY wanted.number
    ) AS listed
"""  # noqa: S608 - all of it is ours


def of(ids: Sequence[int], *, claims: str, articles: str, publications: str) -> list[str]:
    """These claims in this order, each as JSON; the addresses are those of the lists in which they stand."""
    values = {"ids": list(ids), "claims": claims, "articles": articles, "publications": publications}
    with connection.cursor() as cursor:
        cursor.execute(ROWS, values)
        return [row for (row,) in cursor.fetchall()]
