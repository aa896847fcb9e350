"""A number that differs makes another claim, so the two are told beside each other."""

import pytest

from claims.nlp.comparison import differing
from claims.nlp.quantities import quantities


def told(here: str, there: str) -> list[tuple[float | None, float | None]]:
    """The lower bounds of what differs."""
    pairs = differing(quantities(here, 0, len(here)), quantities(there, 0, len(there)))
    return [(one.low, other.low) for one, other in pairs]


@pytest.mark.parametrize(
    ("here", "there", "differences"),
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
def test_what_differs_is_named(here: str, there: str, differences: list[tuple[float, float]]) -> None:
    assert told(here, there) == differences
