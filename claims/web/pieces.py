"""Two texts as one: the words that stay, come and go.

A comparison costs steps, and a page may spend as many as `Effort` holds. A text that would cost more is shown as
deleted and inserted whole. RapidFuzz finds the edit script; docs/decisions/0003-text-diff.md compares it with others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from rapidfuzz.distance import Indel

from claims.deltas import shared

SENTENCE = re.compile(r"[^\s.!?](?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*|[.!?]+|\s+")
WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[^\w\s]|\s+")
GRAINS = (SENTENCE, WORD)
"""Coarse before fine: where whole sentences came or went, no word of them is looked at."""
LONGEST_WORD = 100
STEPS, LETTERS, CELLS = 400_000, 4, 500
"""Steps that a page may spend. One step cuts `LETTERS` letters into words, or compares `CELLS` pairs of words."""
CONTEXT, CHANGED, MOST = 120, 1200, 80
"""Characters of what stays that are shown on each side, of what changed in one place; pieces of one text."""
GAP = "…"
Run = tuple[int, int, int]
"""Words in both: their place in the old text, in the new one, and how many."""


@dataclass(slots=True)
class Effort:
    """The steps that are left for all comparisons of a page."""

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
    for left, right, length in [*_telling(old, _common_runs(old, new, effort)), (len(old), len(new), 0)]:
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


def _common_runs(old: list[str], new: list[str], effort: Effort) -> list[Run]:
    """Return the runs of words in both texts by a shortest edit script; nothing where that costs too much."""
    cost = len(old) * len(new) // CELLS
    if cost > effort.left:
        return []
    effort.left -= cost
    return [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
    ]


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
