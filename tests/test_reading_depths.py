"""What is not read in a language, in words."""

import pytest
from django.utils.translation import override

from claims.language_names import name_in_itself, name_language
from claims.nlp.language_detection import DETECTABLE_CODES
from claims.reading_depths import describe_depth


@pytest.mark.parametrize(
    ("code", "words"), [("fr", "French: sources"), ("pl", "Polish: this language is read lightly")]
)
def test_the_language_is_named(code: str, words: str) -> None:
    assert describe_depth(code).startswith(words)


@pytest.mark.parametrize("code", ["", "en"])
def test_a_full_reading_has_no_note(code: str) -> None:
    assert describe_depth(code) == ""


def test_a_language_has_a_name_for_its_reader_and_in_itself() -> None:
    assert (name_language("de"), name_in_itself("de"), name_language("tlhx")) == ("German", "Deutsch", "tlhx")
    with override("xx"):
        assert name_language("de") == "German"
    with override("fr"):
        assert name_language("de") == "Allemand"


def test_every_language_that_is_detected_has_a_name() -> None:
    assert [code for code in DETECTABLE_CODES.split() if name_language(code) == code] == []
