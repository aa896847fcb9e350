"""A sentence as the parser should see it, and the way back to the text.

Typographic marks become plain ones of the same length. Where the length must
change (a missing space after a closing quotation mark, an endless run of
punctuation, a word no tokenizer should meet) the steps are written down, so
that every offset still points into the text as given.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("\n\r\t\x00\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\u00a0\u202f\u2009", " "),
        **{chr(surrogate): "?" for surrogate in range(0xD800, 0xE000)},
    }
)
RUN = re.compile(r"[^\w\s]{5,}|\w{41,}|\S{81,}")
GLUED = re.compile(r"(?<=[”»])(?=\w)|(?<=[.,!?]\")(?=[a-z])|(?<=[a-z]\.)(?=[“«])")
KEPT_MARKS, KEPT_LETTERS = 3, 40


@dataclass(frozen=True, slots=True)
class Aligned:
    """Text for the parser; `at` turns its offsets into offsets of the source."""

    text: str
    start: int
    here: tuple[int, ...] = (0,)
    there: tuple[int, ...] = (0,)

    def at(self, offset: int) -> int:
        """The place in the source text of an offset into `text`."""
        if len(self.here) == 1:
            return self.start + offset
        step = bisect_right(self.here, offset) - 1
        return self.start + self.there[step] + offset - self.here[step]


def plain(words: str) -> str:
    """Plain quotation marks, no control characters, the same length."""
    return words.translate(PLAIN).replace("''", '" ').replace("``", '" ')


def _edits(raw: str) -> list[tuple[int, int, str]]:
    """(start, end, replacement) of everything that changes length."""
    edits = [(match.start(), match.start(), " ") for match in GLUED.finditer(raw)]
    for match in RUN.finditer(raw):
        kept = KEPT_LETTERS if match.group()[0].isalnum() else KEPT_MARKS
        if match.end() - match.start() > kept:
            edits.append((match.start() + kept, match.end(), ""))
    return sorted(edits)


def align(text: str, start: int, end: int) -> Aligned:
    """Prepare `text[start:end]` for the parser."""
    raw = text[start:end]
    edits = _edits(raw)
    if not edits:
        return Aligned(plain(raw), start)
    pieces, here, there, done, length = [], [0], [0], 0, 0
    for begin, finish, replacement in edits:
        if begin < done:
            continue
        pieces += [raw[done:begin], replacement]
        length += begin - done + len(replacement)
        here.append(length)
        there.append(finish)
        done = finish
    pieces.append(raw[done:])
    return Aligned(plain("".join(pieces)), start, tuple(here), tuple(there))
