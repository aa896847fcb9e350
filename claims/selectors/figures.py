"""The dashboard's figures as tables: what page, CSV and API show. Reads what was kept, and measures nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from claims.models import Figure
from claims.ratings import RATINGS
from claims.refusals import NotFound
from claims.selectors import measures, precision
from claims.selectors.kept import MEASURES
from claims.workflow import Status

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

RANGES = {30: "30 days", 90: "90 days", 365: "1 year"}
USUAL = 90

Row = tuple[str | int | float | None, ...]
Rows = list[Row]

AGE_WORDS = ("today", "1–2 days", "3–7 days", "8–30 days", "older")
SCALE = tuple(rating.label for rating in RATINGS.values())


@dataclass(frozen=True, slots=True)
class Table:
    """A figure in numbers. The first of its `columns` names a row; `computed` is when it was measured, if ever.

    `claims` are the ids of the claims that its rows are about, where they are about one each.
    """

    name: str
    title: str
    about: str
    empty: str
    columns: tuple[str, ...]
    rows: Rows
    computed: datetime | None
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """How what was kept under `source` becomes the rows of a table."""

    source: str
    title: str
    about: str
    empty: str
    columns: "tuple[_StrOrPromise, ...]"
    rows: Callable[[list[Figure]], Rows]
    claims: Callable[[list[Figure]], tuple[int, ...]] = field(default=lambda _: ())


def _states(kept: list[Figure]) -> Rows:
    """From the day before the desk held its first claim."""
    rows: Rows = [(each.day.isoformat(), *(each.data.get(status.value, 0) for status in Status)) for each in kept]
    first = next((place for place, row in enumerate(rows) if any(row[1:])), None)
    return rows[max(first - 1, 0) :] if first is not None else []


def _ages(kept: list[Figure]) -> Rows:
    numbers = _newest(kept)
    return list(zip(AGE_WORDS, numbers, strict=True)) if any(numbers) else []


def _waits(kept: list[Figure]) -> Rows:
    """From the first week with a verdict; a later one without any stands there empty."""
    weeks = dropwhile(lambda each: not each.data["verdicts"], kept)
    return [
        (each.day.isoformat(), each.data["verdicts"], _rounded(each.data["median"]), _rounded(each.data["most"]))
        for each in weeks
    ]


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 1)


def _rated(kept: list[Figure]) -> Rows:
    return [
        (each["name"], *(each["ratings"][code] for code in RATINGS), sum(each["ratings"].values()))
        for each in _newest(kept)
    ]


def _repeated(kept: list[Figure]) -> Rows:
    return [
        (each["text"], each["articles"], each["claims"], str(RATINGS[each["rating"]].label) if each["rating"] else None)
        for each in _newest(kept)
    ]


def _repeated_claims(kept: list[Figure]) -> tuple[int, ...]:
    return tuple(each["claim"] for each in _newest(kept))


def _newest(kept: list[Figure]) -> Any:
    return kept[-1].data if kept else []


RATED = "Verdicts that stand, the {} with the most first. A withdrawn verdict counts nowhere."
PRECISION = (
    "Of the claims that the machine found and editors decided on. Accepted: the share that went into the queue. Read "
    "right: the accepted, set against those dismissed as misread. Scored right: the accepted, set against those "
    "dismissed as opinion or trivial, which a better score would have kept away. Other dismissals blame neither."
)
SAME = "Counted as under “What the score is worth”, by {}."
UNDECIDED = "Nothing has been decided yet. Accept or dismiss what the machine finds, and this shows how good it is."

SHAPES: dict[str, Shape] = {
    "states": Shape(
        "states",
        "Where claims stand",
        "At the end of each day, and today so far.",
        "There is no claim yet. Add an article, and what is found in it is counted here.",
        ("Day", *(status.label.capitalize() for status in Status)),
        _states,
    ),
    "queue-age": Shape(
        "ages",
        "How long claims wait in the queue",
        "Claims in the queue now, by the days since they were accepted.",
        "Nothing waits in the queue.",
        ("Accepted", "Claims"),
        _ages,
    ),
    "time-to-verdict": Shape(
        "waits",
        "Time to verdict",
        "Hours from the queue to the first publication, by the week in which the verdict came out.",
        "No verdict has come out in this time.",
        ("Week of", "Verdicts", "Half within, hours", "Nine of ten within, hours"),
        _waits,
    ),
    "ratings-by-source": Shape(
        "by_source",
        "Ratings by source",
        RATED.format(f"{measures.MOST} sources"),
        "No verdict stands yet on a claim that names its source.",
        ("Source", *SCALE, "All"),
        _rated,
    ),
    "ratings-by-topic": Shape(
        "by_topic",
        "Ratings by topic",
        RATED.format(f"{measures.MOST} topics"),
        "No verdict stands yet on a claim that has a topic.",
        ("Topic", *SCALE, "All"),
        _rated,
    ),
    "repeated-claims": Shape(
        "repeated",
        "Claims made again and again",
        "The same words in several articles, or confirmed to be what one fact-check is about.",
        "No claim has come up in a second article yet.",
        ("Claim", "Articles", "Claims", "Verdict"),
        _repeated,
        _repeated_claims,
    ),
    "precision-by-score": Shape(
        "decisions",
        "What the score is worth",
        PRECISION,
        UNDECIDED,
        ("Checkworthiness", *precision.COLUMNS),
        precision.by_band,
    ),
    "precision-by-week": Shape(
        "decisions",
        "How good the machine is, week by week",
        SAME.format("the week of the decision"),
        UNDECIDED,
        ("Week of", *precision.COLUMNS),
        precision.by_week,
    ),
    "precision-by-pipeline": Shape(
        "decisions",
        "How good each reader is",
        SAME.format("the newest pipeline that found the claim"),
        UNDECIDED,
        ("Pipeline", *precision.COLUMNS),
        precision.by_pipeline,
    ),
    "dismissals": Shape(
        "decisions",
        "Why claims are dismissed",
        "Claims that the machine found and editors dismissed. Misread says that the reading was wrong, opinion and "
        "trivial that the score was.",
        "Nothing has been dismissed in this time.",
        ("Reason", "Claims", "Percent"),
        precision.dismissals,
    ),
}
"""Every figure of the dashboard, in its order."""


def every(days: int = USUAL) -> list[Table]:
    """All figures, over the last so many days where they are about a time: two queries."""
    kept = _kept({shape.source for shape in SHAPES.values()}, days)
    return [_table(name, kept.get(shape.source, [])) for name, shape in SHAPES.items()]


def one(name: str, days: int = USUAL) -> Table:
    """One figure; refuses with `NotFound` where there is none of that name."""
    if name not in SHAPES:
        raise NotFound
    source = SHAPES[name].source
    return _table(name, _kept({source}, days).get(source, []))


def _kept(sources: set[str], days: int) -> dict[str, list[Figure]]:
    """Of what is about a time the days, and the weeks that began, in the last so many; of all else the newest."""
    timed = {name for name in sources if MEASURES[name].back}
    since = measures.today() - timedelta(days=days)
    series = Figure.objects.filter(name__in=timed, day__gte=since).order_by("name", "day")
    newest = Figure.objects.filter(name__in=sources - timed).order_by("name", "-day").distinct("name")
    kept: dict[str, list[Figure]] = {}
    for figure in (*series[: len(sources) * (days + 1)], *newest[: len(sources)]):
        kept.setdefault(figure.name, []).append(figure)
    return kept


def _table(name: str, kept: list[Figure]) -> Table:
    shape = SHAPES[name]
    computed = max((each.computed for each in kept), default=None)
    return Table(
        name,
        shape.title,
        shape.about,
        shape.empty,
        tuple(map(str, shape.columns)),
        shape.rows(kept),
        computed,
        shape.claims(kept),
    )
