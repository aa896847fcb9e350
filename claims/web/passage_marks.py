"""An article's text as HTML, with a `<mark>` around each claim.

The text content of what `render_marked_text` returns is exactly the stored text, so that a selection in the browser
counts the same characters. Claims may be nested or overlap; where they overlap, the mark of the later one is closed
and opened again. The work grows with the length of the text plus the number of claims.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from claims.selectors.passage_marks import Mark
from claims.workflow import Status

MAX_NESTING = 8
"""Marks that may be nested at one place. A claim below so many others is marked only where it starts."""


STRONG_CHECKWORTHINESS = 0.5
"""The check-worthiness from which an undecided claim is marked strongly, so that marks mean something."""


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of the text with the same claims, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def split_at_marks(length: int, marks: Sequence[Mark]) -> Iterator[MarkedStretch]:
    """Split a text of `length` characters into stretches; `marks` are in the order of the text."""
    cuts = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    remaining_marks = iter([*marks, None])
    following = next(remaining_marks)
    inside: list[Mark] = []
    for start, end in pairwise(cuts):
        inside = [mark for mark in inside if mark.end > start]
        while following and following.start == start:
            inside.append(following)
            following = next(remaining_marks)
        inside = inside[-MAX_NESTING:]
        yield MarkedStretch(start, end, tuple(inside))


def render_marked_text(
    text: str,
    marks: Sequence[Mark],
    *,
    title: str = "",
    focus: int | None = None,
    least: float = STRONG_CHECKWORTHINESS,
) -> SafeString:
    """Return the text as HTML with the passages of the claim `focus` focused. Lost anchors are left out.

    A first line that repeats the `title` is not shown, unless a claim is in it. Undecided claims below `least`, and all
    below `STRONG_CHECKWORTHINESS`, are marked faintly.
    """
    strong = max(least, STRONG_CHECKWORTHINESS)
    out: list[str] = []
    stack: tuple[Mark, ...] = ()
    opened_claims: set[int] = set()
    for stretch in split_at_marks(len(text), [mark for mark in marks if not mark.lost]):
        shared_depth = _count_shared(stack, stretch.marks)
        out += ["</mark>"] * (len(stack) - shared_depth)
        for mark in stretch.marks[shared_depth:]:
            out.append(_opening_tags(mark, strong, first=mark.claim not in opened_claims, focused=mark.claim == focus))
            opened_claims.add(mark.claim)
        repeated = 0 if stretch.start or stretch.marks else _count_repeated(text[: stretch.end], title)
        if repeated:
            out.append(f'<span class="article__repeated">{_escape(text[:repeated])}</span>')
        out.append(_escape(text[stretch.start + repeated : stretch.end]))
        stack = stretch.marks
    return mark_safe("".join(out) + "</mark>" * len(stack))  # noqa: S308 - every part is escaped or a number


def _count_repeated(start: str, title: str) -> int:
    """Return the characters of a first line that is the title, with the empty lines below it."""
    line, end, _ = start.partition("\n")
    if not end or not title or line.strip() != title.strip():
        return 0
    return len(start) - len(start[len(line) :].lstrip("\r\n"))


def _count_shared(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(before, after, strict=False)))


def _opening_tags(mark: Mark, strong: float, *, first: bool, focused: bool) -> str:
    name = f' id="passage-{mark.claim}"' if first else ""
    focus = " data-focused" if focused else ""
    minor = " data-minor" if mark.status == Status.DETECTED and mark.worth < strong else ""
    return f'<mark class="claim"{name} data-claim="{mark.claim}" data-status="{mark.status}"{minor}{focus}>'


def _escape(text: str) -> str:
    """Escape for HTML. A bare carriage return would come out of the parser as a newline."""
    return escape(text).replace("\r", "&#13;")
