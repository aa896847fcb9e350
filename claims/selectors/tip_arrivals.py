"""When the readers of a tip asked: how many in each hour."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

MAX_ARRIVALS = 2_000
"""The newest tips of a group that are counted."""

ARRIVALS_SQL = """
    SELECT head.id, date_trunc('hour', asked.created), count(*)
    FROM unnest(%(tips)s::bigint[]) AS head (id) CROSS JOIN LATERAL (
        SELECT created FROM claims_tip WHERE id = head.id
        UNION ALL
        (SELECT created FROM claims_tip WHERE duplicate_of_id = head.id ORDER BY id DESC LIMIT %(limit)s)
    ) AS asked
    GROUP BY 1, 2 ORDER BY 1, 2
"""

Hours = list[tuple[datetime, int]]


def list_arrivals(tip_ids: Sequence[int]) -> dict[int, Hours]:
    """Return for each tip the hours in which its group was sent, with their numbers, the earliest first: one query."""
    with connection.cursor() as cursor:
        cursor.execute(ARRIVALS_SQL, {"tips": list(tip_ids), "limit": MAX_ARRIVALS})
        found: dict[int, Hours] = {}
        for tip, hour, count in cursor.fetchall():
            found.setdefault(tip, []).append((hour, count))
    return found
