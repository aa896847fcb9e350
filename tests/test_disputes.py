"""Disputes about a number: unit, place and words tell which numbers are about one quantity."""

from dataclasses import replace
from datetime import date

import pytest

from claims.disputes import MAX_POINTS, DisputePoint, find_dispute

RATE = DisputePoint(
    1, date(2026, 3, 1), "The mayor", "Unemployment in France is at 7.4 percent", 7.4, 7.4, "%", kind="exact"
)
OTHER = replace(RATE, claim_id=2, day=date(2026, 4, 1), source="The office", low=6.7, high=6.7)


def test_two_sources_make_a_dispute_and_a_day_alone_does_not() -> None:
    assert find_dispute([OTHER, RATE]) == [RATE, OTHER]
    assert find_dispute([RATE, replace(RATE, claim_id=2)]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "people"},
        {"text": "Unemployment in Spain is at 7.4 percent"},
        {"text": "Taxes on wine rose"},
        {"kind": "change_by"},
        {"unit": ""},
    ],
    ids=str,
)
def test_numbers_about_other_things_stay_apart(change: dict[str, str]) -> None:
    assert find_dispute([RATE, replace(OTHER, **change)]) == []  # type: ignore[arg-type]


def test_an_official_figure_of_the_unit_stands_beside_one_number() -> None:
    official = replace(OTHER, claim_id=0, text="Unemployment rate", official=True)
    assert find_dispute([RATE], [official, replace(official, unit="people")]) == [RATE, official]


def test_the_quantity_with_most_numbers_is_chosen_and_points_have_a_bound() -> None:
    trees = [replace(OTHER, claim_id=9, unit="trees", text="Trees were planted", day=date(2026, 1, n)) for n in (1, 2)]
    assert {point.unit for point in find_dispute([*trees, RATE, OTHER, replace(OTHER, day=date(2026, 6, 1))])} == {"%"}
    many = [replace(RATE, day=date.fromordinal(730_000 + number)) for number in range(2 * MAX_POINTS)]
    assert len(find_dispute(many)) == MAX_POINTS
