"""Claims and publications as programs list them, made into JSON by PostgreSQL: one query, no object for each fact.

The shapes are those of `ClaimSerializer`, `QueueClaimSerializer` and `PublicationSerializer` in `claims.api`; a test
holds them together.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import Cursor

from claims.priority import PARTS, Weights

LISTS = ("claims", "articles", "publications")
"""The lists whose addresses begin those of what stands in a row."""

_PERSON = "json_build_object('id', {0}.id, 'name', COALESCE(NULLIF({0}.name, ''), split_part({0}.email, '@', 1)))"
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
        'source', %(articles)s::text || place.article_id || '/text/',
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
                   'id', article.id, 'href', %(articles)s::text || article.id || '/', 'title', article.title,
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
        SELECT claim.id, %(claims)s::text || claim.id || '/' AS href, claim.text, claim.status, claim.version,
               claim.checkworthiness, claim.reasons, claim.dismissal,
               CASE WHEN person.id IS NOT NULL THEN {_PERSON.format("person")} END AS added_by,
               CASE WHEN claim.publication_id IS NOT NULL
                    THEN %(publications)s::text || claim.id || '/' END AS publication,
               topic.slug AS topic, CASE WHEN assignee.id IS NOT NULL THEN {_PERSON.format("assignee")} END AS assignee,
               {_INSTANT.format("claim.deadline")} AS deadline, claim.reach, claim.asked, claim.priority,
               {_INSTANT.format("claim.created")} AS created,
               ({_APPEARANCES}) AS appearances
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, number)
        JOIN claims_claim AS claim ON claim.id = wanted.id
        LEFT JOIN claims_user AS person ON person.id = claim.added_by_id
        LEFT JOIN claims_user AS assignee ON assignee.id = claim.assignee_id
        LEFT JOIN claims_topic AS topic ON topic.id = claim.topic_id
        ORDER BY wanted.number
    ) AS listed
"""  # noqa: S608 - all of it is ours


_FIRST = """
    SELECT json_build_object('article', article.id, 'title', article.title, 'sources', (
        SELECT COALESCE(json_agg(source.name ORDER BY attribution.position), '[]')
        FROM claims_attribution AS attribution JOIN claims_source AS source ON source.id = attribution.source_id
        WHERE attribution.appearance_id = place.id
    ))
    FROM claims_appearance AS place JOIN claims_article AS article ON article.id = place.article_id
    WHERE place.claim_id = claim.id
    ORDER BY place.id + 0 LIMIT 1
"""
"""Where a claim was found first; "+ 0" keeps the planner from going through all places by their ids."""

QUEUE = f"""
    SELECT claim.checkworthiness, claim.reach, claim.asked, claim.created, claim.deadline, row_to_json(listed)::text,
           CASE WHEN wanted.number = 1 THEN (SELECT row_to_json(weighting)::text FROM claims_weighting AS weighting) END
    FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, number)
    JOIN claims_claim AS claim ON claim.id = wanted.id
    LEFT JOIN claims_user AS assignee ON assignee.id = claim.assignee_id
    LEFT JOIN claims_topic AS topic ON topic.id = claim.topic_id
    CROSS JOIN LATERAL (
        SELECT claim.id, %(claims)s::text || claim.id || '/' AS href, claim.text, claim.status, claim.version,
               claim.checkworthiness, claim.priority, topic.slug AS topic,
               {_INSTANT.format("claim.deadline")} AS deadline,
               CASE WHEN assignee.id IS NOT NULL THEN {_PERSON.format("assignee")} END AS assignee,
               claim.reach, claim.asked, ({_FIRST}) AS first, {_INSTANT.format("claim.created")} AS created
    ) AS listed
    ORDER BY wanted.number
"""  # noqa: S608 - all of it is ours


PUBLICATIONS = f"""
    SELECT row_to_json(listed)::text FROM (
        SELECT publication.claim_id AS claim, publication.revision, address.href,
               %(verdicts)s::text || publication.claim_id || '/' AS url, address.href || 'claimreview/' AS claimreview,
               document_sha256, kind, note, claim_text, claimant, rating, summary,
               {_INSTANT.format("published")} AS published
        FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS wanted (id, number)
        JOIN claims_publication AS publication ON publication.id = wanted.id
        CROSS JOIN LATERAL (
            SELECT %(publications)s::text || publication.claim_id || '/revisions/' || publication.revision || '/'
        ) AS address (href)
        ORDER BY wanted.number
    ) AS listed
"""  # noqa: S608 - all of it is ours


@dataclass(slots=True)
class Waiting:
    """What the points of a claim in the queue are made of, and `row`, all else that is said of it, as JSON."""

    checkworthiness: float
    reach: int
    asked: int
    created: datetime
    deadline: datetime | None
    row: str


def of(ids: Sequence[int], *, claims: str, articles: str, publications: str) -> list[str]:
    """These claims in this order, each as JSON; the addresses are those of the lists in which they stand."""
    found = asked(ROWS, ids=list(ids), claims=claims, articles=articles, publications=publications)
    return [row for (row,) in found]


def of_publications(ids: Sequence[int], *, publications: str, verdicts: str) -> list[str]:
    """These publications in this order, each as JSON; `verdicts` is how the addresses of public pages begin."""
    return [row for (row,) in asked(PUBLICATIONS, ids=list(ids), publications=publications, verdicts=verdicts)]


def waiting(ids: Sequence[int], *, claims: str) -> tuple[list[Waiting], Weights]:
    """These claims in this order, as the queue tells of them, and what their points are weighed by."""
    found = asked(QUEUE, ids=list(ids), claims=claims)
    weighed = json.loads(found[0][-1]) if found and found[0][-1] else None
    weights = Weights(**{part.code: weighed[part.code] for part in PARTS}) if weighed else Weights()
    return [Waiting(*each[:-1]) for each in found], weights


def asked(query: str, **values: Any) -> list[tuple[Any, ...]]:
    """Planned once for each connection, since planning takes as long as answering, and sent in binary.

    Not behind a pooler that gives each transaction another connection; Django is told of one by the same setting.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw: Any = connection.connection
    raw.prepare_threshold = None if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS") else 0
    with connection.wrap_database_errors, Cursor(raw) as cursor:
        return cursor.execute(query, values, binary=True).fetchall()
