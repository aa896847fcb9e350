"""Series of official figures: their list, and the values of one with all revisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import OuterRef, QuerySet, Subquery

from claims.figure_matching import Vintage
from claims.models import Observation, Series
from claims.refusals import require_found

SHOWN_PERIODS = 120
MAX_SHOWN_VINTAGES = 3_000
MAX_CSV_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class PeriodValues:
    """The values of a period in the order of their publication."""

    start: date
    vintages: tuple[Vintage, ...]

    @property
    def first(self) -> Vintage:
        """The value that was published first."""
        return self.vintages[0]

    @property
    def latest(self) -> Vintage:
        """The value that was published last."""
        return self.vintages[-1]

    @property
    def revisions(self) -> tuple[Vintage, ...]:
        """The earlier values, the newest of them first."""
        return self.vintages[-2::-1]


def list_series() -> QuerySet[Series]:
    """Return the series with the period and the value of their newest observation, newest series first."""
    newest = list_observations(OuterRef("pk")).order_by("-start", "-published")
    rows = Series.objects.filter(removed__isnull=True).select_related("created_by")
    return rows.annotate(
        newest_start=Subquery(newest.values("start")[:1]), newest_value=Subquery(newest.values("value")[:1])
    ).order_by("-id")


def get_series(series_id: int) -> Series:
    """Return a series that is not removed; raises `NotFound`."""
    return require_found(list_series().filter(pk=series_id).first())


def list_observations(series: "int | OuterRef") -> QuerySet[Observation]:
    """Return the values of a series that stand."""
    return Observation.objects.filter(series=series, withdrawn=False)


def list_newest_observations(series_id: int) -> QuerySet[Observation]:
    """Return all values of a series as they came in, the newest first."""
    return list_observations(series_id).order_by("-id")


def list_periods(series_id: int) -> list[PeriodValues]:
    """Return the newest periods of a series, up to `SHOWN_PERIODS`, the newest first."""
    days = list_observations(series_id).order_by("-start").values("start").distinct()[:SHOWN_PERIODS]
    rows = list_observations(series_id).filter(start__in=Subquery(days)).order_by("-start", "published")
    values = rows.values_list("start", "published", "value")[:MAX_SHOWN_VINTAGES]
    grouped = groupby((Vintage(*row) for row in values), key=lambda vintage: vintage.start)
    return [PeriodValues(start, tuple(vintages)) for start, vintages in grouped]


def iterate_vintages(series_id: int) -> Iterator[Vintage]:
    """Yield the values of a series by period and day of publication, up to `MAX_CSV_ROWS`."""
    rows = list_observations(series_id).order_by("start", "published").values_list("start", "published", "value")
    return (Vintage(*row) for row in rows[:MAX_CSV_ROWS].iterator(chunk_size=2_000))
