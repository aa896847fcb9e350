"""Preparing a sentence for the parser, with a way back to the offsets of the text.

Typographic marks become plain ones of the same length. Scraped text often lacks the space after a closing quotation
mark (`talk”said`). The parser gets that space, also behind a unit of one letter ("18C."). Asides such as ", citing the
ministry," are left out, because the parser takes them for parts of the clause around them. Both are recorded, so that
offsets still point into the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.nlp.reading import Span

PLAIN_MARKS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\n\r\t\u2028\u2029\u00a0\u202f\u2009", " "),
    }
)
MISSING_SPACE = re.compile(r"(?<=[”»])(?=\w)|(?<=[.,!?]\")(?=[a-z])|(?<=[a-z]\.)(?=[“«])|(?<=\d[A-Z])(?=\.$)")


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence for the parser.

    `changes` are the offsets in `text` where characters were added or left out; from each on, the offset in the
    source text differs by the matching one of `shifts`.
    """

    text: str
    start: int
    changes: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source text of an offset in `text`."""
        change = bisect_right(self.changes, offset)
        return self.start + offset + (self.shifts[change - 1] if change else 0)


def align_sentence(text: str, start: int, end: int, asides: Sequence[Span] = ()) -> AlignedSentence:
    """Return `text[start:end]` as the parser reads it, without its asides (in order, and apart from each other)."""
    raw = text[start:end]
    holes = [(aside.start - start, aside.end - start) for aside in asides if start <= aside.start < aside.end <= end]
    inside = [match.start() for match in MISSING_SPACE.finditer(raw)]
    places = [place for place in inside if not any(low <= place <= high for low, high in holes)]
    pieces: list[str] = []
    changes: list[int] = []
    shifts: list[int] = []
    done = length = shift = 0
    for low, high in sorted([*holes, *((place, place) for place in places)]):
        pieces.append(raw[done:low])
        length += low - done
        changes.append(length)
        shift += high - low or -1
        shifts.append(shift)
        pieces.append(" " if low == high else "")
        length += low == high
        done = high
    return AlignedSentence(replace_marks("".join([*pieces, raw[done:]])), start, tuple(changes), tuple(shifts))


def replace_marks(words: str) -> str:
    """Return the words with plain quotation marks, in the same length."""
    return words.translate(PLAIN_MARKS).replace("''", '" ').replace("``", '" ')
