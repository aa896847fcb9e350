"""SQL of the metrics of the dashboard, and when each is computed: one statement each, with a small result however large
the tables are.

The statements scan whole tables, so `services.metrics` runs them in the background. Days and weeks are in UTC.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import connection

from claims.ratings import RATINGS
from claims.reading_parts import READING_PARTS
from claims.selectors.metric_schedule import ONE_WEEK, Measurement, ScheduledMetric, current_day
from claims.selectors.repeated_claims import REPEATED_CLAIMS_SQL, list_family_members
from claims.verbs import VERBS
from claims.workflow import Status

MAX_METRIC_ROWS = 12  # sources or topics, the most frequent first
SCORE_BANDS = 5  # of check-worthiness, each a fifth wide
AGE_LIMITS_DAYS = (1, 3, 8, 31)  # limits between the classes of ages
ACCEPTED_OUTCOME = "accepted"

VERB_PARAMETERS = {name.replace(".", "_"): name for name in VERBS}
"""The verbs as parameters of the statements below."""

STATUS_COUNTS_SQL = "SELECT NULL::date AS day, status, count(*) FROM claims_claim GROUP BY status"

STATUS_FLOWS_SQL = f"""
    WITH moved AS MATERIALIZED (
        SELECT id, claim_id, at::date AS day, data->>'from_status' AS source, data->>'to_status' AS target
        FROM claims_event
        WHERE at >= %(since)s AND claim_id IS NOT NULL
          AND data->>'from_status' = ANY(%(statuses)s) AND data->>'to_status' = ANY(%(statuses)s)
    ), first AS (
        SELECT DISTINCT ON (claim_id) claim_id, source FROM moved ORDER BY claim_id, id
    ), began AS (
        SELECT created::date AS day, coalesce(first.source, status) AS status
        FROM claims_claim LEFT JOIN first ON first.claim_id = claims_claim.id
        WHERE created >= %(since)s
    )
    {STATUS_COUNTS_SQL}
    UNION ALL
    SELECT day, status, sum(number) FROM (
        SELECT day, target AS status, count(*) AS number FROM moved GROUP BY 1, 2
        UNION ALL SELECT day, source, -count(*) FROM moved GROUP BY 1, 2
        UNION ALL SELECT day, status, count(*) FROM began GROUP BY 1, 2
    ) AS change GROUP BY day, status
"""  # noqa: S608 - constants only
"""The current count of each status, and the changes of each day; one statement, so that both are of one moment."""

DURATIONS_SQL = """
    WITH published AS (
        SELECT DISTINCT ON (claim_id) claim_id, at FROM claims_event
        WHERE at >= %(since)s AND verb = %(verdict_published)s AND data->>'revision' = '1'
        ORDER BY claim_id, id
    ), waited AS (
        SELECT published.at, extract(epoch FROM published.at - queued.at)::float / 3600 AS hours
        FROM published CROSS JOIN LATERAL (
            SELECT min(at) AS at FROM claims_event
            WHERE claim_id = published.claim_id AND verb IN (%(claim_accepted)s, %(claim_added)s)
        ) AS queued
    )
    SELECT date_trunc('week', at)::date, count(*),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY hours), percentile_cont(0.9) WITHIN GROUP (ORDER BY hours)
    FROM waited WHERE hours IS NOT NULL GROUP BY 1
"""

QUEUE_AGES_SQL = """
    SELECT width_bucket(current_date - coalesce(queued.at, created)::date, %(ages)s), count(*)
    FROM claims_claim LEFT JOIN LATERAL (
        SELECT at FROM claims_event
        WHERE claim_id = claims_claim.id AND verb IN (%(claim_accepted)s, %(claim_added)s)
        ORDER BY id DESC LIMIT 1
    ) AS queued ON true
    WHERE status = 'queued' GROUP BY 1
"""

RATINGS_SQL = """
    WITH standing AS MATERIALIZED (
        SELECT {name} AS name, canonical AS rating FROM claims_publication
        JOIN claims_claim ON publication_id = claims_publication.id {join}
        WHERE kind NOT IN ('withdrawn', 'removed') AND {name} <> '' AND canonical <> ''
    ), most AS (
        SELECT name, count(*) AS number FROM standing GROUP BY name ORDER BY number DESC, name LIMIT %(most)s
    )
    SELECT name, rating, count(*) FROM standing JOIN most USING (name)
    GROUP BY name, number, rating ORDER BY number DESC, name
"""


def _corrected_field_sql(field: str) -> str:
    """Return SQL that is true if a correction changes a field; where a source or a number stands is no part of it."""
    before, after = f"data->'before'->'{field}'", f"data->'after'->'{field}'"
    if field in ("sources", "quantities"):
        before, after = (_ROWS_WITHOUT_POSITIONS_SQL % rows for rows in (before, after))
    return f"{before} IS DISTINCT FROM {after}"


_ROWS_WITHOUT_POSITIONS_SQL = "(SELECT jsonb_agg(item - '{start,end}'::text[]) FROM jsonb_array_elements(%s) AS item)"
_CORRECTED_COLUMNS_SQL = ", ".join(
    f"CASE WHEN bool_or({' OR '.join(map(_corrected_field_sql, part.fields))}) THEN '{part.code}' END"
    for part in READING_PARTS.values()
)
_CORRECTED_PARTS_SQL = f"""
    SELECT concat_ws(' ', {_CORRECTED_COLUMNS_SQL}) AS parts FROM claims_event AS correction
    WHERE claim_id = decided.claim_id AND verb = %(claim_corrected)s AND NOT EXISTS (
        SELECT FROM claims_event AS undoing WHERE undoing.claim_id = decided.claim_id
        AND undoing.verb = %(decision_undone)s AND undoing.data->'event' = to_jsonb(correction.id)
    )
"""  # noqa: S608 - constants only
"""The parts of an accepted claim that editors corrected, without corrections that were undone."""

DECISIONS_SQL = f"""
    WITH decided AS (
        SELECT DISTINCT ON (claim_id) claim_id, verb, at, data->>'reason' AS reason FROM claims_event
        WHERE at >= %(since)s AND verb IN (%(claim_accepted)s, %(claim_dismissed)s, %(claim_reopened)s)
        ORDER BY claim_id, id DESC
    )
    SELECT date_trunc('week', at)::date, least(width_bucket(checkworthiness, 0, 1, %(bands)s), %(bands)s),
           coalesce(found.pipeline, ''), CASE verb WHEN %(claim_accepted)s THEN %(accepted)s ELSE reason END,
           coalesce(corrected.parts, ''), count(*)
    FROM decided JOIN claims_claim ON claims_claim.id = decided.claim_id
    LEFT JOIN LATERAL (
        SELECT pipeline FROM claims_appearance WHERE claim_id = claims_claim.id ORDER BY id LIMIT 1
    ) AS found ON true
    LEFT JOIN LATERAL ({_CORRECTED_PARTS_SQL}) AS corrected ON verb = %(claim_accepted)s
    WHERE verb <> %(claim_reopened)s AND added_by_id IS NULL
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""  # noqa: S608 - constants only

LEARNED_SQL = """
    SELECT DISTINCT ON (created::date) created::date, decisions, shipped_score, own_score, outcome
    FROM claims_learnedweights WHERE created >= %(since)s ORDER BY created::date, id DESC
"""


def measure_states(since: date) -> Measurement:
    """Count the claims of each status at the end of each day since a day, going back from the current counts.

    A claim without events counts with its current status.
    """
    after = since + timedelta(days=1)
    parameters = {"since": after, "statuses": [status.value for status in Status]}
    changes: dict[date | None, dict[str, int]] = defaultdict(dict)
    for day, status, number in _fetch_rows(
        STATUS_FLOWS_SQL if after <= current_day() else STATUS_COUNTS_SQL, parameters
    ):
        changes[day][status] = int(number)
    return _count_back(changes, since)


def _count_back(changes: dict[date | None, dict[str, int]], since: date) -> Measurement:
    counts = {status.value: changes[None].get(status, 0) for status in Status}
    counts_by_day, day = {}, current_day()
    while day >= since:
        counts_by_day[day] = {status: max(count, 0) for status, count in counts.items()}
        counts = {status: count - changes[day].get(status, 0) for status, count in counts.items()}
        day -= timedelta(days=1)
    return counts_by_day


def measure_durations(since: date) -> Measurement:
    """For each week, count first publications and measure the hours from the queue to publication.

    `median` is the 50th percentile of the hours, `most` the 90th.
    """
    return {
        week: {"verdicts": verdicts, "median": median, "most": most}
        for week, verdicts, median, most in _fetch_rows(DURATIONS_SQL, {"since": since})
    }


def measure_queue_ages(_since: date) -> Measurement:
    """Count the queued claims by the days since they were accepted, in the classes of `AGE_LIMITS_DAYS`."""
    counts = dict(_fetch_rows(QUEUE_AGES_SQL, {"ages": list(AGE_LIMITS_DAYS)}))
    return {current_day(): [counts.get(age_class, 0) for age_class in range(len(AGE_LIMITS_DAYS) + 1)]}


def measure_ratings_by_source(_since: date) -> Measurement:
    """Count the ratings of current verdicts by source."""
    return _measure_ratings(RATINGS_SQL.format(name="claimant", join=""))


def measure_ratings_by_topic(_since: date) -> Measurement:
    """Count the ratings of current verdicts by topic."""
    return _measure_ratings(RATINGS_SQL.format(name="name", join="JOIN claims_topic ON claims_topic.id = topic_id"))


def _measure_ratings(query: str) -> Measurement:
    counts: dict[str, dict[str, int]] = {}
    for name, rating, number in _fetch_rows(query, {"most": MAX_METRIC_ROWS}):
        counts.setdefault(name, dict.fromkeys(RATINGS, 0))[rating] = number
    return {current_day(): [{"name": name, "ratings": ratings} for name, ratings in counts.items()]}


def measure_repeated_claims(_since: date) -> Measurement:
    """Find the families of claims that appear in most articles, with the numbers of articles and claims."""
    names = ("claim", "text", "rating", "articles", "claims")
    rows = _fetch_rows(REPEATED_CLAIMS_SQL, {**list_family_members()})
    return {current_day(): [dict(zip(names, row, strict=True)) for row in rows]}


def measure_decisions(since: date) -> Measurement:
    """For each week, count the standing decisions of editors about detected claims.

    Each row is a band of check-worthiness (1 is the lowest), a pipeline, `ACCEPTED_OUTCOME` or a dismissal reason,
    the codes of the corrected parts with spaces between them, and a count.
    """
    decisions_by_week: Measurement = defaultdict(list)
    for week, *decision in _fetch_rows(
        DECISIONS_SQL, {"since": since, "bands": SCORE_BANDS, "accepted": ACCEPTED_OUTCOME}
    ):
        decisions_by_week[week].append(decision)
    return decisions_by_week


def measure_learned_weights(since: date) -> Measurement:
    """For each day, return the newest fit of the reader: decisions, both scores, and what came of it."""
    names = ("decisions", "shipped", "own", "outcome")
    return {day: dict(zip(names, row, strict=True)) for day, *row in _fetch_rows(LEARNED_SQL, {"since": since})}


def _fetch_rows(query: str, parameters: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, {**VERB_PARAMETERS, **parameters})
        rows: list[Any] = cursor.fetchall()
    return rows


SCHEDULED_METRICS: dict[str, ScheduledMetric] = {
    "states": ScheduledMetric(measure_states, past_periods=90),
    "waits": ScheduledMetric(
        measure_durations, ONE_WEEK, past_periods=53, empty_data={"verdicts": 0, "median": None, "most": None}
    ),
    "decisions": ScheduledMetric(
        measure_decisions, ONE_WEEK, past_periods=53, settling_time=4 * ONE_WEEK, empty_data=[]
    ),
    "learned": ScheduledMetric(measure_learned_weights, past_periods=365, empty_data={}),
    "ages": ScheduledMetric(measure_queue_ages),
    "by_source": ScheduledMetric(measure_ratings_by_source),
    "by_topic": ScheduledMetric(measure_ratings_by_topic),
    "repeated": ScheduledMetric(measure_repeated_claims, interval=timedelta(hours=1)),
}
"""Decisions can be undone, so they settle after four weeks. Repeated claims take the longest to compute."""
