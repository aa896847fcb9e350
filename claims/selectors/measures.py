"""Measuring the desk for its dashboard: one statement each, whose answer is small however large the tables are.

These look at whole tables and run in the background, under `services.figures`. Days and weeks are those of UTC.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from claims.ratings import RATINGS
from claims.selectors.repeats import REPEATED
from claims.verbs import VERBS
from claims.workflow import Status

MOST = 12  # sources and topics, the most frequent first
BANDS = 5  # of checkworthiness, each a fifth wide
AGES = (1, 3, 8, 31)  # days at which an age falls into the next class
ACCEPTED = "accepted"

VERB_PARAMETERS = {name.replace(".", "_"): name for name in VERBS}
"""The verbs as parameters of the statements below."""

Found = dict[date, Any]
"""What was found, by the day it belongs to."""

STANDING = "SELECT NULL::date AS day, status, count(*) FROM claims_claim GROUP BY status"

FLOWS = f"""
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
    {STANDING}
    UNION ALL
    SELECT day, status, sum(number) FROM (
        SELECT day, target AS status, count(*) AS number FROM moved GROUP BY 1, 2
        UNION ALL SELECT day, source, -count(*) FROM moved GROUP BY 1, 2
        UNION ALL SELECT day, status, count(*) FROM began GROUP BY 1, 2
    ) AS change GROUP BY day, status
"""  # noqa: S608 - made of our own words
"""Where claims stand now, and what each day since changed; in one statement, so that both are of one moment."""

WAITED = """
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

AGED = """
    SELECT width_bucket(current_date - coalesce(queued.at, created)::date, %(ages)s), count(*)
    FROM claims_claim LEFT JOIN LATERAL (
        SELECT at FROM claims_event
        WHERE claim_id = claims_claim.id AND verb IN (%(claim_accepted)s, %(claim_added)s)
        ORDER BY id DESC LIMIT 1
    ) AS queued ON true
    WHERE status = 'queued' GROUP BY 1
"""

RATED = """
    WITH standing AS MATERIALIZED (
        SELECT {name} AS name, rating FROM claims_publication
        JOIN claims_claim ON publication_id = claims_publication.id {join}
        WHERE kind <> 'withdrawn' AND {name} <> ''
    ), most AS (
        SELECT name, count(*) AS number FROM standing GROUP BY name ORDER BY number DESC, name LIMIT %(most)s
    )
    SELECT name, rating, count(*) FROM standing JOIN most USING (name)
    GROUP BY name, number, rating ORDER BY number DESC, name
"""

DECIDED = """
    WITH decided AS (
        SELECT DISTINCT ON (claim_id) claim_id, verb, at, data->>'reason' AS reason FROM claims_event
        WHERE at >= %(since)s AND verb IN (%(claim_accepted)s, %(claim_dismissed)s, %(claim_reopened)s)
        ORDER BY claim_id, id DESC
    )
    SELECT date_trunc('week', at)::date, least(width_bucket(checkworthiness, 0, 1, %(bands)s), %(bands)s),
           coalesce(found.pipeline, ''), CASE verb WHEN %(claim_accepted)s THEN %(accepted)s ELSE reason END, count(*)
    FROM decided JOIN claims_claim ON claims_claim.id = decided.claim_id
    LEFT JOIN LATERAL (
        SELECT pipeline FROM claims_appearance WHERE claim_id = claims_claim.id ORDER BY id LIMIT 1
    ) AS found ON true
    WHERE verb <> %(claim_reopened)s AND added_by_id IS NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""


def today() -> date:
    """The day that it is."""
    return timezone.now().date()


def states(since: date) -> Found:
    """How many claims stood in each state at the end of each day from one on, counted back from where they stand now.

    Claims whose past no event tells are taken to have stood where they stand.
    """
    after = since + timedelta(days=1)
    words = {"since": after, "statuses": [status.value for status in Status]}
    changes: dict[date | None, dict[str, int]] = defaultdict(dict)
    for day, status, number in _rows(FLOWS if after <= today() else STANDING, words):
        changes[day][status] = int(number)
    return _back(changes, since)


def _back(changes: dict[date | None, dict[str, int]], since: date) -> Found:
    number = {status.value: changes[None].get(status, 0) for status in Status}
    found, day = {}, today()
    while day >= since:
        found[day] = {status: max(count, 0) for status, count in number.items()}
        number = {status: count - changes[day].get(status, 0) for status, count in number.items()}
        day -= timedelta(days=1)
    return found


def waits(since: date) -> Found:
    """For each week: how many verdicts came out for the first time, and the hours since their claims were queued.

    Half of them took no longer than `median`, nine out of ten no longer than `most`.
    """
    return {
        week: {"verdicts": verdicts, "median": median, "most": most}
        for week, verdicts, median, most in _rows(WAITED, {"since": since})
    }


def ages(_since: date) -> Found:
    """How many claims wait in the queue, by how many days ago they were accepted, in the classes that `AGES` parts."""
    number = dict(_rows(AGED, {"ages": list(AGES)}))
    return {today(): [number.get(place, 0) for place in range(len(AGES) + 1)]}


def by_source(_since: date) -> Found:
    """The ratings of the verdicts that stand, by whom their claims are from."""
    return _rated(RATED.format(name="claimant", join=""))


def by_topic(_since: date) -> Found:
    """The ratings of the verdicts that stand, by what their claims are about."""
    return _rated(RATED.format(name="name", join="JOIN claims_topic ON claims_topic.id = topic_id"))


def _rated(query: str) -> Found:
    counts: dict[str, dict[str, int]] = {}
    for name, rating, number in _rows(query, {"most": MOST}):
        counts.setdefault(name, dict.fromkeys(RATINGS, 0))[rating] = number
    return {today(): [{"name": name, "ratings": ratings} for name, ratings in counts.items()]}


def repeated(_since: date) -> Found:
    """The claims that stand in the most articles, with the number of articles and of claims."""
    names = ("claim", "text", "rating", "articles", "claims")
    return {today(): [dict(zip(names, row, strict=True)) for row in _rows(REPEATED, {})]}


def decisions(since: date) -> Found:
    """For each week: what editors decided about claims that the machine found, as far as it stands.

    Each is a band of checkworthiness (1 the lowest), a pipeline, `ACCEPTED` or a reason of dismissal, and a number.
    """
    found: Found = defaultdict(list)
    for week, *decision in _rows(DECIDED, {"since": since, "bands": BANDS, "accepted": ACCEPTED}):
        found[week].append(decision)
    return found


def _rows(query: str, words: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, {**VERB_PARAMETERS, **words})
        rows: list[Any] = cursor.fetchall()
    return rows
