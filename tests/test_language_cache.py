"""Texts are cached for each language."""

from django.utils.translation import get_language, override

from claims.language_cache import cache_by_language


def test_a_text_is_made_once_for_each_language() -> None:
    made = []

    @cache_by_language
    def name_language(number: int) -> str:
        made.append(number)
        return f"{get_language()} {number}"

    with override("en"):
        assert [name_language(1), name_language(1)] == ["en 1", "en 1"]
    with override("en-xa"):
        assert name_language(1) == "en-xa 1"
    assert made == [1, 1]


def test_equal_numbers_of_different_types_have_texts_of_their_own() -> None:
    @cache_by_language
    def write(number: float) -> str:
        return repr(number)

    assert (write(1), write(1.0)) == ("1", "1.0")
