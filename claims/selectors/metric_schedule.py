"""Schedule of the metrics: how often each is computed, over which periods, and which are due now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from claims.models import Metric
from claims.selectors.metric_queries import (
    Measurement,
    current_day,
    measure_decisions,
    measure_durations,
    measure_queue_ages,
    measure_ratings_by_source,
    measure_ratings_by_topic,
    measure_repeated_claims,
    measure_states,
)

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ScheduledMetric:
    """How a metric is computed, by `measure(since)`, for periods of length `period`.

    `past_periods` earlier periods are computed too if they are missing. A period is settled once it is computed
    `settling_time` after its end; `empty_data` is its value if nothing happened. Expensive metrics are computed once
    per `interval`, others on every run.
    """

    measure: Callable[[date], Measurement]
    period: timedelta = ONE_DAY
    past_periods: int = 0
    settling_time: timedelta = timedelta()
    empty_data: Any = None
    interval: timedelta = timedelta()

    def periods(self) -> list[date]:
        """Return the first days of the periods, oldest first."""
        today = current_day()
        current = today - timedelta(days=today.weekday()) if self.period == ONE_WEEK else today
        return [current - self.period * number for number in range(self.past_periods, -1, -1)]

    def is_settled(self, day: date, computed: datetime) -> bool:
        """Return whether the value computed at this time for this period is final."""
        return computed >= datetime.combine(day + self.period, time(), UTC) + self.settling_time


SCHEDULED_METRICS: dict[str, ScheduledMetric] = {
    "states": ScheduledMetric(measure_states, past_periods=90),
    "waits": ScheduledMetric(
        measure_durations, ONE_WEEK, past_periods=53, empty_data={"verdicts": 0, "median": None, "most": None}
    ),
    "decisions": ScheduledMetric(
        measure_decisions, ONE_WEEK, past_periods=53, settling_time=4 * ONE_WEEK, empty_data=[]
    ),
    "ages": ScheduledMetric(measure_queue_ages),
    "by_source": ScheduledMetric(measure_ratings_by_source),
    "by_topic": ScheduledMetric(measure_ratings_by_topic),
    "repeated": ScheduledMetric(measure_repeated_claims, interval=timedelta(hours=1)),
}
"""Decisions can be undone, so they settle after four weeks. Repeated claims take the longest to compute."""


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
