"""How often a metric is computed, and over which periods."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

Measurement = dict[date, Any]
"""Values by the first day of their period."""

ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)


def current_day() -> date:
    """Return the current day in UTC."""
    return timezone.now().date()


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
