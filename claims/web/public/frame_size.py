"""How high the frame of an embedded verdict is: measured from its text when the code to copy is written.

No script runs in the card or beside it. A wide frame and a narrow one are measured, and CSS goes from one height to
the other with the width of the screen. Where the frame is narrower still, as in a side column, the card scrolls.
"""

from dataclasses import dataclass
from math import ceil

from claims.models import Publication

WIDE_PIXELS, NARROW_PIXELS = 600, 320
"""Widths of the frame: on a desktop, and on a telephone."""

WIDE_SCREEN_PIXELS, NARROW_SCREEN_PIXELS = 640, 360
"""Widths of the screen at which the frame has those widths."""

CARD_EDGE_PIXELS = 36
"""Padding and border of the card, left and right together, and above and below."""

FIXED_PIXELS = 168
"""Heights of what does not wrap, with the gaps: the label, the rating and the padding."""

TITLE, TEXT, META = (11.0, 28.0), (7.8, 23.0), (7.2, 22.0)
"""The mean width of a character and the height of a line in pixels: of the claim, of the summary, of the last line."""

CLAIM_CHARACTERS = 280
"""Characters of the claim that the card shows."""

META_CHARACTERS = 44
"""Characters of the last line beside the name of the desk."""


@dataclass(frozen=True, slots=True)
class FrameSize:
    """The heights of a frame that is wide and of one that is narrow."""

    wide: int
    narrow: int

    @property
    def css_height(self) -> str:
        """A height in CSS that falls evenly from the narrow to the wide one while the screen widens."""
        if self.narrow <= self.wide:
            return f"{self.wide}px"
        slope = (self.narrow - self.wide) / (WIDE_SCREEN_PIXELS - NARROW_SCREEN_PIXELS)
        at_zero = ceil(self.narrow + slope * NARROW_SCREEN_PIXELS)
        return f"clamp({self.wide}px,calc({at_zero}px - {slope * 100:.1f}vw),{self.narrow}px)"


def measure_frame(publication: Publication) -> FrameSize:
    """Return the size of the frame for the card of a publication."""
    return FrameSize(measure_card(publication, WIDE_PIXELS), measure_card(publication, NARROW_PIXELS))


def measure_card(publication: Publication, width: int) -> int:
    """Return the height that a card needs at a width, in pixels."""
    note = publication.note if publication.is_changed or publication.is_gone else ""
    parts = [
        (publication.claim_text[:CLAIM_CHARACTERS], TITLE),
        (publication.summary, TEXT),
        (note, TEXT),
        (publication.content.desk.name + " " * META_CHARACTERS, META),
    ]
    return FIXED_PIXELS + sum(_text_height(text, font, width - CARD_EDGE_PIXELS) for text, font in parts)


def _text_height(text: str, font: tuple[float, float], width: int) -> int:
    character, line = font
    return ceil(len(text) * character / width) * ceil(line)
