"""How good the machine is, from what editors said to what it found: kept decisions, added up in several ways."""

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import dropwhile
from typing import TypeVar

from claims.dismissals import DISMISSALS, Blame, dismissals_blaming
from claims.models import Metric
from claims.selectors.metric_queries import ACCEPTED_OUTCOME, SCORE_BANDS

PRECISION_COLUMNS = (
    "Decided", "Accepted", "Misread", "Scored too high", "Dismissed otherwise",
    "Accepted, percent", "Read right, percent", "Scored right, percent",
)  # fmt: skip
MISREAD_REASONS = dismissals_blaming(Blame.READING)
MISSCORED_REASONS = dismissals_blaming(Blame.SCORE)

PrecisionRow = tuple[str | int | float | None, ...]
GroupKey = TypeVar("GroupKey", int, str)
Decision = tuple[str, int, str, str, int]
"""Week, band of checkworthiness, pipeline, what was decided, and how often."""


def list_decisions(kept: list[Metric]) -> list[Decision]:
    """All decisions of the weeks that were kept."""
    return [(each.period_start.isoformat(), *decision) for each in kept for decision in each.data]


def list_precision_by_band(kept: list[Metric]) -> list[PrecisionRow]:
    """The most checkworthy first."""
    return [
        (f"{(band - 1) / SCORE_BANDS:.1f}–{band / SCORE_BANDS:.1f}", *_precision_row(outcomes))
        for band, outcomes in sorted(_count_by(kept, lambda decision: decision[1]).items(), reverse=True)
    ]


def list_precision_by_week(kept: list[Metric]) -> list[PrecisionRow]:
    """From the first week with a decision; a later one without any stands there empty."""
    weeks = dropwhile(lambda each: not each.data, kept)
    added = _count_by(kept, lambda decision: decision[0])
    return [(week, *_precision_row(added[week])) for week in (each.period_start.isoformat() for each in weeks)]


def list_precision_by_pipeline(kept: list[Metric]) -> list[PrecisionRow]:
    """The pipeline with the most decisions first."""
    added = _count_by(kept, lambda decision: decision[2])
    most = sorted(added.items(), key=lambda each: (-each[1].total(), each[0]))
    return [(pipeline or "unknown", *_precision_row(outcomes)) for pipeline, outcomes in most]


def list_dismissal_counts(kept: list[Metric]) -> list[PrecisionRow]:
    """The reasons by how often they were given, those that never were left out."""
    given = Counter(dict.fromkeys(DISMISSALS, 0))
    for *_, outcome, number in list_decisions(kept):
        if outcome in DISMISSALS:
            given[outcome] += number
    return [
        (str(DISMISSALS[reason].title), number, _percentage(number, given.total()))
        for reason, number in given.most_common()
        if number
    ]


def _count_by(kept: list[Metric], by: Callable[[Decision], GroupKey]) -> dict[GroupKey, Counter[str]]:
    added: dict[GroupKey, Counter[str]] = defaultdict(Counter)
    for decision in list_decisions(kept):
        added[by(decision)][decision[3]] += decision[4]
    return added


def _precision_row(outcomes: Counter[str]) -> PrecisionRow:
    """The columns: numbers, then of each hundred accepted, read right, and scored right."""
    accepted, decided = outcomes[ACCEPTED_OUTCOME], outcomes.total()
    misread = sum(outcomes[reason] for reason in MISREAD_REASONS)
    misscored = sum(outcomes[reason] for reason in MISSCORED_REASONS)
    shares = (_percentage(accepted, accepted + blamed) for blamed in (decided - accepted, misread, misscored))
    return (decided, accepted, misread, misscored, decided - accepted - misread - misscored, *shares)


def _percentage(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
