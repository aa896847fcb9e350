"""A sentence as the parser should see it, and the way back to the text.

Typographic marks become plain ones of the same length. Scraped text lacks
spaces behind closing quotation marks (`talk”said`): the parser gets one, and
where it was put is written down, so that offsets still point into the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\n\r\t\u2028\u2029\u00a0\u202f\u2009", " "),
    }
)
GLUED = re.compile(r"(?<=[”»])(?=\w)|(?<=[.,!?]\")(?=[a-z])|(?<=[a-z]\.)(?=[“«])")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Text for the parser; `at` turns its offsets into offsets of the source."""

    text: str
    start: int
    spaces: tuple[int, ...] = ()

    def at(self, offset: int) -> int:
        """The place in the source text of an offset into `text`."""
        return self.start + offset - bisect_right(self.spaces, offset)


def align(text: str, start: int, end: int) -> Aligned:
    """Prepare `text[start:end]` for the parser."""
    raw = text[start:end]
    places = [match.start() for match in GLUED.finditer(raw)]
    if not places:
        return Aligned(plain(raw), start)
    pieces = [raw[begin:finish] for begin, finish in zip([0, *places], [*places, len(raw)], strict=True)]
    spaces = tuple(place + number for number, place in enumerate(places))
    return Aligned(plain(" ".join(pieces)), start, spaces)


def plain(words: str) -> str:
    """Plain quotation marks, the same length."""
    return words.translate(PLAIN).replace("''", '" ').replace("``", '" ')
