"""Finding numbers that can be compared."""

import pytest

from claims.nlp import get_language
from claims.nlp.quantities import find_quantities
from claims.nlp.reading import Quantity


def find_all(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, 0, len(text), get_language().quantities)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("more than 7,000 Russians have been killed", 7000, None, "Russians killed"),
        ("at least 12 people", 12, None, "people"),
        ("up to 40 trucks", None, 40, "trucks"),
        ("nearly 300 soldiers", 300, 300, "soldiers"),
        ("between 5 and 6 million voters", 5e6, 6e6, "voters"),
        ("five or six missiles", 5, 6, "missiles"),
        ("half a million tonnes", 500_000, 500_000, "tonnes"),
        ("one in four children", 25, 25, "%"),
        ("two thirds of the town", 66.67, 66.67, "%"),
        ("£340m was spent", 340e6, 340e6, "£"),
        ("$1.2 billion", 1.2e9, 1.2e9, "$"),
        ("80% destroyed", 80, 80, "%"),
        ("6.1 per cent", 6.1, 6.1, "%"),
        ("the price doubled to 90 euros", 90, 90, "euros"),
        ("imports have doubled", 2, 2, "times"),
        ("twenty-five houses", 25, 25, "houses"),
        ("three hundred and twelve houses", 312, 312, "houses"),
        ("10-15 boats", 10, 15, "boats"),
    ],
)
def test_a_quantity_has_value_and_unit(text: str, low: float | None, high: float | None, unit: str) -> None:
    (quantity,) = find_all(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


def test_two_numbers_joined_by_and_are_two_quantities() -> None:
    text = "a convoy of 15 buses and 1,114 people on board"
    assert [(one.low, one.unit) for one in find_all(text)] == [(15, "buses"), (1114, "people")]


@pytest.mark.parametrize(
    "text", ["on March 22", "in 2016", "at 9:30 p.m.", "the 1st of May", "one of them", "Sept. 11"]
)
def test_dates_and_pronouns_count_nothing(text: str) -> None:
    assert find_all(text) == ()
