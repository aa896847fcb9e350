"""How good the machine is, from what editors said to what it found: kept decisions, added up in several ways."""

from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import dropwhile
from typing import TypeVar

from claims.dismissals import DISMISSALS, Blame, dismissals_blaming
from claims.models import Figure
from claims.selectors.measures import ACCEPTED, BANDS

COLUMNS = (
    "Decided", "Accepted", "Misread", "Scored too high", "Dismissed otherwise",
    "Accepted, percent", "Read right, percent", "Scored right, percent",
)  # fmt: skip
MISREAD = dismissals_blaming(Blame.READING)
MISSCORED = dismissals_blaming(Blame.SCORE)

Row = tuple[str | int | float | None, ...]
Key = TypeVar("Key", int, str)
Decision = tuple[str, int, str, str, int]
"""Week, band of checkworthiness, pipeline, what was decided, and how often."""


def decisions(kept: list[Figure]) -> list[Decision]:
    """All decisions of the weeks that were kept."""
    return [(each.day.isoformat(), *decision) for each in kept for decision in each.data]


def by_band(kept: list[Figure]) -> list[Row]:
    """The most checkworthy first."""
    return [
        (f"{(band - 1) / BANDS:.1f}–{band / BANDS:.1f}", *_figures(outcomes))
        for band, outcomes in sorted(_added(kept, lambda decision: decision[1]).items(), reverse=True)
    ]


def by_week(kept: list[Figure]) -> list[Row]:
    """From the first week with a decision; a later one without any stands there empty."""
    weeks = dropwhile(lambda each: not each.data, kept)
    added = _added(kept, lambda decision: decision[0])
    return [(week, *_figures(added[week])) for week in (each.day.isoformat() for each in weeks)]


def by_pipeline(kept: list[Figure]) -> list[Row]:
    """The pipeline with the most decisions first."""
    added = _added(kept, lambda decision: decision[2])
    most = sorted(added.items(), key=lambda each: (-each[1].total(), each[0]))
    return [(pipeline or "unknown", *_figures(outcomes)) for pipeline, outcomes in most]


def dismissals(kept: list[Figure]) -> list[Row]:
    """The reasons by how often they were given, those that never were left out."""
    given = Counter(dict.fromkeys(DISMISSALS, 0))
    for *_, outcome, number in decisions(kept):
        if outcome in DISMISSALS:
            given[outcome] += number
    return [
        (str(DISMISSALS[reason].title), number, _percent(number, given.total()))
        for reason, number in given.most_common()
        if number
    ]


def _added(kept: list[Figure], by: Callable[[Decision], Key]) -> dict[Key, Counter[str]]:
    added: dict[Key, Counter[str]] = defaultdict(Counter)
    for decision in decisions(kept):
        added[by(decision)][decision[3]] += decision[4]
    return added


def _figures(outcomes: Counter[str]) -> Row:
    """The columns: numbers, then of each hundred accepted, read right, and scored right."""
    accepted, decided = outcomes[ACCEPTED], outcomes.total()
    misread = sum(outcomes[reason] for reason in MISREAD)
    misscored = sum(outcomes[reason] for reason in MISSCORED)
    shares = (_percent(accepted, accepted + blamed) for blamed in (decided - accepted, misread, misscored))
    return (decided, accepted, misread, misscored, decided - accepted - misread - misscored, *shares)


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
