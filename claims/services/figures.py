"""Figures: measured in the background and kept, so that the dashboard only reads."""

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Figure
from claims.selectors import kept

SECONDS = 120
"""How long PostgreSQL may take for one of them."""


@transaction.atomic
def compute(*, name: str) -> int:
    """Measure what is not settled yet, and write it over what was there: twice is once. Answers how many rows.

    It leaves no event: a figure is no decision of anybody, and every few minutes there is another.
    """
    periods = kept.unsettled(name)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{SECONDS}s'; SET LOCAL work_mem = '64MB'")
    found = kept.MEASURES[name].take(periods[0])
    nothing = kept.MEASURES[name].nothing
    rows = [Figure(name=name, day=day, data=found.get(day, nothing), computed=timezone.now()) for day in periods]
    Figure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name", "day"], update_fields=["data", "computed"]
    )
    return len(rows)
