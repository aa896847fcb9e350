"""Figures: measured in the background and kept, so that the dashboard only reads."""

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Metric
from claims.selectors.metric_schedule import SCHEDULED_METRICS, list_unsettled_periods

MAX_QUERY_SECONDS = 120
"""How long PostgreSQL may take for one of them."""


@transaction.atomic
def compute_metric(*, name: str) -> int:
    """Measure what is not settled yet, and write it over what was there: twice is once. Answers how many rows.

    It leaves no event: a figure is no decision of anybody, and every few minutes there is another.
    """
    periods = list_unsettled_periods(name)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{MAX_QUERY_SECONDS}s'; SET LOCAL work_mem = '64MB'")
    found = SCHEDULED_METRICS[name].measure(periods[0])
    nothing = SCHEDULED_METRICS[name].empty_data
    rows = [
        Metric(name=name, period_start=day, data=found.get(day, nothing), computed=timezone.now()) for day in periods
    ]
    Metric.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name", "period_start"], update_fields=["data", "computed"]
    )
    return len(rows)
