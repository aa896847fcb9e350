"""Finding what stands between quotation marks.

Curly, angled, straight and doubled single marks are paired inside one block.
A mark that a block never closes holds to a speech verb that follows, or to the
block's end when it opened the block (a paragraph of a longer quotation).
"""

import re
from dataclasses import dataclass

from claims.nlp.reading import Span

MARK = re.compile("[“”«»„\"‟]|''|``|(?<!\\w)‘(?=\\S)|(?<=[^\\s‘])’(?!\\w)")
TAIL = re.compile(r"(?<=[,.])\s+(?:he|she|they|[A-Z]\w+)\s+(?:said|says|added)\b")
OPENING = {"“": "”", "«": "»", "„": "“”", '"': '"”', "''": "''", "``": "''", "‘": "’", "‟": "”"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `words` counts what stands inside."""

    start: int
    end: int
    block: int
    words: int
    closed: bool = True


def _pairs(text: str, block: Span) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of each quotation of a block; marks inside a quotation are left to it."""
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    closing = ""
    for match in MARK.finditer(text, block.start, block.end):
        mark = match.group()
        if opened is None:
            if mark in OPENING:
                opened, closing = match.start(), OPENING[mark]
        elif mark in closing:
            found.append((opened, match.end(), True))
            opened = None
    if opened is not None and text[opened] != "‘":
        tail = TAIL.search(text, opened, block.end)
        if tail or opened == block.start:
            found.append((opened, tail.start() if tail else block.end, False))
    return found


def quotations(text: str, blocks: list[Span]) -> list[Quotation]:
    """All quotations of a text, in order."""
    found = []
    for number, block in enumerate(blocks):
        for start, end, closed in _pairs(text, block):
            found.append(Quotation(start, end, number, len(text[start:end].split()), closed))
    return found
