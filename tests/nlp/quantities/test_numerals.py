"""Numbers in figures and in words."""

import pytest

from claims.nlp import get_language
from claims.nlp.quantities.numerals import parse_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("7", 7),
        ("1,114", 1114),
        ("5.2bn", 5.2e9),
        ("half a million", 5e5),
        ("a dozen", 12),
        ("two hundred thousand", 2e5),
        ("three hundred and twelve", 312),
        ("one million two hundred thousand", 1.2e6),
        ("zero", 0),
        ("many", None),
    ],
)
def test_words_name_a_number(words: str, number: float | None) -> None:
    assert parse_number(words, get_language().quantities.numerals) == number
