"""The article as a reader sees it: its text to the character, with a `<mark>` where a claim stands.

The text content of what `marked` returns is exactly the stored text, so that a selection in the browser
counts the same characters. Claims may lie inside one another or overlap; where they overlap, the
later one's mark is closed and opened again. The work grows with text and claims, not with their product.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.passage_marks import Mark

MAX_NESTING = 8
"""Marks inside one another at one place; a claim below so many newer ones is marked at its start alone."""


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of the text in which the same claims stand, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def split_at_marks(length: int, marks: Sequence[Mark]) -> Iterator[MarkedStretch]:
    """The whole text from 0 to `length` in stretches, for marks in the order of the text."""
    cuts = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    waiting = iter([*marks, None])
    following = next(waiting)
    inside: list[Mark] = []
    for start, end in pairwise(cuts):
        inside = [mark for mark in inside if mark.end > start]
        while following and following.start == start:
            inside.append(following)
            following = next(waiting)
        inside = inside[-MAX_NESTING:]
        yield MarkedStretch(start, end, tuple(inside))


def render_marked_text(text: str, marks: Sequence[Mark], *, focus: int | None = None) -> SafeString:
    """The text as HTML, the passages of `focus` (a claim's id) in focus; lost anchors are left out."""
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    seen: set[int] = set()
    for piece in split_at_marks(len(text), [mark for mark in marks if not mark.lost]):
        kept = _count_shared(stack, piece.marks)
        out += ["</mark>"] * (len(stack) - kept)
        for mark in piece.marks[kept:]:
            out.append(_opening_tags(mark, first=mark.claim not in seen, focused=mark.claim == focus))
            seen.add(mark.claim)
        out.append(_escape(text[piece.start : piece.end]))
        stack = piece.marks
    return mark_safe("".join(out) + "</mark>" * len(stack))  # noqa: S308 - every part is escaped or a number


def _count_shared(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(before, after, strict=False)))


def _opening_tags(mark: Mark, *, first: bool, focused: bool) -> str:
    name = f' id="passage-{mark.claim}"' if first else ""
    focus = " data-focused" if focused else ""
    minor = " data-minor" if mark.minor else ""
    return f'<mark class="claim"{name} data-claim="{mark.claim}" data-status="{mark.status}"{minor}{focus}>'


def _escape(text: str) -> str:
    """Escaped for HTML; a bare carriage return would come out of the parser as a newline."""
    return escape(text).replace("\r", "&#13;")
