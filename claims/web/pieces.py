"""Two texts as one: the words that stay, come and go.

Comparing takes steps, and a page has `Effort` for so many: texts that were made to take hours are told
as all gone and all come, which is never wrong. Finds a shortest way as in E. W. Myers, "An O(ND) Difference
Algorithm and Its Variations" (1986).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from claims.deltas import shared

SENTENCE = re.compile(r"[^\s.!?](?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*|[.!?]+|\s+")
WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[^\w\s]|\s+")
GRAINS = (SENTENCE, WORD)
"""Coarse before fine: where whole sentences came or went, no word of them is looked at."""
LONGEST_WORD = 100
STEPS, LETTERS = 400_000, 4
"""What a page may take to compare; cutting this many letters into words takes one step."""
CONTEXT, CHANGED, MOST = 120, 1200, 80
"""Characters of what stays that are shown on each side, of what changed in one place; pieces of one text."""
GAP = "…"
Run = tuple[int, int, int]
"""Words in both: their place in the old text, in the new one, and how many."""


@dataclass(slots=True)
class Effort:
    """How many steps comparing may still take; shared by all that a page compares."""

    left: int = STEPS


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stay (""), come ("ins") or go ("del"), or a "gap" where some are left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A part that reads differently afterwards; `cut` says that not all of it is shown."""

    label: str
    pieces: list[Piece] = field(default_factory=list)
    cut: bool = False


def change(label: str, before: str, after: str, effort: Effort, *, whole: bool = True) -> Change:
    """One part of a page before and after; only around what changed, unless the `whole` is wanted."""
    pieces = list(between(before, after, effort))
    shown = pieces if whole else list(_shortened(pieces))
    return Change(label, shown, cut=any(piece.kind == "gap" for piece in shown))


def between(before: str, after: str, effort: Effort | None = None) -> Iterator[Piece]:
    """Every word of both texts once, in order: without "ins" it is the one, without "del" the other."""
    start, end = _at_words(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    told = (
        *_some("", before[:start]),
        *_compared(old, new, effort or Effort()),
        *_some("", before[len(before) - end :]),
    )
    for kind, alike in groupby(told, key=attrgetter("kind")):
        yield Piece(kind, "".join(piece.text for piece in alike))


def _some(kind: str, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(kind, text)


def _at_words(before: str, after: str) -> tuple[int, int]:
    """What both begin and end with, without the words that only begin or end alike."""
    start, end = shared(before, after)
    head = max(before.rfind(blank, max(start - LONGEST_WORD, 0), start) for blank in " \n") + 1
    rest = len(before) - end
    tails = [before.find(blank, rest, rest + LONGEST_WORD) for blank in " \n"]
    tail = min((found for found in tails if found >= 0), default=len(before) if end <= LONGEST_WORD else rest)
    return (head or (0 if start <= LONGEST_WORD else start)), len(before) - tail


def _compared(before: str, after: str, effort: Effort, grain: int = 0) -> Iterator[Piece]:
    effort.left -= (len(before) + len(after)) // LETTERS
    if not (before and after) or grain == len(GRAINS) or effort.left <= 0:
        yield from (*_some("del", before), *_some("ins", after))
        return
    old, new = GRAINS[grain].findall(before), GRAINS[grain].findall(after)
    x = y = 0
    for left, right, length in [*_telling(old, _kept(old, new, effort)), (len(old), len(new), 0)]:
        yield from _compared("".join(old[x:left]), "".join(new[y:right]), effort, grain + 1)
        yield from _some("", "".join(old[left : left + length]))
        x, y = left + length, right + length


def _telling(old: list[str], runs: list[Run]) -> Iterator[Run]:
    """Runs of words; a blank alone between two changes only cuts them into splinters."""
    for left, right, length in runs:
        end = left + length
        at_border = (left, right) == (0, 0) or end == len(old)
        if at_border or not "".join(old[left:end]).isspace():
            yield left, right, length


def _kept(old: list[str], new: list[str], effort: Effort) -> list[Run]:
    """What both have; nothing when the effort is spent before the end is reached, or could not reach it."""
    if (len(old) - len(new)) ** 2 > effort.left:
        return []
    trail: list[dict[int, int]] = []
    reach = {1: 0}
    for distance in range(len(old) + len(new) + 1):
        trail.append(dict(reach))
        if _farther(old, new, reach, distance, effort):
            return _runs(trail, len(old), len(new))
        if effort.left <= 0:
            break
    return []


def _farther(old: list[str], new: list[str], reach: dict[int, int], distance: int, effort: Effort) -> bool:
    """Go one change farther on every diagonal; whether the end of both is reached."""
    for diagonal in range(-distance, distance + 1, 2):
        x = start = _entered(reach, diagonal, distance)
        while x < len(old) and x - diagonal < len(new) and old[x] == new[x - diagonal]:
            x += 1
        reach[diagonal] = x
        effort.left -= 2 + x - start
        if x >= len(old) and x - diagonal >= len(new):
            return True
    return False


def _is_inserted(reach: dict[int, int], diagonal: int, distance: int) -> bool:
    """Whether a diagonal is entered by an insertion, from the one above, or else by a deletion."""
    return diagonal == -distance or (diagonal != distance and reach[diagonal - 1] < reach[diagonal + 1])


def _entered(reach: dict[int, int], diagonal: int, distance: int) -> int:
    return reach[diagonal + 1] if _is_inserted(reach, diagonal, distance) else reach[diagonal - 1] + 1


def _runs(trail: list[dict[int, int]], x: int, y: int) -> list[Run]:
    """The way back from the end, told from the beginning."""
    runs = []
    for distance in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[distance], x - y
        start = _entered(reach, diagonal, distance)
        if x > start:
            runs.append((start, start - diagonal, x - start))
        inserted = _is_inserted(reach, diagonal, distance)
        x = start if inserted else start - 1
        y = x - diagonal - (1 if inserted else -1)
    return runs[::-1]


# Shown where there is little room ----------------------------------------------------


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    """Only what stands around the changes, and no more of them than one reads."""
    last = len(pieces) - 1
    for number, piece in enumerate(pieces[:MOST]):
        if piece.kind:
            yield from _first_words(piece)
        else:
            yield from _around(piece.text, first=number == 0, last=number == last)
    if last >= MOST:
        yield Piece("gap", GAP)


def _first_words(piece: Piece) -> Iterable[Piece]:
    if len(piece.text) <= CHANGED:
        return [piece]
    return [Piece(piece.kind, piece.text[:CHANGED]), Piece("gap", GAP)]


def _around(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if len(text) <= 2 * CONTEXT:
        yield Piece("", text)
        return
    yield from _some("", text[:head].rpartition(" ")[0] or text[:head])
    yield Piece("gap", GAP)
    yield from _some("", text[len(text) - tail :].partition(" ")[2] or text[len(text) - tail :])
