"""A parsed sentence as plain lists, so that rules are fast and do not need spaCy."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from claims.nlp.reading import Span

if TYPE_CHECKING:
    from claims.nlp.parsing.alignment import AlignedSentence

EDGE_MARKS = frozenset({",", ";", ":", "-", "–", "—", "--", "."})


class Tree:
    """One sentence: words, tags, dependency labels, heads and text offsets, one entry for each word."""

    def __init__(
        self,
        words: list[str],
        tags: list[str],
        deps: list[str],
        heads: list[int],
        offsets: list[tuple[int, int]],
    ) -> None:
        self.words = words
        self.lower = [word.lower() for word in words]
        self.tags = tags
        self.deps = deps
        self.heads = heads
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each word, left to right."""
        children: list[list[int]] = [[] for _ in self.words]
        for word, head in enumerate(self.heads):
            if head != word:
                children[head].append(word)
        return children

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """First and last word (inclusive) of the subtree of each word."""
        heads, lowest, highest = self.heads, list(range(len(self))), list(range(len(self)))
        for word in self._bottom_up():
            head = heads[word]
            lowest[head] = min(lowest[head], lowest[word])
            highest[head] = max(highest[head], highest[word])
        return list(zip(lowest, highest, strict=True))

    def attach(self, word: int, head: int) -> None:
        """Hang a word, and the conjunction in front of it, on another head."""
        self.heads[word] = head
        if word and self.deps[word - 1] == "cc":
            self.heads[word - 1] = head
        for name in ("children", "edges"):
            self.__dict__.pop(name, None)

    def _bottom_up(self) -> list[int]:
        """Return the words so that each follows all of its dependents."""
        order = [word for word, head in enumerate(self.heads) if head == word]
        for word in order:
            order.extend(self.children[word])
        return order[::-1]

    def first_child(self, word: int, *labels: str) -> int | None:
        """Return the first dependent with one of these labels."""
        deps = self.deps
        for kid in self.children[word]:  # a generator would take twice the time
            if deps[kid] in labels:
                return kid
        return None

    def span(self, first: int, last: int) -> Span:
        """Return the span of the words from first to last (inclusive)."""
        return Span(self.offsets[first][0], self.offsets[last][1])

    def find_word(self, offset: int) -> int | None:
        """Return the word that begins at an offset of the text."""
        word = bisect_left(self.offsets, (offset, 0))
        return word if word < len(self) and self.offsets[word][0] == offset else None

    def list_words(self, span: Span) -> range:
        """Return the words inside a span of the text."""
        first, last = bisect_left(self.offsets, (span.start, 0)), bisect_left(self.offsets, (span.end, 0))
        return range(first, last - 1 if first < last and self.offsets[last - 1][1] > span.end else last)

    def trim(self, first: int, last: int) -> tuple[int, int] | None:
        """Return the same words without commas, dashes and the like at either edge; None if no word is left."""
        while first <= last and self.words[first] in EDGE_MARKS:
            first += 1
        while first <= last and self.words[last] in EDGE_MARKS:
            last -= 1
        return (first, last) if first <= last else None


class Columns(NamedTuple):
    """What the parser returns for one sentence.

    `steps` lead from each word to its head, `starts` are the offsets of the words in that sentence.
    """

    words: list[str]
    tags: list[str]
    deps: list[str]
    steps: list[int]
    starts: list[int]


def build_tree(columns: Columns, aligned: AlignedSentence) -> Tree:
    """Return a tree whose offsets point into the source text."""
    words, tags, deps, steps, starts = columns
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    if aligned.changes:
        firsts = [aligned.source_offset(start) for start in starts]
        lasts = [aligned.source_offset(end - 1) + 1 for end in ends]
    else:
        firsts, lasts = [aligned.start + start for start in starts], [aligned.start + end for end in ends]
    heads = list(map(add, range(len(steps)), steps))
    return Tree(words, tags, deps, heads, list(zip(firsts, lasts, strict=True)))
