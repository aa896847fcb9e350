"""What the dashboard keeps: which measures, how far they look back, and what of them has to be measured now."""

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
    """How something is measured, `take(since)`, for periods that are `step` long.

    `back` periods before this one are made up for when they are missing. The row of a period is settled when it was
    computed `settles` after the period's end; `nothing` is what it holds when nothing happened. What is dear and
    changes slowly is measured `every` so often, all else whenever anybody asks.
    """

    measure: Callable[[date], Measurement]
    period: timedelta = ONE_DAY
    past_periods: int = 0
    settling_time: timedelta = timedelta()
    empty_data: Any = None
    interval: timedelta = timedelta()

    def periods(self) -> list[date]:
        """The first days of the periods that it looks at, the oldest first."""
        now = current_day()
        current = now - timedelta(days=now.weekday()) if self.period == ONE_WEEK else now
        return [current - self.period * number for number in range(self.past_periods, -1, -1)]

    def is_settled(self, day: date, computed: datetime) -> bool:
        """Whether what was computed then for this period will not change any more."""
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
"""Decisions are taken back, so they settle four weeks later. To compare all words with all takes the longest by far."""


def list_due_metrics() -> list[str]:
    """The names of what has to be measured at this moment."""
    now = timezone.now()
    slow = [name for name, measure in SCHEDULED_METRICS.items() if measure.interval]
    newest = Metric.objects.filter(name__in=slow).order_by("name", "-period_start").distinct("name")
    known = dict(newest.values_list("name", "computed")[: len(slow)])
    return [
        name
        for name, measure in SCHEDULED_METRICS.items()
        if name not in known or known[name] + measure.interval <= now
    ]


def list_unsettled_periods(name: str) -> list[date]:
    """The periods that have to be measured, the oldest first; the current one is always among them."""
    measure = SCHEDULED_METRICS[name]
    periods = measure.periods()
    known = dict(
        Metric.objects.filter(name=name, period_start__gte=periods[0]).values_list("period_start", "computed")[
            : len(periods)
        ]
    )
    return [day for day in periods if day not in known or not measure.is_settled(day, known[day])]
