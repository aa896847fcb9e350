"""The languages that are read."""

import pytest

from claims.nlp.language_table import DEFAULT_CODE, LOADERS, get_language


@pytest.mark.parametrize("code", LOADERS)
def test_each_row_loads_the_language_of_its_code(code: str) -> None:
    language = get_language(code)
    assert language.code == code
    assert language is get_language(code)
    assert language.weights_path.is_file()


def test_the_default_is_a_row() -> None:
    assert DEFAULT_CODE in LOADERS


def test_a_language_without_a_row_is_refused() -> None:
    with pytest.raises(KeyError):
        get_language("fr")
