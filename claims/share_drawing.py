"""Drawing the picture of a verdict: its rating in its colour with a sign, the headline, and the name of the desk.

A text in a script that the typeface does not have is left out.
"""

from __future__ import annotations

import unicodedata
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from claims.share_picture import HEIGHT_PIXELS, WIDTH_PIXELS, SharePicture

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

PAPER, INK, SOFT_INK = "#f7f5f0", "#1b1a17", "#57534b"
MARGIN = 80
TEXT_WIDTH = WIDTH_PIXELS - 2 * MARGIN
DOTS = "…"
BAND_HEIGHT, RULE_HEIGHT = 170, 8
LABEL_SIZE, DESK_SIZE = 72, 38
HEADLINE_TOP, HEADLINE_BOTTOM = 212, 505
HEADLINE_SIZES = (72, 64, 56, 48, 42)
LINE_HEIGHT = 1.2
SIGN_SIZE, SIGN_WIDTH = 64, 11
MAX_CHARACTERS = 400
MAX_LINE_CHARACTERS = 120
"""More letters than fit into a line."""
COLOURS = 64
"""Of the palette; a picture has few colours, and the shades between them and the text."""
UNKNOWN_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a rating: its text, its ground and the line below it, as on light pages."""

    ink: str
    fill: str
    line: str


TONES = {
    "true": Tone("#175a34", "#e1f2e6", "#37875a"),
    "mixed": Tone("#734400", "#fbedcf", "#b27613"),
    "false": Tone("#8d2017", "#fbe7e3", "#c0534a"),
    "info": Tone("#124a76", "#e1edf7", "#3d7fb3"),
}
PLAIN_TONE = Tone("#504c45", "#ebe7dd", "#8a857a")

SIGNS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "true": (((0.08, 0.55), (0.38, 0.85), (0.95, 0.15)),),
    "false": (((0.12, 0.12), (0.88, 0.88)), ((0.88, 0.12), (0.12, 0.88))),
    "mixed": (((0.05, 0.36), (0.95, 0.36)), ((0.05, 0.7), (0.95, 0.7))),
}
"""The sign of a tone as lines in a square, so that the colour alone says nothing."""


def draw_share_picture(picture: SharePicture) -> bytes:
    """Return a picture as a PNG."""
    from PIL import Image, ImageDraw  # loaded only in processes that draw

    tone = TONES.get(picture.tone, PLAIN_TONE)
    image = Image.new("RGB", (WIDTH_PIXELS, HEIGHT_PIXELS), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH_PIXELS, BAND_HEIGHT), fill=tone.fill)
    pen.rectangle((0, BAND_HEIGHT, WIDTH_PIXELS, BAND_HEIGHT + RULE_HEIGHT), fill=tone.line)
    _draw_rating(pen, picture, tone)
    _draw_headline(pen, clean_text(picture.headline))
    _draw_line(pen, clean_text(picture.desk), HEIGHT_PIXELS - MARGIN + 10, _font("Regular", DESK_SIZE), SOFT_INK)
    file = BytesIO()
    image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


def clean_text(text: str) -> str:
    """Return a text in one line without characters that have no shape; empty if the typeface lacks any of them."""
    visible = "".join(character if unicodedata.category(character)[0] != "C" else " " for character in text)
    line = " ".join(unicodedata.normalize("NFC", visible).split())[:MAX_CHARACTERS]
    return line if all(map(_has_shape, set(line))) else ""


@lru_cache(maxsize=4_096)
def _has_shape(character: str) -> bool:
    font = _font("Bold", HEADLINE_SIZES[-1])
    return character == " " or bytes(font.getmask(character)) != bytes(font.getmask(UNKNOWN_CHARACTER))


@lru_cache
def _font(weight: str, size: int) -> FreeTypeFont:
    from font_source_serif_pro import font_files_ttf
    from PIL import ImageFont

    name = "SourceSerifPro" if weight == "Regular" else f"SourceSerifPro{weight}"
    return ImageFont.truetype(font_files_ttf[name], size)


def _draw_rating(pen: ImageDraw, picture: SharePicture, tone: Tone) -> None:
    top, left = (BAND_HEIGHT - SIGN_SIZE) // 2, MARGIN
    symbol = clean_text(picture.symbol)
    for line in () if symbol else SIGNS.get(picture.tone, ()):
        points = [(left + x * SIGN_SIZE, top + y * SIGN_SIZE) for x, y in line]
        pen.line(points, fill=tone.ink, width=SIGN_WIDTH, joint="curve")
    if not symbol and picture.tone in SIGNS:
        left += SIGN_SIZE + 28
    label = f"{symbol} {clean_text(picture.label)}".strip()
    font = next((font for font in map(_bold, (LABEL_SIZE, *HEADLINE_SIZES)) if _fits(font, label, left)), _bold(42))
    text = wrap_text(label, font, WIDTH_PIXELS - MARGIN - left, max_lines=1)
    pen.text((left, BAND_HEIGHT // 2), "".join(text), font=font, fill=tone.ink, anchor="lm")


def _bold(size: int) -> FreeTypeFont:
    return _font("Bold", size)


def _fits(font: FreeTypeFont, text: str, left: float) -> bool:
    return font.getlength(text) <= WIDTH_PIXELS - MARGIN - left


def _draw_headline(pen: ImageDraw, headline: str) -> None:
    """Draw the headline in the largest size in which it fits; in the smallest one it is cut."""
    for size in HEADLINE_SIZES:
        font, height = _bold(size), size * LINE_HEIGHT
        lines = wrap_text(headline, font, TEXT_WIDTH, max_lines=int((HEADLINE_BOTTOM - HEADLINE_TOP) / height))
        if not lines or not lines[-1].endswith(DOTS):
            break
    for number, line in enumerate(lines):
        pen.text((MARGIN, HEADLINE_TOP + number * height), line, font=font, fill=INK)


def _draw_line(pen: ImageDraw, text: str, bottom: int, font: FreeTypeFont, ink: str) -> None:
    line = "".join(wrap_text(text, font, TEXT_WIDTH, max_lines=1))
    pen.text((MARGIN, bottom), line, font=font, fill=ink, anchor="ls")


def wrap_text(text: str, font: FreeTypeFont, width: float, *, max_lines: int) -> list[str]:
    """Return a text in lines of a width in pixels; what is beyond the last line is cut."""
    lines: list[str] = []
    words, space = deque(text.split()), font.getlength(" ")
    while words and len(lines) < max_lines:
        line, used = [], -space
        while words and used + space + (length := font.getlength(words[0])) <= width:
            line.append(words.popleft())
            used += space + length
        if not line:  # a word that is wider than a line
            word = words.popleft()
            ends = accumulate(map(font.getlength, word[:MAX_LINE_CHARACTERS]))
            letters = max(1, sum(end <= width for end in ends))
            line.append(word[:letters])
            words.appendleft(word[letters:])
        lines.append(" ".join(line))
    if words and lines:
        lines[-1] = _with_dots(lines[-1], font, width)
    return lines


def _with_dots(line: str, font: FreeTypeFont, width: float) -> str:
    while line and font.getlength(f"{line}{DOTS}") > width:
        line = line[:-1]
    return f"{line.rstrip()}{DOTS}"
