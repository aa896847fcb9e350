"""Official figures beside a claim: what the desk suggests, and what editors have judged."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from claims.figure_matching import (
    ClaimedFigure,
    PeriodFigure,
    Vintage,
    choose_period,
    figure_quantity,
    find_claimed_number,
    find_words,
)
from claims.models import Appearance, Claim, FigureMatch, Series
from claims.quantity_words import Countable
from claims.refusals import require_found
from claims.selectors.claims import get_claim
from claims.selectors.reading_json import first_appearance
from claims.selectors.series import list_observations

MAX_CANDIDATES = 30
MAX_VINTAGES = 60
MAX_FIGURES = 5
MAX_JUDGED = 20
State = FigureMatch.State


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure beside a claim: the series, its value, and the number that the claim gives, if it still has one."""

    claim_id: int
    series: Series
    value: PeriodFigure
    claimed: Countable | None
    match: FigureMatch | None

    @property
    def state(self) -> str:
        """The judgement on it."""
        return self.match.state if self.match else State.SUGGESTED.value

    @property
    def differs(self) -> bool:
        """Whether the claim gives another number than the figure as it was known, at the digits of the claim."""
        known = self.value.at_day or self.value.latest
        return self.claimed is not None and not _agrees(self.claimed, figure_quantity(self.series, known.value).low)


def list_figures(claim: Claim) -> list[Figure]:
    """Return the figures beside a claim, judged ones first: two queries, or none if the claim has no number."""
    appearance = first_appearance(claim)
    claimed = describe_claim(claim, appearance)
    if not claimed.quantities:
        return []
    matches = list(FigureMatch.objects.filter(claim=claim).select_related("judged_by").order_by("id")[:MAX_JUDGED])
    rows = _list_candidates(claimed, [match.series_id for match in matches])
    judged = [figure for row in rows for figure in _judged_figures(claim, claimed, row, matches)]
    known = {(figure.series.pk, figure.value.start) for figure in judged}
    suggested = (figure for row in rows if (figure := _suggest_figure(claim, claimed, row)))
    new = [figure for figure in suggested if (figure.series.pk, figure.value.start) not in known]
    return judged + new[:MAX_FIGURES]


def get_figure(claim_id: int, series_id: int, start: date) -> Figure:
    """Return a figure beside a claim; raises `NotFound` where the desk neither suggests it nor anybody judged it."""
    figures = list_figures(get_claim(claim_id))
    found = (each for each in figures if each.series.pk == series_id and each.value.start == start)
    return require_found(next(found, None))


def describe_claim(claim: Claim, appearance: Appearance) -> ClaimedFigure:
    """Return what a claim says that an official figure can be held against."""
    period = appearance.period
    article = appearance.article
    return ClaimedFigure(
        text=f"{claim.text} {claim.statement}",
        quantities=[number for number in appearance.quantities.all() if number.unit],
        places=[place["name"] for place in appearance.places],
        first=period.lower if period else None,
        last=_last_day(period),
        day=article.published or article.created.date(),
    )


def _last_day(period: Any) -> date | None:
    """Return the last day of a period, which PostgreSQL writes without its upper end."""
    return date.fromordinal(period.upper.toordinal() - 1) if period and period.upper else None


def _list_candidates(claimed: ClaimedFigure, judged: Sequence[int]) -> list[Any]:
    """Return series with a word of the claim and their values up to its day, and those that were judged."""
    values = list_observations(OuterRef("pk")).filter(start__lte=claimed.end).order_by("-start", "published")
    rows = Series.objects.filter(
        Q(removed__isnull=True, words__overlap=find_words(claimed.text)) | Q(pk__in=judged)
    ).annotate(
        vintages=ArraySubquery(
            values.values(row=JSONObject(start="start", published="published", value="value"))[:MAX_VINTAGES]
        )
    )
    return list(rows.order_by("-id")[:MAX_CANDIDATES])


def _judged_figures(
    claim: Claim, claimed: ClaimedFigure, series: Any, matches: Sequence[FigureMatch]
) -> Iterator[Figure]:
    for match in matches:
        value = choose_period(claimed, series, _vintages(series), match.start) if match.series_id == series.pk else None
        if value:
            yield Figure(claim.pk, series, value, find_claimed_number(claimed, series), match)


def _suggest_figure(claim: Claim, claimed: ClaimedFigure, series: Any) -> Figure | None:
    number = find_claimed_number(claimed, series) if series.removed is None else None
    value = choose_period(claimed, series, _vintages(series)) if number else None
    return Figure(claim.pk, series, value, number, None) if value else None


def _vintages(series: Any) -> list[Vintage]:
    return [
        Vintage(date.fromisoformat(row["start"]), date.fromisoformat(row["published"]), row["value"])
        for row in series.vintages
    ]


def _agrees(claimed: Countable, value: float) -> bool:
    """Whether a figure, rounded to the digits of a claim, is within the number that the claim gives."""
    ends = [end for end in (claimed.low, claimed.high) if end is not None]
    digits = max(len(f"{end!r}".partition(".")[2].removesuffix("0")) for end in ends)
    rounded = round(value, digits)
    return (claimed.low is None or claimed.low <= rounded) and (claimed.high is None or rounded <= claimed.high)
