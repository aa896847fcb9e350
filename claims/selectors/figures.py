"""Official figures beside a claim: what the desk suggests, and what editors have judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims.figure_matching import (
    ClaimedFigure,
    PeriodFigure,
    Vintage,
    choose_period,
    figure_quantity,
    find_claimed_number,
    names_place,
)
from claims.models import Appearance, Claim, FigureMatch, Series, User
from claims.quantity_words import Countable
from claims.refusals import require_found
from claims.selectors.claims import get_claim
from claims.selectors.figure_candidates import SERIES_FIELDS
from claims.selectors.reading_json import first_appearance

MAX_FIGURES = 5
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
    """Return the figures beside a claim that `get_claim` loaded with `figures`, judged ones first: no query."""
    appearance = first_appearance(claim)
    claimed = describe_claim(claim, appearance)
    rows = list(_read_candidates(claim, appearance))
    judged = [figure for row in rows for figure in _judged_figures(claimed, row)]
    known = {(figure.series.pk, figure.value.start) for figure in judged}
    suggested = [figure for row in rows if (figure := _suggest_figure(claim, claimed, row))]
    new = [figure for figure in suggested if (figure.series.pk, figure.value.start) not in known]
    return judged + _drop_ambiguous(claimed, new)[:MAX_FIGURES]


def get_figure(claim_id: int, series_id: int, start: date) -> Figure:
    """Return a figure beside a claim; raises `NotFound` where the desk neither suggests it nor anybody judged it."""
    figures = list_figures(get_claim(claim_id, figures=True))
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A series that may be about a claim, with its values and the judgements on its periods."""

    series: Series
    vintages: list[Vintage]
    matches: list[FigureMatch]


def _read_candidates(claim: Claim, appearance: Any) -> Iterator[Candidate]:
    """Yield the series that `figure_candidates.candidates_subquery` loaded with an appearance."""
    for row in appearance.candidates:
        series = Series(**{name: row[name] for name in SERIES_FIELDS})
        vintages = [
            Vintage(date.fromisoformat(each["start"]), date.fromisoformat(each["published"]), each["value"])
            for each in row["vintages"]
        ]
        yield Candidate(series, vintages, [_read_match(claim, series, match) for match in row["matches"]])


def _read_match(claim: Claim, series: Series, row: Mapping[str, Any]) -> FigureMatch:
    judge = User(pk=row["by_id"], name=row["by"]) if row["by_id"] else None
    start = date.fromisoformat(row["start"])
    return FigureMatch(pk=row["id"], claim=claim, series=series, start=start, state=row["state"], judged_by=judge)


def _judged_figures(claimed: ClaimedFigure, row: Candidate) -> Iterator[Figure]:
    for match in row.matches:
        if value := choose_period(claimed, row.series, row.vintages, match.start):
            number = find_claimed_number(claimed, row.series)
            yield Figure(match.claim_id, row.series, value, number, match)


def _suggest_figure(claim: Claim, claimed: ClaimedFigure, row: Candidate) -> Figure | None:
    number = None if row.series.removed else find_claimed_number(claimed, row.series)
    value = choose_period(claimed, row.series, row.vintages) if number else None
    return Figure(claim.pk, row.series, value, number, None) if value else None


def _drop_ambiguous(claimed: ClaimedFigure, figures: list[Figure]) -> list[Figure]:
    """Return the figures without those of places that the claim does not name.

    They stay if there is one such place alone and the claim names none: it is the one that goes without saying.
    """
    named = {row.series.place for row in figures if row.series.place and names_place(claimed, row.series)}
    unnamed = {row.series.place for row in figures if row.series.place} - named
    is_clear = len(unnamed) <= 1 and not named
    return figures if is_clear else [row for row in figures if row.series.place not in unnamed]


def _agrees(claimed: Countable, value: float) -> bool:
    """Whether a figure, rounded to the digits of a claim, is within the number that the claim gives."""
    ends = [end for end in (claimed.low, claimed.high) if end is not None]
    digits = max(len(f"{end!r}".partition(".")[2].removesuffix("0")) for end in ends)
    rounded = round(value, digits)
    return (claimed.low is None or claimed.low <= rounded) and (claimed.high is None or rounded <= claimed.high)
