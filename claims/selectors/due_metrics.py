"""Which metrics are due now, and for which periods."""

from datetime import date

from django.utils import timezone

from claims.models import Metric
from claims.selectors.metric_queries import SCHEDULED_METRICS


def list_due_metrics() -> list[str]:
    """Return the names of the metrics that are due now."""
    now = timezone.now()
    slow = [name for name, measure in SCHEDULED_METRICS.items() if measure.interval]
    newest = Metric.objects.filter(name__in=slow).order_by("name", "-period_start").distinct("name")
    existing = dict(newest.values_list("name", "computed")[: len(slow)])
    return [
        name
        for name, measure in SCHEDULED_METRICS.items()
        if name not in existing or existing[name] + measure.interval <= now
    ]


def list_unsettled_periods(name: str) -> list[date]:
    """Return the periods to compute, oldest first; the current one is always among them."""
    measure = SCHEDULED_METRICS[name]
    periods = measure.periods()
    existing = dict(
        Metric.objects.filter(name=name, period_start__gte=periods[0]).values_list("period_start", "computed")[
            : len(periods)
        ]
    )
    return [day for day in periods if day not in existing or not measure.is_settled(day, existing[day])]
