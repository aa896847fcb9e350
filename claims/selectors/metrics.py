"""Metrics of the dashboard as tables, for page, CSV and API, from stored values."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from claims.models import Metric
from claims.ratings import RATINGS
from claims.refusals import NotFound
from claims.selectors.metric_queries import MAX_METRIC_ROWS, SCHEDULED_METRICS
from claims.selectors.metric_rows import (
    MetricRows,
    list_age_rows,
    list_duration_rows,
    list_learned_rows,
    list_rating_rows,
    list_repeated_claim_ids,
    list_repeated_rows,
    list_status_rows,
)
from claims.selectors.metric_schedule import current_day
from claims.selectors.precision_metrics import (
    CORRECTIONS_TEXT,
    PRECISION_COLUMNS,
    PRECISION_TEXT,
    list_corrected_parts,
    list_dismissal_counts,
    list_precision_by_band,
    list_precision_by_pipeline,
    list_precision_by_week,
)
from claims.workflow import STATUS_LABELS

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise, _StrPromise

RANGE_LABELS = {30: _("30 days"), 90: _("90 days"), 365: _("1 year")}
DEFAULT_DAYS = 90

RATING_LABELS = tuple(rating.label for rating in RATINGS.values())


@dataclass(frozen=True, slots=True)
class MetricTable:
    """A metric as a table. The first column names the row; `computed` is the time of computation, if any.

    `claim_ids` has the claim of each row, if rows are about single claims.
    """

    name: str
    title: str
    description: str
    empty_text: str
    columns: tuple[str, ...]
    rows: MetricRows
    computed: datetime | None
    claim_ids: tuple[int, ...] = ()


class ChartKind(StrEnum):
    """How the dashboard draws a metric; `web.dashboard.charts` has the drawing of each kind."""

    STATUSES = "statuses"
    COUNTS = "counts"
    DURATIONS = "durations"
    RATINGS = "ratings"
    SHARES = "shares"
    WEEKLY_SHARES = "weekly_shares"
    LEARNED = "learned"


@dataclass(frozen=True, slots=True)
class MetricDefinition:
    """How the values stored under `source` become the rows of a table, and the chart that shows them."""

    source: str
    chart: ChartKind
    title: "_StrPromise"
    description: "_StrPromise"
    empty_text: "_StrPromise"
    columns: "tuple[_StrOrPromise, ...]"
    build_rows: Callable[[list[Metric]], MetricRows]
    find_claim_ids: Callable[[list[Metric]], tuple[int, ...]] = field(default=lambda _metrics: ())


RATINGS_BY_SOURCE_TEXT = _("Current verdicts for the %(limit)d sources with most verdicts, without withdrawn ones.")
RATINGS_BY_TOPIC_TEXT = _("Current verdicts for the %(limit)d topics with most verdicts, without withdrawn ones.")
PRECISION_BY_WEEK_TEXT = _("Counted as in “Accuracy by score”, by the week of the decision.")
PRECISION_BY_PIPELINE_TEXT = _("Counted as in “Accuracy by score”, by the newest pipeline that detected the claim.")
LEARNED_TEXT = _(
    "How well the scores put claims that editors accepted before those they dismissed: average precision on the newest "
    "quarter of the decisions, from which nothing was learned. 100 percent is a perfect order."
)
UNDECIDED_TEXT = _("No claims have been decided yet. Accept or dismiss detected claims to see the accuracy.")

METRICS: dict[str, MetricDefinition] = {
    "states": MetricDefinition(
        "states",
        ChartKind.STATUSES,
        _("Claims by status"),
        _("At the end of each day, and today so far."),
        _("There are no claims yet. Submit an article to see its claims counted here."),
        (_("Day"), *STATUS_LABELS.values()),
        list_status_rows,
    ),
    "queue-age": MetricDefinition(
        "ages",
        ChartKind.COUNTS,
        _("Time in the queue"),
        _("Queued claims by the days since they were accepted."),
        _("The queue is empty."),
        (_("Accepted"), _("Claims")),
        list_age_rows,
    ),
    "time-to-verdict": MetricDefinition(
        "waits",
        ChartKind.DURATIONS,
        _("Time to verdict"),
        _("Hours from the queue to the first publication, by the week of publication."),
        _("No verdict was published in this period."),
        (_("Week of"), _("Verdicts"), _("50 % within, hours"), _("90 % within, hours")),
        list_duration_rows,
    ),
    "ratings-by-source": MetricDefinition(
        "by_source",
        ChartKind.RATINGS,
        _("Ratings by source"),
        RATINGS_BY_SOURCE_TEXT,
        _("There is no verdict yet on a claim with a source."),
        (_("Source"), *RATING_LABELS, pgettext_lazy("sum", "All")),
        list_rating_rows,
    ),
    "ratings-by-topic": MetricDefinition(
        "by_topic",
        ChartKind.RATINGS,
        _("Ratings by topic"),
        RATINGS_BY_TOPIC_TEXT,
        _("There is no verdict yet on a claim with a topic."),
        (_("Topic"), *RATING_LABELS, pgettext_lazy("sum", "All")),
        list_rating_rows,
    ),
    "repeated-claims": MetricDefinition(
        "repeated",
        ChartKind.COUNTS,
        _("Claims made again and again"),
        _("Families of claims that say the same, by people’s decisions or in the same words, in several articles."),
        _("No claim has appeared in a second article yet."),
        (_("Claim"), _("Articles"), _("Claims"), _("Verdict")),
        list_repeated_rows,
        list_repeated_claim_ids,
    ),
    "precision-by-score": MetricDefinition(
        "decisions",
        ChartKind.SHARES,
        _("Accuracy by score"),
        PRECISION_TEXT,
        UNDECIDED_TEXT,
        (_("Check-worthiness"), *PRECISION_COLUMNS),
        list_precision_by_band,
    ),
    "precision-by-week": MetricDefinition(
        "decisions",
        ChartKind.WEEKLY_SHARES,
        _("Accuracy by week"),
        PRECISION_BY_WEEK_TEXT,
        UNDECIDED_TEXT,
        (_("Week of"), *PRECISION_COLUMNS),
        list_precision_by_week,
    ),
    "precision-by-pipeline": MetricDefinition(
        "decisions",
        ChartKind.SHARES,
        _("Accuracy by pipeline"),
        PRECISION_BY_PIPELINE_TEXT,
        UNDECIDED_TEXT,
        (_("Pipeline"), *PRECISION_COLUMNS),
        list_precision_by_pipeline,
    ),
    "corrected-parts": MetricDefinition(
        "decisions",
        ChartKind.COUNTS,
        _("Corrected parts of readings"),
        CORRECTIONS_TEXT,
        _("No claim was accepted in this period."),
        (_("Part"), _("Claims"), _("Percent of accepted")),
        list_corrected_parts,
    ),
    "dismissals": MetricDefinition(
        "decisions",
        ChartKind.COUNTS,
        _("Dismissal reasons"),
        _(
            "Detected claims that editors dismissed. “Misread” means that the reading was wrong, “trivial” that the "
            "score was, “opinion” that both were."
        ),
        _("No claim was dismissed in this period."),
        (_("Reason"), _("Claims"), _("Percent")),
        list_dismissal_counts,
    ),
    "learned-order": MetricDefinition(
        "learned",
        ChartKind.LEARNED,
        _("Order of claims, learned from this desk"),
        LEARNED_TEXT,
        _("The reader has not learned from this desk yet."),
        (_("Day"), _("Decisions"), _("Shipped weights, percent"), _("With what was learned, percent"), _("Outcome")),
        list_learned_rows,
    ),
}
"""Every metric, in the order of the dashboard."""


def list_metric_tables(days: int = DEFAULT_DAYS) -> list[MetricTable]:
    """Return all metrics, those over time for the last `days`: two queries."""
    metrics_by_name = _load_metrics({definition.source for definition in METRICS.values()}, days)
    return [_build_table(name, metrics_by_name.get(definition.source, [])) for name, definition in METRICS.items()]


def get_metric_table(name: str, days: int = DEFAULT_DAYS) -> MetricTable:
    """Return a metric by its name; raises `NotFound`."""
    if name not in METRICS:
        raise NotFound
    source = METRICS[name].source
    return _build_table(name, _load_metrics({source}, days).get(source, []))


def _load_metrics(sources: set[str], days: int) -> dict[str, list[Metric]]:
    """Load the periods of the last `days` of metrics over time, and the newest value of all others."""
    timed = {name for name in sources if SCHEDULED_METRICS[name].past_periods}
    since = current_day() - timedelta(days=days)
    series = Metric.objects.filter(name__in=timed, period_start__gte=since).order_by("name", "period_start")
    newest = Metric.objects.filter(name__in=sources - timed).order_by("name", "-period_start").distinct("name")
    metrics: dict[str, list[Metric]] = {}
    for metric in (*series[: len(sources) * (days + 1)], *newest[: len(sources)]):
        metrics.setdefault(metric.name, []).append(metric)
    return metrics


def _build_table(name: str, metrics: list[Metric]) -> MetricTable:
    definition = METRICS[name]
    computed = max((metric.computed for metric in metrics), default=None)
    return MetricTable(
        name,
        str(definition.title),
        str(definition.description) % {"limit": MAX_METRIC_ROWS},
        str(definition.empty_text),
        tuple(capfirst(str(column)) for column in definition.columns),
        definition.build_rows(metrics),
        computed,
        definition.find_claim_ids(metrics),
    )
