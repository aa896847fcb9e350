"""Word-by-word comparison of two texts.

A comparison costs steps, and a page has a `DiffBudget` of them. A text that would cost more is shown as
deleted and inserted whole. RapidFuzz finds the edit script; docs/decisions/0003-text-diff.md compares it with others.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from rapidfuzz.distance import Indel

from claims.text_deltas import count_shared_ends

SENTENCE_PATTERN = re.compile(r"[^\s.!?](?:[^.!?\n]|[.!?](?!\s|$))*[.!?]*|[.!?]+|\s+")
WORD_PATTERN = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[^\w\s]|\s+")
TOKEN_PATTERNS = (SENTENCE_PATTERN, WORD_PATTERN)
"""Sentences before words: where a whole sentence was added or deleted, its words are not compared."""
MAX_WORD_CHARACTERS = 100
MAX_STEPS, CHARACTERS_PER_STEP, CELLS = 400_000, 4, 500
"""Steps of a page. One step splits `CHARACTERS_PER_STEP` characters into words, or compares `CELLS` pairs of words."""
CONTEXT_CHARACTERS, MAX_CHANGED_CHARACTERS, MAX_PIECES = 120, 1200, 80
"""Limits of a shortened comparison: characters of context on each side, characters of one change, pieces of a text."""
GAP_SIGN = "…"
MatchingRun = tuple[int, int, int]
"""Words in both texts: their index in the old one, in the new one, and how many."""


@dataclass(slots=True)
class DiffBudget:
    """The steps that are left for all comparisons of a page."""

    steps_left: int = MAX_STEPS


@dataclass(frozen=True, slots=True)
class DiffPiece:
    """Words that stay (""), are inserted ("ins") or deleted ("del"), or a "gap" where some are left out."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A part of a text that changed; `is_shortened` says that not all of it is shown."""

    label: str
    pieces: list[DiffPiece] = field(default_factory=list)
    is_shortened: bool = False


def diff_part(label: str, before: str, after: str, budget: DiffBudget, *, whole: bool = True) -> TextChange:
    """Compare one part of a text; keep only the surroundings of each change unless `whole`."""
    pieces = list(diff_texts(before, after, budget))
    shown_pieces = pieces if whole else list(_shorten(pieces))
    return TextChange(label, shown_pieces, is_shortened=any(piece.kind == "gap" for piece in shown_pieces))


def diff_texts(before: str, after: str, budget: DiffBudget | None = None) -> Iterator[DiffPiece]:
    """Yield every word of both texts once, in order: without "ins" the pieces are `before`, without "del" `after`."""
    start, end = _trim_to_words(before, after)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    all_pieces = (
        *_nonempty_piece("", before[:start]),
        *_diff_tokens(old, new, budget or DiffBudget()),
        *_nonempty_piece("", before[len(before) - end :]),
    )
    for kind, pieces in groupby(all_pieces, key=attrgetter("kind")):
        yield DiffPiece(kind, "".join(piece.text for piece in pieces))


def _nonempty_piece(kind: str, text: str) -> Iterator[DiffPiece]:
    if text:
        yield DiffPiece(kind, text)


def _trim_to_words(before: str, after: str) -> tuple[int, int]:
    """Return the lengths of the common start and end, cut back to whole words."""
    start, end = count_shared_ends(before, after)
    head = max(before.rfind(blank, max(start - MAX_WORD_CHARACTERS, 0), start) for blank in " \n") + 1
    rest = len(before) - end
    tails = [before.find(blank, rest, rest + MAX_WORD_CHARACTERS) for blank in " \n"]
    tail = min(
        (boundary for boundary in tails if boundary >= 0), default=len(before) if end <= MAX_WORD_CHARACTERS else rest
    )
    return (head or (0 if start <= MAX_WORD_CHARACTERS else start)), len(before) - tail


def _diff_tokens(before: str, after: str, budget: DiffBudget, grain: int = 0) -> Iterator[DiffPiece]:
    budget.steps_left -= (len(before) + len(after)) // CHARACTERS_PER_STEP
    if not (before and after) or grain == len(TOKEN_PATTERNS) or budget.steps_left <= 0:
        yield from (*_nonempty_piece("del", before), *_nonempty_piece("ins", after))
        return
    old, new = TOKEN_PATTERNS[grain].findall(before), TOKEN_PATTERNS[grain].findall(after)
    x = y = 0
    for left, right, length in [*_merge_runs(old, _common_runs(old, new, budget)), (len(old), len(new), 0)]:
        yield from _diff_tokens("".join(old[x:left]), "".join(new[y:right]), budget, grain + 1)
        yield from _nonempty_piece("", "".join(old[left : left + length]))
        x, y = left + length, right + length


def _merge_runs(old: list[str], runs: list[MatchingRun]) -> Iterator[MatchingRun]:
    """Drop runs that are only blanks: a blank between two changes would split them into splinters."""
    for left, right, length in runs:
        end = left + length
        at_border = (left, right) == (0, 0) or end == len(old)
        if at_border or not "".join(old[left:end]).isspace():
            yield left, right, length


def _common_runs(old: list[str], new: list[str], budget: DiffBudget) -> list[MatchingRun]:
    """Return the runs of words in both texts by a shortest edit script; nothing where that costs too much."""
    cost = len(old) * len(new) // CELLS
    if cost > budget.steps_left:
        return []
    budget.steps_left -= cost
    return [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
    ]


# Shortened ----------------------------------------------------------------


def _shorten(pieces: list[DiffPiece]) -> Iterator[DiffPiece]:
    """Keep the context of each change, and at most `MAX_PIECES` pieces."""
    last = len(pieces) - 1
    for number, piece in enumerate(pieces[:MAX_PIECES]):
        if piece.kind:
            yield from _head_pieces(piece)
        else:
            yield from _context_pieces(piece.text, first=number == 0, last=number == last)
    if last >= MAX_PIECES:
        yield DiffPiece("gap", GAP_SIGN)


def _head_pieces(piece: DiffPiece) -> Iterable[DiffPiece]:
    if len(piece.text) <= MAX_CHANGED_CHARACTERS:
        return [piece]
    return [DiffPiece(piece.kind, piece.text[:MAX_CHANGED_CHARACTERS]), DiffPiece("gap", GAP_SIGN)]


def _context_pieces(text: str, *, first: bool, last: bool) -> Iterator[DiffPiece]:
    head, tail = (0 if first else CONTEXT_CHARACTERS), (0 if last else CONTEXT_CHARACTERS)
    if len(text) <= 2 * CONTEXT_CHARACTERS:
        yield DiffPiece("", text)
        return
    yield from _nonempty_piece("", text[:head].rpartition(" ")[0] or text[:head])
    yield DiffPiece("gap", GAP_SIGN)
    yield from _nonempty_piece("", text[len(text) - tail :].partition(" ")[2] or text[len(text) - tail :])
