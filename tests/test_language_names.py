"""Codes of languages, and the names of languages."""

import pytest

from claims.language_names import TRANSLATION_LANGUAGES, is_language, name_in_itself, name_language


@pytest.mark.parametrize("code", [*TRANSLATION_LANGUAGES, "fil", "pt-br", "zh-tw", "zh-hant", "sr-latn-rs", "es-419"])
def test_a_code_of_a_language_is_one(code: str) -> None:
    assert is_language(code)
    assert name_language(code) != code


@pytest.mark.parametrize(
    "code",
    ["", "-", "fr-", "-fr", "fr--fr", "FR", "fr_fr", "fr ", "fr\n", "ｆｒ", "fr.utf8", "fr.a/b", 'fr."><b>', "fr@euro",
     "fr-zz", "fr-latn", "fr-1", "root", "und", "iw", "tl", "x-klingon", "c"],
)  # fmt: skip
def test_what_only_resembles_a_code_is_none(code: str) -> None:
    assert not is_language(code)


def test_a_language_has_its_name_in_that_of_the_page_and_in_itself() -> None:
    assert (name_language("de"), name_in_itself("de")) == ("German", "Deutsch")
