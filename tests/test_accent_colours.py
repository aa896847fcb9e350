"""Every accent that is accepted can be read on light and dark pages, as can the text on its buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.accent_colours import (
    DARK_GROUND,
    LIGHT_GROUND,
    MIN_CONTRAST,
    contrast,
    derive_accent_colours,
    is_legible_accent,
    name_accent_file,
    write_accent_css,
)

COLOURS = st.builds("#{:06x}".format, st.integers(0, 0xFFFFFF))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(COLOURS.filter(is_legible_accent))
def test_what_is_derived_from_a_legible_accent_can_be_read(colour: str) -> None:
    own = derive_accent_colours(colour)
    pairs = [
        (own.light, LIGHT_GROUND), (own.light_strong, LIGHT_GROUND), (own.on_light, own.light),
        (own.on_light, own.light_strong), (own.dark, DARK_GROUND), (own.dark_strong, DARK_GROUND),
        (own.on_dark, own.dark), (own.on_dark, own.dark_strong),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < MIN_CONTRAST] == []


@pytest.mark.parametrize("colour", ["#ffff00", "#3399ff", "#14507", "14507f", "#14507F", "red", "", "#14507f\n"])
def test_colours_that_cannot_be_read_and_words_are_no_accents(colour: str) -> None:
    assert not is_legible_accent(colour)


def test_the_name_of_a_stylesheet_has_the_colour_and_the_hash() -> None:
    assert name_accent_file("#14507f").startswith("14507f-")
    assert name_accent_file("#14507f") != name_accent_file("#7a1f3d")
    assert "--accent: light-dark(#14507f, #" in write_accent_css("#14507f")
