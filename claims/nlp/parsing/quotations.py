"""Finding quotations by their marks.

Curly, angled, straight and doubled single marks are paired inside one block. A quotation that its block does not close
ends before a speech verb that follows. If it opens the block, it ends with the block at the latest (one paragraph of a
longer quotation). So it does if the next block opens with a quotation mark.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.nlp.reading import Span

QUOTATION_MARK = re.compile("[“”«»„\"‟]|''|``|(?<!\\w)‘(?=\\S)|(?<=[^\\s‘])’(?!\\w)")
CLOSING_MARKS = {"“": "”", "«": "»", "„": "“”", '"': '"”', "''": "''", "``": "''", "‘": "’", "‟": "”"}
OPENING_MARKS = frozenset('“«„"')


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `words` is the number of words inside."""

    start: int
    end: int
    block: int
    words: int
    closed: bool = True


def _pair_marks(text: str, block: Span, speech_tail: re.Pattern[str], *, goes_on: bool) -> list[tuple[int, int, bool]]:
    """Return (start, end, closed) of each quotation of a block; marks inside a quotation are part of it."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    closing = ""
    for match in QUOTATION_MARK.finditer(text, block.start, block.end):
        mark = match.group()
        if opened is None:
            if mark in CLOSING_MARKS or _opens_line(text, match, block):
                opened, closing = match.start(), CLOSING_MARKS.get(mark, mark)
        elif mark in closing or (mark == '"' and closing == "”" and text[match.start() - 1] in ",.?!"):
            pairs.append((opened, match.end(), True))
            opened = None
    if opened is not None and text[opened] != "‘":
        tail = speech_tail.search(text, opened, block.end)
        if tail or opened == block.start or goes_on or _opens_sentence(text, opened):
            pairs.append((opened, tail.start() if tail else block.end, False))
    return pairs


def _opens_line(text: str, match: re.Match[str], block: Span) -> bool:
    """Whether a closing mark is a misprint for an opening one: it begins a line, and a word follows it."""
    is_first = match.start() == block.start or text[match.start() - 1] == "\n"
    return is_first and match.group() == "”" and text[match.end() : match.end() + 1].isalnum()


def _opens_sentence(text: str, opened: int) -> bool:
    """Whether a mark that only opens stands behind the end of a sentence: ... said. “The rest is open."""
    return text[opened] in "“«" and text[max(0, opened - 2) : opened].rstrip()[-1:] in tuple(".!?:,")


def find_quotations(text: str, blocks: list[Span], speech_tail: re.Pattern[str]) -> list[Quotation]:
    """Return all quotations of a text in order."""
    quotations = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1].start if number + 1 < len(blocks) else len(text)
        goes_on = text[after : after + 1] in OPENING_MARKS
        for start, end, closed in _pair_marks(text, block, speech_tail, goes_on=goes_on):
            quotations.append(Quotation(start, end, number, len(text[start:end].split()), closed))
    return quotations


def opens_quotation(text: str, offset: int) -> bool:
    """Whether a passage begins with an opening mark, or directly behind one."""
    return not OPENING_MARKS.isdisjoint(text[max(0, offset - 1) : offset + 1])


def is_inside(offset: int, quotations: Sequence[Quotation]) -> bool:
    """Whether an offset lies inside one of some quotations, which are in order."""
    before = bisect_right(quotations, offset, key=lambda quotation: quotation.start)
    return before > 0 and offset < quotations[before - 1].end
