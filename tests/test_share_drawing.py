"""The picture of a verdict: its size, its cost, and what it leaves out."""

import time
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from claims.share_drawing import HEADLINE_SIZES, PLAIN_TONE, TONES, clean_text, draw_share_picture, wrap_text
from claims.share_picture import HEIGHT_PIXELS, WIDTH_PIXELS, SharePicture

PICTURE = SharePicture("Mostly false", "false", "The mayor planted 300 trees", "The Desk")
MAX_CPU_SECONDS = 0.15
LONG = [
    "A very long headline about what the minister said. " * 8, "Ж" * 400, "i" * 400, "ﷺ" * 400, "e\u0301" * 400,
    " ".join("W" * 30 for _ in range(13)),
]  # fmt: skip


def read(picture: SharePicture) -> Image.Image:
    return Image.open(BytesIO(draw_share_picture(picture)))


def test_the_picture_has_the_size_that_its_tags_say_and_the_colours_of_its_tone() -> None:
    image = read(PICTURE)
    assert (image.format, image.size) == ("PNG", (WIDTH_PIXELS, HEIGHT_PIXELS))
    corners = {tone: read(replace(PICTURE, tone=tone)).convert("RGB").getpixel((5, 5)) for tone in (*TONES, "plain")}
    assert len(set(corners.values())) == len(TONES) + 1
    assert corners["plain"] == pytest.approx(tuple(bytes.fromhex(PLAIN_TONE.fill[1:])), abs=3)  # the palette is small


def test_the_same_words_give_the_same_file_and_address() -> None:
    assert draw_share_picture(PICTURE) == draw_share_picture(replace(PICTURE))
    assert PICTURE.digest == replace(PICTURE).digest
    others = {replace(PICTURE, **{name: "true"}).digest for name in ("label", "tone", "headline", "desk", "symbol")}
    assert len(others | {PICTURE.digest}) == 6


@pytest.mark.parametrize("headline", LONG)
def test_no_headline_costs_more_than_it_may(headline: str) -> None:
    draw_share_picture(PICTURE)  # loads the typeface
    costs = []
    for _ in range(3):
        started = time.process_time()
        data = draw_share_picture(replace(PICTURE, headline=headline, desk=headline, label=headline))
        costs.append(time.process_time() - started)
    assert min(costs) < MAX_CPU_SECONDS
    assert len(data) < 100_000


@pytest.mark.parametrize("headline", ["300 trees", "300 деревьев", "300 δέντρα", "300 cây", "300 arbres à Nîmes"])
def test_scripts_of_the_typeface_are_drawn(headline: str) -> None:
    assert clean_text(headline) == headline


@pytest.mark.parametrize("headline", ["300本の木", "300 شجرة", "३०० पेड़", "trees 🌳", ""])
def test_a_headline_in_another_script_is_left_out(headline: str) -> None:
    assert clean_text(headline) == ""
    assert read(replace(PICTURE, headline=headline)).size == (WIDTH_PIXELS, HEIGHT_PIXELS)


def test_characters_without_a_shape_turn_into_spaces() -> None:
    assert clean_text("300\x00\u202etrees\n\tin\u200bspring") == "300 trees in spring"


def test_a_long_text_is_cut_at_its_last_line() -> None:
    from claims.share_drawing import _bold

    font = _bold(HEADLINE_SIZES[0])
    lines = wrap_text("one two three four", font, font.getlength("one two"), max_lines=1)
    assert len(lines) == 1
    assert lines[0].endswith("…")
    assert font.getlength(lines[0]) <= font.getlength("one two")
    assert wrap_text("one two", font, 2_000, max_lines=3) == ["one two"]
