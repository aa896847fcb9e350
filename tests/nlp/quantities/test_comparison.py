"""A different number makes a different claim."""

import pytest

from claims.nlp import get_language
from claims.nlp.quantities import find_different_quantities, find_quantities


def differences(here: str, there: str) -> list[tuple[float | None, float | None]]:
    """The lower ends of what differs."""
    grammar = get_language().quantities
    ours, theirs = (find_quantities(text, 0, len(text), grammar) for text in (here, there))
    pairs = find_different_quantities(ours, theirs, grammar)
    return [(one.low, other.low) for one, other in pairs]


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("7,000 Russians were killed", "5,000 Russian soldiers were killed", [(7000, 5000)]),
        ("7,000 Russians were killed", "7,000 Russian soldiers were killed", []),
        ("more than 7,000 Russians were killed", "9,000 Russians were killed", []),
        ("more than 7,000 Russians were killed", "5,000 Russians were killed", [(7000, 5000)]),
        ("up to 40 trucks", "12 trucks", []),
        ("between 4,000 and 5,000 families", "4,500 families", []),
        ("between 4,000 and 5,000 families", "9,000 families", [(4000, 9000)]),
        ("300 trees and 12 benches", "12 benches and 500 trees", [(300, 500)]),
        ("300 trees", "290 trees, later 900 trees", [(300, 290)]),
        ("it cost $2 billion", "it cost 3 billion dollars", [(2e9, 3e9)]),
        ("it cost £2 billion", "it cost 3 billion dollars", []),
        ("unemployment is at 4 per cent", "unemployment is at 6%", [(4, 6)]),
        ("unemployment is at 4 per cent", "6 people are unemployed", []),
        ("the trees were planted", "500 trees were planted", []),
        ("300 trees were planted", "the trees were planted", []),
        ("the toll topped 4,000 people", "the toll was 4,600 people", []),
        ("hundreds of people fled", "350 people fled", []),
        ("hundreds of people fled", "9,000 people fled", [(100, 9000)]),
        ("inflation rose from 3% to 8%", "inflation is 5%", [(8, 5)]),
        ("inflation rose from 3% to 8%", "inflation is 8%", []),
        ("wages rose by 5% to 8%", "wages rose by 4%", [(5, 4)]),
        ("it cost A$2 billion", "it cost US$3 billion", []),
        ("it cost US$2 billion", "it cost $3 billion", [(2e9, 3e9)]),
    ],
)
def test_quantities_that_differ_are_found(here: str, there: str, expected: list[tuple[float, float]]) -> None:
    assert differences(here, there) == expected


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("1 000 000 people marched", "1,000,000 people marched"),
        ("A quarter of a million people fled", "250,000 people fled"),
        ("₹35 lakh was paid", "₹3.5 million was paid"),
        ("One point two million people fled", "1.2 million people fled"),
        ("it cost US$2.5bn", "it cost 2.5 billion dollars"),
        ("it cost EUR 3 million", "it cost €3,000,000"),
        ("rates rose 50 basis points", "rates rose by half a percentage point"),
        ("a 5% decline", "sales fell 5 percent"),
        ("two dozen people", "24 people"),
    ],
)
def test_one_number_in_two_forms_does_not_differ(here: str, there: str) -> None:
    assert differences(here, there) == []
    assert differences(there, here) == []
