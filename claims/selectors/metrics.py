"""The dashboard's figures as tables: what page, CSV and API show. Reads what was kept, and measures nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from claims.models import Metric
from claims.ratings import RATINGS
from claims.refusals import NotFound
from claims.selectors.metric_queries import MAX_METRIC_ROWS, current_day
from claims.selectors.metric_schedule import SCHEDULED_METRICS
from claims.selectors.precision_metrics import (
    PRECISION_COLUMNS,
    list_dismissal_counts,
    list_precision_by_band,
    list_precision_by_pipeline,
    list_precision_by_week,
)
from claims.workflow import Status

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RANGE_LABELS = {30: "30 days", 90: "90 days", 365: "1 year"}
DEFAULT_DAYS = 90

MetricRow = tuple[str | int | float | None, ...]
MetricRows = list[MetricRow]

AGE_LABELS = ("today", "1–2 days", "3–7 days", "8–30 days", "older")
RATING_LABELS = tuple(rating.label for rating in RATINGS.values())


@dataclass(frozen=True, slots=True)
class MetricTable:
    """A figure in numbers. The first of its `columns` names a row; `computed` is when it was measured, if ever.

    `claims` are the ids of the claims that its rows are about, where they are about one each.
    """

    name: str
    title: str
    description: str
    empty_text: str
    columns: tuple[str, ...]
    rows: MetricRows
    computed: datetime | None
    claim_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricDefinition:
    """How what was kept under `source` becomes the rows of a table."""

    source: str
    title: str
    description: str
    empty_text: str
    columns: "tuple[_StrOrPromise, ...]"
    build_rows: Callable[[list[Metric]], MetricRows]
    find_claim_ids: Callable[[list[Metric]], tuple[int, ...]] = field(default=lambda _: ())


def _status_rows(kept: list[Metric]) -> MetricRows:
    """From the day before the desk held its first claim."""
    rows: MetricRows = [
        (each.period_start.isoformat(), *(each.data.get(status.value, 0) for status in Status)) for each in kept
    ]
    first = next((place for place, row in enumerate(rows) if any(row[1:])), None)
    return rows[max(first - 1, 0) :] if first is not None else []


def _age_rows(kept: list[Metric]) -> MetricRows:
    numbers = _newest_data(kept)
    return list(zip(AGE_LABELS, numbers, strict=True)) if any(numbers) else []


def _duration_rows(kept: list[Metric]) -> MetricRows:
    """From the first week with a verdict; a later one without any stands there empty."""
    weeks = dropwhile(lambda each: not each.data["verdicts"], kept)
    return [
        (
            each.period_start.isoformat(),
            each.data["verdicts"],
            _round_hours(each.data["median"]),
            _round_hours(each.data["most"]),
        )
        for each in weeks
    ]


def _round_hours(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 1)


def _rating_rows(kept: list[Metric]) -> MetricRows:
    return [
        (each["name"], *(each["ratings"][code] for code in RATINGS), sum(each["ratings"].values()))
        for each in _newest_data(kept)
    ]


def _repeated_rows(kept: list[Metric]) -> MetricRows:
    return [
        (each["text"], each["articles"], each["claims"], str(RATINGS[each["rating"]].label) if each["rating"] else None)
        for each in _newest_data(kept)
    ]


def _repeated_claim_ids(kept: list[Metric]) -> tuple[int, ...]:
    return tuple(each["claim"] for each in _newest_data(kept))


def _newest_data(kept: list[Metric]) -> Any:
    return kept[-1].data if kept else []


RATINGS_ABOUT = "Verdicts that stand, the {} with the most first. A withdrawn verdict counts nowhere."
PRECISION_ABOUT = (
    "Of the claims that the machine found and editors decided on. Accepted: the share that went into the queue. Read "
    "right: the accepted, set against those dismissed as misread. Scored right: the accepted, set against those "
    "dismissed as opinion or trivial, which a better score would have kept away. Other dismissals blame neither."
)
PRECISION_BY_ABOUT = "Counted as under “What the score is worth”, by {}."
UNDECIDED_TEXT = (
    "Nothing has been decided yet. Accept or dismiss what the machine finds, and this shows how good it is."
)

METRICS: dict[str, MetricDefinition] = {
    "states": MetricDefinition(
        "states",
        "Where claims stand",
        "At the end of each day, and today so far.",
        "There is no claim yet. Add an article, and what is found in it is counted here.",
        ("Day", *(status.label.capitalize() for status in Status)),
        _status_rows,
    ),
    "queue-age": MetricDefinition(
        "ages",
        "How long claims wait in the queue",
        "Claims in the queue now, by the days since they were accepted.",
        "Nothing waits in the queue.",
        ("Accepted", "Claims"),
        _age_rows,
    ),
    "time-to-verdict": MetricDefinition(
        "waits",
        "Time to verdict",
        "Hours from the queue to the first publication, by the week in which the verdict came out.",
        "No verdict has come out in this time.",
        ("Week of", "Verdicts", "Half within, hours", "Nine of ten within, hours"),
        _duration_rows,
    ),
    "ratings-by-source": MetricDefinition(
        "by_source",
        "Ratings by source",
        RATINGS_ABOUT.format(f"{MAX_METRIC_ROWS} sources"),
        "No verdict stands yet on a claim that names its source.",
        ("Source", *RATING_LABELS, "All"),
        _rating_rows,
    ),
    "ratings-by-topic": MetricDefinition(
        "by_topic",
        "Ratings by topic",
        RATINGS_ABOUT.format(f"{MAX_METRIC_ROWS} topics"),
        "No verdict stands yet on a claim that has a topic.",
        ("Topic", *RATING_LABELS, "All"),
        _rating_rows,
    ),
    "repeated-claims": MetricDefinition(
        "repeated",
        "Claims made again and again",
        "The same words in several articles, or confirmed to be what one fact-check is about.",
        "No claim has come up in a second article yet.",
        ("Claim", "Articles", "Claims", "Verdict"),
        _repeated_rows,
        _repeated_claim_ids,
    ),
    "precision-by-score": MetricDefinition(
        "decisions",
        "What the score is worth",
        PRECISION_ABOUT,
        UNDECIDED_TEXT,
        ("Checkworthiness", *PRECISION_COLUMNS),
        list_precision_by_band,
    ),
    "precision-by-week": MetricDefinition(
        "decisions",
        "How good the machine is, week by week",
        PRECISION_BY_ABOUT.format("the week of the decision"),
        UNDECIDED_TEXT,
        ("Week of", *PRECISION_COLUMNS),
        list_precision_by_week,
    ),
    "precision-by-pipeline": MetricDefinition(
        "decisions",
        "How good each reader is",
        PRECISION_BY_ABOUT.format("the newest pipeline that found the claim"),
        UNDECIDED_TEXT,
        ("Pipeline", *PRECISION_COLUMNS),
        list_precision_by_pipeline,
    ),
    "dismissals": MetricDefinition(
        "decisions",
        "Why claims are dismissed",
        "Claims that the machine found and editors dismissed. Misread says that the reading was wrong, opinion and "
        "trivial that the score was.",
        "Nothing has been dismissed in this time.",
        ("Reason", "Claims", "Percent"),
        list_dismissal_counts,
    ),
}
"""Every figure of the dashboard, in its order."""


def list_metric_tables(days: int = DEFAULT_DAYS) -> list[MetricTable]:
    """All figures, over the last so many days where they are about a time: two queries."""
    kept = _load_metrics({shape.source for shape in METRICS.values()}, days)
    return [_build_table(name, kept.get(shape.source, [])) for name, shape in METRICS.items()]


def get_metric_table(name: str, days: int = DEFAULT_DAYS) -> MetricTable:
    """One figure; refuses with `NotFound` where there is none of that name."""
    if name not in METRICS:
        raise NotFound
    source = METRICS[name].source
    return _build_table(name, _load_metrics({source}, days).get(source, []))


def _load_metrics(sources: set[str], days: int) -> dict[str, list[Metric]]:
    """Of what is about a time the days, and the weeks that began, in the last so many; of all else the newest."""
    timed = {name for name in sources if SCHEDULED_METRICS[name].past_periods}
    since = current_day() - timedelta(days=days)
    series = Metric.objects.filter(name__in=timed, period_start__gte=since).order_by("name", "period_start")
    newest = Metric.objects.filter(name__in=sources - timed).order_by("name", "-period_start").distinct("name")
    kept: dict[str, list[Metric]] = {}
    for figure in (*series[: len(sources) * (days + 1)], *newest[: len(sources)]):
        kept.setdefault(figure.name, []).append(figure)
    return kept


def _build_table(name: str, kept: list[Metric]) -> MetricTable:
    shape = METRICS[name]
    computed = max((each.computed for each in kept), default=None)
    return MetricTable(
        name,
        shape.title,
        shape.description,
        shape.empty_text,
        tuple(map(str, shape.columns)),
        shape.build_rows(kept),
        computed,
        shape.find_claim_ids(kept),
    )
