"""The numbers that sources give for one quantity: of published verdicts, and of families of claims."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from claims.disputes import DisputePoint
from claims.figure_matching import figure_quantity
from claims.models import FigureMatch, Publication
from claims.selectors.duplicates import FurtherAppearance
from claims.selectors.families import Family, FamilyPlace
from claims.selectors.publications import filter_by_claimant, list_current_publications
from claims.selectors.series import list_observations

MAX_VERDICTS = 30
MAX_SERIES = 2
MAX_OFFICIAL_VALUES = 36


def list_publication_points(publications: Iterable[Publication]) -> list[DisputePoint]:
    """Return the numbers of published verdicts as their pages have them."""
    return [point for publication in publications for point in _publication_points(publication)]


def list_source_points(names: Sequence[str]) -> list[DisputePoint]:
    """Return the numbers of the newest verdicts on what a source said under its names."""
    rows = filter_by_claimant(list_current_publications(), names).defer("document")[:MAX_VERDICTS]
    return list_publication_points(rows)


def list_further_points(further: Sequence[FurtherAppearance]) -> list[DisputePoint]:
    """Return the numbers of articles in which duplicates of a claim appear, by the article's publisher."""
    return [
        _build_point(further_claim.claim_id, place.article.published, place.article.publisher, place.exact, number)
        for further_claim in further
        for place in [further_claim.place]
        if place.article.published and place.article.publisher
        for number in place.quantities.all()
    ]


def list_family_points(family: Family) -> list[DisputePoint]:
    """Return the numbers that the claims of a family give; all of them are about what its head says: no query."""
    return [point for place in family.places for point in _family_points(place, family.head.headline)]


def list_official_points(claim_id: int, last: date) -> list[DisputePoint]:
    """Return the official figures that editors confirmed for a claim, as they are now, up to a day: one query."""
    values = list_observations(OuterRef("series")).filter(start__lte=last)
    latest = values.order_by("-start", "-published").distinct("start")
    matches = FigureMatch.objects.filter(claim=claim_id, state=FigureMatch.State.CONFIRMED).select_related("series")
    rows = matches.annotate(
        latest=ArraySubquery(latest.values(row=JSONObject(start="start", value="value"))[:MAX_OFFICIAL_VALUES])
    )
    series: dict[int, Any] = {match.series_id: match for match in rows.order_by("id")[:MAX_SERIES]}
    return [point for match in series.values() for point in _series_points(match)]


def _publication_points(publication: Publication) -> Iterator[DisputePoint]:
    for place in publication.content.appearances:
        names = [link.name for link in place.attributions if not link.unresolved]
        source = (names or [publication.claimant or place.article.publisher])[0]
        for number in place.quantities if place.article.published and source else ():
            yield _build_point(
                publication.claim_id, place.article.published, source, place.exact, number,
                rating=publication.canonical, url=publication.get_absolute_url(),
            )  # fmt: skip


def _family_points(place: FamilyPlace, text: str) -> Iterator[DisputePoint]:
    claim, source = place.appearance.claim, place.speaker or place.appearance.article.publisher
    shown = claim.publication if claim.publication and not claim.publication.is_gone else None
    rating, url = (shown.canonical, shown.get_absolute_url()) if shown else ("", "")
    for number in place.appearance.quantities.all() if source else ():
        yield _build_point(claim.pk, place.day, source, text, number, rating=rating, url=url)


def _series_points(match: Any) -> Iterator[DisputePoint]:
    for row in match.latest:
        number = figure_quantity(match.series, row["value"])
        day = date.fromisoformat(row["start"])
        yield _build_point(0, day, match.series.publisher, match.series.name, number, official=True)


def _build_point(claim_id: int, day: date | None, source: str, text: str, number: Any, **facts: Any) -> DisputePoint:
    return DisputePoint(
        claim_id=claim_id,
        day=day or date.min,
        source=source,
        text=text,
        low=number.low,
        high=number.high,
        unit=number.unit,
        currency=number.currency,
        kind=number.kind,
        modifier=number.modifier,
        **facts,
    )
