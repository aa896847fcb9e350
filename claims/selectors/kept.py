"""What the dashboard keeps: which measures, how far they look back, and what of them has to be measured now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from claims.models import Figure
from claims.selectors import measures

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Measure:
    """How something is measured, `take(since)`, for periods that are `step` long.

    `back` periods before this one are made up for when they are missing. The row of a period is settled when it was
    computed `settles` after the period's end; `nothing` is what it holds when nothing happened. What is dear and
    changes slowly is measured `every` so often, all else whenever anybody asks.
    """

    take: Callable[[date], measures.Found]
    step: timedelta = DAY
    back: int = 0
    settles: timedelta = timedelta()
    nothing: Any = None
    every: timedelta = timedelta()

    def periods(self) -> list[date]:
        """The first days of the periods that it looks at, the oldest first."""
        now = measures.today()
        current = now - timedelta(days=now.weekday()) if self.step == WEEK else now
        return [current - self.step * number for number in range(self.back, -1, -1)]

    def is_settled(self, day: date, computed: datetime) -> bool:
        """Whether what was computed then for this period will not change any more."""
        return computed >= datetime.combine(day + self.step, time(), UTC) + self.settles


MEASURES: dict[str, Measure] = {
    "states": Measure(measures.states, back=90),
    "waits": Measure(measures.waits, WEEK, back=53, nothing={"verdicts": 0, "median": None, "most": None}),
    "decisions": Measure(measures.decisions, WEEK, back=53, settles=4 * WEEK, nothing=[]),
    "ages": Measure(measures.ages),
    "by_source": Measure(measures.by_source),
    "by_topic": Measure(measures.by_topic),
    "repeated": Measure(measures.repeated, every=timedelta(hours=1)),
}
"""Decisions are taken back, so they settle four weeks later. To compare all words with all takes the longest by far."""


def due() -> list[str]:
    """The names of what has to be measured at this moment."""
    now = timezone.now()
    slow = [name for name, measure in MEASURES.items() if measure.every]
    newest = Figure.objects.filter(name__in=slow).order_by("name", "-day").distinct("name")
    known = dict(newest.values_list("name", "computed")[: len(slow)])
    return [name for name, measure in MEASURES.items() if name not in known or known[name] + measure.every <= now]


def unsettled(name: str) -> list[date]:
    """The periods that have to be measured, the oldest first; the current one is always among them."""
    measure = MEASURES[name]
    periods = measure.periods()
    known = dict(Figure.objects.filter(name=name, day__gte=periods[0]).values_list("day", "computed")[: len(periods)])
    return [day for day in periods if day not in known or not measure.is_settled(day, known[day])]
