"""Accuracy of the detection of claims, from the stored decisions of editors."""

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import dropwhile
from typing import TypeVar

from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.dismissals import DISMISSALS, Blame, dismissals_blaming
from claims.models import Metric
from claims.reading_parts import READING_PARTS
from claims.selectors.metric_queries import ACCEPTED_OUTCOME, SCORE_BANDS

PRECISION_COLUMNS = (
    _("Decided"), _("Accepted"), _("Misread"), _("Scored too high"), _("Dismissed otherwise"),
    _("Accepted, percent"), _("Read right, percent"), _("Scored right, percent"),
)  # fmt: skip
PRECISION_TEXT = _(
    "Detected claims that editors have decided on. Accepted: the share that went into the queue. Read right: accepted, "
    "and no editor corrected the words, the statement, the source or the numbers; compared with misread claims, which "
    "were corrected, or dismissed because the text does not say it or because it is no claim. Scored right: accepted "
    "claims compared with those dismissed as opinion or trivial, which a better score would have left out. Other "
    "dismissals count for neither."
)
CORRECTIONS_TEXT = _(
    "Parts of the reading of accepted claims that editors corrected. A claim with two corrected parts counts for both."
)
MISREAD_REASONS = dismissals_blaming(Blame.READING)
MISSCORED_REASONS = dismissals_blaming(Blame.SCORE)

PrecisionRow = tuple[str | int | float | None, ...]
GroupKey = TypeVar("GroupKey", int, str)
Decision = tuple[str, int, str, str, str, int]
"""Week, band of check-worthiness, pipeline, outcome, corrected parts and count."""
CORRECTED_OUTCOME = "corrected"


def list_decisions(metrics: list[Metric]) -> list[Decision]:
    """Return all decisions of the stored weeks."""
    return [(metric.period_start.isoformat(), *decision) for metric in metrics for decision in metric.data]


def list_precision_by_band(metrics: list[Metric]) -> list[PrecisionRow]:
    """Return the rows by band of check-worthiness, the highest first."""
    return [
        ("–".join(number_format(end / SCORE_BANDS, 1) for end in (band - 1, band)), *_precision_row(outcomes))
        for band, outcomes in sorted(_count_by(metrics, lambda decision: decision[1]).items(), reverse=True)
    ]


def list_precision_by_week(metrics: list[Metric]) -> list[PrecisionRow]:
    """Return the rows by week, from the first week with a decision; later weeks without one are empty."""
    weeks = dropwhile(lambda metric: not metric.data, metrics)
    added = _count_by(metrics, lambda decision: decision[0])
    return [(week, *_precision_row(added[week])) for week in (metric.period_start.isoformat() for metric in weeks)]


def list_precision_by_pipeline(metrics: list[Metric]) -> list[PrecisionRow]:
    """Return the rows by pipeline, the one with most decisions first."""
    added = _count_by(metrics, lambda decision: decision[2])
    most = sorted(added.items(), key=lambda item: (-item[1].total(), item[0]))
    return [(pipeline or gettext("unknown"), *_precision_row(outcomes)) for pipeline, outcomes in most]


def list_dismissal_counts(metrics: list[Metric]) -> list[PrecisionRow]:
    """Return the dismissal reasons that were used, the most frequent first."""
    reason_counts = Counter(dict.fromkeys(DISMISSALS, 0))
    for *_details, outcome, _parts, number in list_decisions(metrics):
        if outcome in DISMISSALS:
            reason_counts[outcome] += number
    return [
        (str(DISMISSALS[reason].title), number, _percentage(number, reason_counts.total()))
        for reason, number in reason_counts.most_common()
        if number
    ]


def list_corrected_parts(metrics: list[Metric]) -> list[PrecisionRow]:
    """Return for each part of a reading how many accepted claims it was corrected in; none without accepted claims."""
    corrected, accepted = Counter(dict.fromkeys(READING_PARTS, 0)), 0
    for *_details, outcome, parts, number in list_decisions(metrics):
        accepted += number if outcome == ACCEPTED_OUTCOME else 0
        corrected.update(dict.fromkeys(parts.split(), number))
    rows = READING_PARTS.values() if accepted else ()
    return [(str(row.title), corrected[row.code], _percentage(corrected[row.code], accepted)) for row in rows]


def _count_by(metrics: list[Metric], by: Callable[[Decision], GroupKey]) -> dict[GroupKey, Counter[str]]:
    added: dict[GroupKey, Counter[str]] = defaultdict(Counter)
    for decision in list_decisions(metrics):
        _week, _band, _pipeline, outcome, parts, number = decision
        added[by(decision)][outcome] += number
        added[by(decision)][CORRECTED_OUTCOME] += number if parts else 0
    return added


def _precision_row(outcomes: Counter[str]) -> PrecisionRow:
    """Return the columns: counts, then the percentages accepted, read right and scored right."""
    accepted, read_right = outcomes[ACCEPTED_OUTCOME], outcomes[ACCEPTED_OUTCOME] - outcomes[CORRECTED_OUTCOME]
    decided = outcomes.total() - outcomes[CORRECTED_OUTCOME]
    misread = outcomes[CORRECTED_OUTCOME] + sum(outcomes[reason] for reason in MISREAD_REASONS)
    misscored = sum(outcomes[reason] for reason in MISSCORED_REASONS)
    otherwise = sum(outcomes[row.code] for row in DISMISSALS.values() if not row.blames)
    shares = (
        _percentage(accepted, decided),
        _percentage(read_right, read_right + misread),
        _percentage(accepted, accepted + misscored),
    )
    return (decided, accepted, misread, misscored, otherwise, *shares)


def _percentage(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
