"""The curve of a tip: how many readers asked in each hour, day or week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.models import Tip
from claims.number_format import format_number
from claims.selectors.tip_arrivals import Hours, list_arrivals
from claims.web.dashboard.chart_geometry import Series, layout_lines
from claims.web.dashboard.charts import Chart

MIN_READERS = 3
"""Readers from which a tip has a curve."""
MAX_STEPS = 60


@dataclass(frozen=True, slots=True)
class CurveStep:
    """The unit of a curve, and the format of its times. A unit is taken if the curve has no more than `MAX_STEPS`."""

    length: timedelta
    time_format: str


STEPS = (
    CurveStep(timedelta(hours=1), "SHORT_DATETIME_FORMAT"),
    CurveStep(timedelta(days=1), "SHORT_DATE_FORMAT"),
    CurveStep(timedelta(days=7), "SHORT_DATE_FORMAT"),
)


@dataclass(frozen=True, slots=True)
class TipCurve:
    """A chart and its table: when readers asked, and how many. Times without a reader are left out of the table."""

    chart: Chart
    rows: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class TipCard:
    """A tip and its curve, if enough readers asked."""

    tip: Tip
    curve: TipCurve | None


def draw_tip_cards(tips: Sequence[Tip]) -> list[TipCard]:
    """Return the tips with their curves: one query, or none if no tip has a curve."""
    repeated = [tip.pk for tip in tips if tip.reader_count >= MIN_READERS]
    arrivals = list_arrivals(repeated) if repeated else {}
    return [TipCard(tip, _draw_curve(tip, arrivals[tip.pk]) if tip.pk in arrivals else None) for tip in tips]


def _draw_curve(tip: Tip, hours: Hours) -> TipCurve:
    step, counts = _count_steps(hours)
    names = [date_format(timezone.localtime(moment), step.time_format) for moment in counts]
    title = _("When readers asked")
    description = _("From %(first)s to %(last)s. The table below has the numbers.") % {
        "first": names[0],
        "last": names[-1],
    }
    series = Series(title, list(counts.values()), lambda number: format_number(round(number)))
    chart = Chart(f"tip-{tip.pk}-curve", "tips", title, description, lines=layout_lines(names, [series], small=True))
    return TipCurve(chart, [(name, count) for name, count in zip(names, counts.values(), strict=True) if count])


def _count_steps(hours: Hours) -> tuple[CurveStep, dict[datetime, int]]:
    """Return the shortest unit that fits, and the number of readers in each; the newest `MAX_STEPS` of the longest."""
    first, last = timezone.localtime(hours[0][0]), timezone.localtime(hours[-1][0])
    step = next((step for step in STEPS if (last - first) / step.length < MAX_STEPS - 1), STEPS[-1])
    start = first if step is STEPS[0] else first.replace(hour=0)
    counts = Counter[int]()
    for hour, count in hours:
        counts[(hour - start) // step.length] += count
    places = range(max(counts) + 1)[-MAX_STEPS:]
    return step, {start + place * step.length: counts[place] for place in places}
