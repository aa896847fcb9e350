"""Which language a text is in."""

import pytest

from claims.nlp import get_language
from claims.nlp.language_detection import detect_language
from claims.nlp.language_table import get_pack

ENGLISH = {"en": get_language().function_words}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor said that it was the worst winter of the century and that he was not to blame.", "en"),
        ("Le maire a déclaré que c’était le pire hiver du siècle et qu’il n’en était pas responsable.", "fr"),
        (
            "Der Bürgermeister sagte, es sei der schlimmste Winter des Jahrhunderts gewesen, und er sei nicht schuld.",
            "de",
        ),
        ("Мэр сказал, что дамба безопасна", "ru"),
        ("Ça va", "en"),
        ("", "en"),
    ],
)
def test_a_text_has_a_language(text: str, code: str) -> None:
    assert detect_language(text, ENGLISH, "en") == code


FRENCH = get_pack("fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le maire a dit que le pont est fermé.", "fr"),
        ("Selon la mairie, la ville compte 45 000 habitants.", "fr"),
        ("El alcalde dijo que la ley de aguas es de todos.", "es"),
        ("The mayor of La Paz met Le Monde.", "en"),
        ("Les Miserables on tour", "en"),
        ("Council says no to a new bridge", "en"),
    ],
)
def test_a_short_text_is_english_unless_its_small_words_are_others(text: str, code: str) -> None:
    words = ENGLISH | {"fr": FRENCH.function_words}
    assert detect_language(text, words, "en", FRENCH.frequent_words) == code


def test_a_language_with_function_words_is_detected_by_them() -> None:
    text = "zum zum zum blah blah blah blah blah blah blah blah blah"
    assert detect_language(text, {"xx": frozenset({"zum"})}, "en") == "xx"
