"""Places that a text mentions."""

import pytest

from claims.nlp import get_language
from claims.nlp.places import find_places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("in New York and France", ["New York", "France"]),
        ("the New York Times", []),
        ("a farm near Long Marston", ["Long Marston"]),
        ("France-based", ["France"]),
        ("Francesca left", []),
        ("outside the Gaza Strip", ["Gaza Strip"]),
    ],
)
def test_places_are_those_of_the_gazetteer_and_near_names(text: str, places: list[str]) -> None:
    assert [place.name for place in find_places(text, 0, len(text), get_language().places)] == places
