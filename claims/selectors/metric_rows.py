"""From the values that are stored for a metric to the rows of its table."""

from itertools import dropwhile
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import LearnedWeights, Metric
from claims.ratings import RATINGS
from claims.workflow import Status

MetricRow = tuple[str | int | float | None, ...]
MetricRows = list[MetricRow]

AGE_LABELS = (_("today"), _("1–2 days"), _("3–7 days"), _("8–30 days"), _("older"))


def list_status_rows(metrics: list[Metric]) -> MetricRows:
    """Return the counts of each day, from the day before the first claim on."""
    rows: MetricRows = [
        (metric.period_start.isoformat(), *(metric.data.get(status.value, 0) for status in Status))
        for metric in metrics
    ]
    first = next((index for index, row in enumerate(rows) if any(row[1:])), None)
    return rows[max(first - 1, 0) :] if first is not None else []


def list_age_rows(metrics: list[Metric]) -> MetricRows:
    """Return the classes of ages with their counts; none for an empty queue."""
    numbers = _newest_data(metrics)
    return list(zip(map(str, AGE_LABELS), numbers, strict=True)) if any(numbers) else []


def list_duration_rows(metrics: list[Metric]) -> MetricRows:
    """Return the hours by week, from the first week with a verdict on; later weeks without one are empty."""
    weeks = dropwhile(lambda metric: not metric.data["verdicts"], metrics)
    return [
        (
            metric.period_start.isoformat(),
            metric.data["verdicts"],
            _round_hours(metric.data["median"]),
            _round_hours(metric.data["most"]),
        )
        for metric in weeks
    ]


def _round_hours(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 1)


def list_rating_rows(metrics: list[Metric]) -> MetricRows:
    """Return the names with the count of each rating, and of all."""
    return [
        (group["name"], *(group["ratings"][code] for code in RATINGS), sum(group["ratings"].values()))
        for group in _newest_data(metrics)
    ]


def list_repeated_rows(metrics: list[Metric]) -> MetricRows:
    """Return the families with their articles, claims and verdict."""
    return [
        (
            claim["text"],
            claim["articles"],
            claim["claims"],
            claim["rating"] or None,
        )
        for claim in _newest_data(metrics)
    ]


def list_repeated_claim_ids(metrics: list[Metric]) -> tuple[int, ...]:
    """Return a claim of each family."""
    return tuple(each["claim"] for each in _newest_data(metrics))


def list_learned_rows(metrics: list[Metric]) -> MetricRows:
    """Return the days on which the reader learned: decisions, both scores in percent, and what came of it."""
    return [
        (
            metric.period_start.isoformat(),
            metric.data["decisions"],
            round(100 * metric.data["shipped"], 1),
            round(100 * metric.data["own"], 1),
            str(LearnedWeights.Outcome(metric.data["outcome"]).label),
        )
        for metric in metrics
        if metric.data
    ]


def _newest_data(metrics: list[Metric]) -> Any:
    return metrics[-1].data if metrics else []
