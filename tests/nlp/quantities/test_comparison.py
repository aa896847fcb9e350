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
    ],
)
def test_quantities_that_differ_are_found(here: str, there: str, expected: list[tuple[float, float]]) -> None:
    assert differences(here, there) == expected
