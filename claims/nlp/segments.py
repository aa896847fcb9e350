"""Cutting a text into blocks and sentences without a model.

A blank line always ends a sentence, and so does a line break after a full
stop, before a bullet, or after a short line (headings, tables, captions);
other line breaks are taken for wrapped lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.nlp.reading import Span

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
BULLET = re.compile(r"\s*(?:[-*•‣◦–—]|\(?\d{1,3}[.)])\s")
WRAPPED = 60
LONGEST, LONGEST_SENTENCE = 6000, 1500  # characters of a block, of a sentence
STOP = re.compile(
    r"""(?<![.!?…])(?:[.!?…]{1,6}|[。！？])
        (?:["”’'»)\]]|''){0,3}
        (?:(?=\s+(?:''|["“‘'«(\[])?[A-Z0-9À-ÞΑ-Я"“‘«])|(?=[“«])|(?<=["”»])(?=[A-ZÀ-Þ]))""",
    re.VERBOSE,
)
ABBREVIATED = re.compile(
    r"""(?:\b(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|col|lt|sgt|capt|cpl|pvt|adm|maj|rev|hon|st|jr|sr|inc|corp|co|ltd|no
        |vs|etc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|fig|e\.g|i\.e|cf|approx|dept|est|mt|pres|messrs|del|d-\w+
        |r-\w+|calif|fla|mass|pa|ariz|ga|va|wis|tenn|okla|ill|ind|mich|minn|conn|colo|tex|wash|ore|nev)
        |\b[a-z]|\b(?:[a-z]\.)+[a-z])\.$""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its place in the text and the number of its block."""

    start: int
    end: int
    block: int


def _lines(text: str) -> Iterator[Span]:
    for match in LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, match.end() - (len(line) - len(line.rstrip())))


def _wraps(text: str, before: Span, after: Span) -> bool:
    """Whether a line break stands inside a sentence that was merely wrapped."""
    gap = text[before.end : after.start]
    if gap.count("\n") > 1 or "\u2029" in gap or before.end - before.start < WRAPPED:
        return False
    return text[before.end - 1] not in '.!?:…”"' and not BULLET.match(text, before.end + 1)


def blocks(text: str) -> list[Span]:
    """Paragraphs, headings, bullets and table lines, in order."""
    found: list[Span] = []
    for line in _lines(text):
        if found and _wraps(text, found[-1], line):
            found[-1] = Span(found[-1].start, line.end)
        else:
            found.append(line)
    return [piece for block in found for piece in _cut(text, block)]


def _cut(text: str, block: Span) -> Iterator[Span]:
    """A block in pieces of bearable size, cut behind a full stop or at least at a space."""
    start = block.start
    while block.end - start > LONGEST:
        stop = max(text.rfind(". ", start, start + LONGEST), text.rfind(".” ", start, start + LONGEST))
        end = stop + 1 if stop > start else text.rfind(" ", start, start + LONGEST)
        end = end if end > start else start + LONGEST
        yield Span(start, end)
        start = _begin(text, end, block.end)
    if start < block.end:
        yield Span(start, block.end)


def sentences_of(text: str, block: Span, number: int) -> Iterator[Sentence]:
    """The sentences of one block; one that never ends is cut at a space."""
    start = block.start
    for end in (*_ends(text, block), block.end):
        while end - start > LONGEST_SENTENCE:
            stop = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            stop = stop if stop > start else start + LONGEST_SENTENCE
            yield Sentence(start, stop, number)
            start = _begin(text, stop, end)
        if start < end:
            yield Sentence(start, end, number)
        start = _begin(text, end, block.end)


def _ends(text: str, block: Span) -> Iterator[int]:
    start = block.start
    for match in STOP.finditer(text, block.start, block.end):
        if text[match.start()] == "." and ABBREVIATED.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        if match.end() < block.end:
            yield match.end()
            start = match.end()


def _begin(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
