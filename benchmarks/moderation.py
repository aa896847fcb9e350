"""How long the moderators' queue takes with 50,000 verdicts waiting among 1,000,000 claims, rolled back at the end.

    python -m benchmarks.moderation [WAITING] [CLAIMS]

Prints, for each thing a moderator does, the milliseconds in the database and how many rows its plan touched.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - Django first
from django.test.utils import CaptureQueriesContext  # noqa: E402

from claims.models import Case, User  # noqa: E402
from claims.selectors import cases as reading  # noqa: E402
from claims.services import cases  # noqa: E402
from claims.workflow import Role  # noqa: E402

FILL = """
SET LOCAL statement_timeout = 0;
DROP INDEX claims_text_trgm;
SET LOCAL session_replication_role = replica;
INSERT INTO claims_claim (text, status, version, checkworthiness, reasons, dismissal, reach, asked, priority, created)
SELECT 'Claim number ' || n, CASE WHEN n <= %(waiting)s THEN 'in_review' ELSE 'detected' END, 1, 0.5, '[]', '', 0, 0, 0,
       now()
FROM generate_series(1, %(claims)s) n;
INSERT INTO claims_verdict (claim_id, revision, version, rating, summary, justification, correction, author_id, authors,
                            saved, submitted, sent_back_reason)
SELECT id, 1, 1, 'true', 'So it is.', 'It was counted.', '', %(author)s, ARRAY[%(author)s::bigint], now(), now(), ''
FROM claims_claim WHERE status = 'in_review';
SET LOCAL session_replication_role = origin;
UPDATE claims_claim SET status = 'awaiting_approval' WHERE status = 'in_review';
ANALYZE claims_claim; ANALYZE claims_verdict; ANALYZE claims_case;
"""


def main(waiting: int = 50_000, claims: int = 1_000_000) -> None:
    """Fill a desk, look and decide as a moderator does, and take it all back."""
    with transaction.atomic():
        author = User.objects.create_user("bench-author@desk.example", role=Role.EDITOR)
        mona = User.objects.create_user("bench-moderator@desk.example", role=Role.MODERATOR)
        with connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(FILL, {"waiting": waiting, "claims": claims, "author": author.pk})
        print(f"{waiting:,} verdicts wait among {claims:,} claims; filled in {time.perf_counter() - began:.0f} s")
        middle = Case.objects.filter(closed__isnull=True).order_by("id")[waiting // 2].pk
        told("the first page", reading.page)
        told("a page in the middle", lambda: reading.page(after=middle))
        told("the counts", lambda: reading.counts(mona))
        told("the next one, held", lambda: cases.take_next(moderator=mona))
        transaction.set_rollback(True)


def told(what: str, do: Callable[[], Any], times: int = 5) -> None:
    """The best of some runs, and the most rows that one query looked at."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        taken.append(time.perf_counter() - began)
    print(f"{what:24} {min(taken) * 1000:8.1f} ms   rows looked at: {_rows(do):,}")


def _rows(do: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        do()
    return max(_looked_at(query["sql"]) for query in asked.captured_queries if query["sql"].startswith("SELECT"))


def _looked_at(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        return _sum(cursor.fetchone()[0][0]["Plan"])


def _sum(plan: dict[str, Any]) -> int:
    """The rows that the leaves of a plan gave up and threw away, over all their loops."""
    below = plan.get("Plans", [])
    own = 0 if below else (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    return int(own + sum(_sum(each) for each in below))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
