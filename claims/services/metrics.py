"""Metrics: computed in the background and stored, so that the dashboard only reads."""

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Metric
from claims.selectors.due_metrics import list_unsettled_periods
from claims.selectors.metric_queries import SCHEDULED_METRICS

MAX_QUERY_SECONDS = 120
"""Seconds that PostgreSQL may take to compute one metric."""


@transaction.atomic
def compute_metric(*, name: str) -> int:
    """Compute a metric for the periods that can still change, and return the number of rows. Safe to run twice.

    It records no event: a metric is no decision of a person, and it is computed every few minutes.
    """
    periods = list_unsettled_periods(name)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{MAX_QUERY_SECONDS}s'; SET LOCAL work_mem = '64MB'")
    measured = SCHEDULED_METRICS[name].measure(periods[0])
    empty = SCHEDULED_METRICS[name].empty_data
    rows = [
        Metric(name=name, period_start=day, data=measured.get(day, empty), computed=timezone.now()) for day in periods
    ]
    Metric.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["name", "period_start"], update_fields=["data", "computed"]
    )
    return len(rows)
