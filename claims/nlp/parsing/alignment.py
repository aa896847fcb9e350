"""Preparing a sentence for the parser, with a way back to the offsets of the text.

Typographic marks become plain ones of the same length. Scraped text often lacks the space after a closing quotation
mark (`talk”said`). The parser gets that space, and its position is recorded, so that offsets still point into the text.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

PLAIN_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\n\r\t\u2028\u2029\u00a0\u202f\u2009", " "),
    }
)
MISSING_SPACE = re.compile(r"(?<=[”»])(?=\w)|(?<=[.,!?]\")(?=[a-z])|(?<=[a-z]\.)(?=[“«])")


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence for the parser. `spaces` are the offsets of the spaces that were added."""

    text: str
    start: int
    spaces: tuple[int, ...] = ()

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source text of an offset in `text`."""
        return self.start + offset - bisect_right(self.spaces, offset)


def align_sentence(text: str, start: int, end: int) -> AlignedSentence:
    """Return `text[start:end]` as the parser reads it."""
    raw = text[start:end]
    places = [match.start() for match in MISSING_SPACE.finditer(raw)]
    if not places:
        return AlignedSentence(replace_marks(raw), start)
    pieces = [raw[begin:finish] for begin, finish in zip([0, *places], [*places, len(raw)], strict=True)]
    spaces = tuple(place + number for number, place in enumerate(places))
    return AlignedSentence(replace_marks(" ".join(pieces)), start, spaces)


def replace_marks(words: str) -> str:
    """Return the words with plain quotation marks, in the same length."""
    return words.translate(PLAIN_MARKS).replace("''", '" ').replace("``", '" ')
