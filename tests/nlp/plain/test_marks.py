"""Plain marks of the same length, and the way back to the text."""

import pytest

from claims.nlp.plain.marks import make_plain, restore_marks
from claims.nlp.reading import Span


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Il a dit\u00a0: «\u00a0Oui\u00a0», l’homme", "Il a dit :  «Oui» , l'homme"),
        ("Er rief: »Das ist zu wenig«, und ging.", "Er rief: »Das ist zu wenig«, und ging."),
        ("« Oui »", " «Oui» "),
    ],
)
def test_marks_become_plain_in_the_same_length(text: str, plain: str) -> None:
    assert make_plain(text) == plain
    assert len(plain) == len(text)


def test_a_quotation_has_its_marks_and_no_space_around_them() -> None:
    text = "Il crie : « Oui ! » et part"
    plain = make_plain(text)
    span = restore_marks(text, Span(plain.index("«"), plain.index("»") + 1))
    assert text[span.start : span.end] == "« Oui ! »"
