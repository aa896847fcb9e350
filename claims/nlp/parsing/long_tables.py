"""Tables so long that a claim for each of their rows would fill triage: only their first rows are read."""

import re

from claims.nlp.reading import Span

READ_ROWS = 50
"""So many rows of a table make claims; the rest stays in the text."""

CELL_MARKS = re.compile(r"[|\t]")
FEWEST_CELLS = 2


def find_unread_rows(text: str) -> list[Span]:
    """Return the rows behind the first `READ_ROWS` of each table: lines with cells, with no other line between them."""
    unread: list[Span] = []
    rows = start = 0
    for line in text.splitlines(keepends=True):
        if _is_row(line):
            rows += 1
            if rows > READ_ROWS:
                unread.append(Span(start, start + len(line.rstrip())))
        elif line.strip():
            rows = 0
        start += len(line)
    return unread


def _is_row(line: str) -> bool:
    """Whether words stand in two cells of a line at least."""
    return sum(not cell.isspace() for cell in CELL_MARKS.split(line) if cell) >= FEWEST_CELLS


def blank_unread_rows(text: str) -> str:
    """Return a text of the same length in which the rows that are not read are blank."""
    pieces, done = list[str](), 0
    for row in find_unread_rows(text):
        pieces += [text[done : row.start], " " * (row.end - row.start)]
        done = row.end
    return "".join([*pieces, text[done:]])
