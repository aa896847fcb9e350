"""The statements of an import use indexes even where PostgreSQL has no statistics, as for the first large import."""

import json

from django.db import connection

from claims.models import Import, User
from claims.services.import_rows import COMPARE_SQL, LINK_SQL
from tests.services.test_imports import check_sheet

ROWS = 400


def test_no_row_is_compared_with_every_other_row(mona: User) -> None:
    rows = "".join(f"Claim {number},https://a.example/{number},False\n" for number in range(ROWS))
    run = check_sheet(mona, f"claim,url,rating\n{rows}")
    assert run.report["added"] == ROWS
    for statement in (COMPARE_SQL, LINK_SQL):
        assert "Join Filter" not in plan_of(statement.as_string(connection.connection), run)


def plan_of(statement: str, run: Import) -> str:
    """Return the plan that PostgreSQL chooses if it takes a table for small."""
    with connection.cursor() as cursor:
        for method in ("hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{method} = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", {"run": run.pk})
        return json.dumps(cursor.fetchone()[0])
