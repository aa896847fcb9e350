"""Splitting a text into blocks and sentences without a model.

A blank line always ends a sentence. So does a line break after a full stop, before a bullet, or after a short line
(headings, tables, captions). Other line breaks wrap a line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.nlp.parsing.rules import SentenceRules
from claims.nlp.reading import Span

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
BULLET = re.compile(r"\s*(?:[-*•‣◦–—]|\(?\d{1,3}[.)])\s")
WRAPPED_LINE_CHARACTERS = 60
LONGEST_BLOCK_CHARACTERS, LONGEST_SENTENCE_CHARACTERS = 6000, 1500
LONGEST_ABBREVIATION_CHARACTERS = 16
LIST_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]")
QUESTION_END = re.compile(r"[?!]['’]?[\"”»]")
STOP = re.compile(
    r"""(?<![.!?…])(?:[.!?…]{1,6}|[。！？])
        (?:["”’'»)\]]|''|[*†‡§¹²³⁰-⁹]|\[[a-z\d][a-z\d ,–-]{0,20}\]|\(\d{1,2}\)){0,4}
        (?:(?=\s+(?:''|["“‘'«(\[])?[A-Z0-9À-ÞΑ-Я"“‘«$£€])|(?=[“«])|(?<=["”»])(?=[A-ZÀ-Þ]))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets and the number of its block."""

    start: int
    end: int
    block: int


def _split_lines(text: str) -> Iterator[Span]:
    for match in LINE.finditer(text):
        line = match.group()
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, match.end() - (len(line) - len(line.rstrip())))


def _is_wrapped(text: str, before: Span, after: Span) -> bool:
    """Whether a line break only wraps a sentence."""
    gap = text[before.end : after.start]
    if gap.count("\n") > 1 or "\u2029" in gap or before.end - before.start < WRAPPED_LINE_CHARACTERS:
        return False
    return text[before.end - 1] not in '.!?:…”"' and not BULLET.match(text, before.end + 1)


def split_blocks(text: str) -> list[Span]:
    """Return paragraphs, headings, bullets and table lines in order."""
    spans: list[Span] = []
    for line in _split_lines(text):
        if spans and _is_wrapped(text, spans[-1], line):
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
    return [piece for block in spans for piece in _cut_long(text, block)]


def _cut_long(text: str, block: Span) -> Iterator[Span]:
    """Cut a block that is too long, after a full stop or at a space."""
    start = block.start
    while block.end - start > LONGEST_BLOCK_CHARACTERS:
        limit = start + LONGEST_BLOCK_CHARACTERS
        stop = max(text.rfind(". ", start, limit), text.rfind(".” ", start, limit))
        end = stop + 1 if stop > start else text.rfind(" ", start, limit)
        end = end if end > start else limit
        yield Span(start, end)
        start = _skip_space(text, end, block.end)
    if start < block.end:
        yield Span(start, block.end)


def split_sentences(text: str, block: Span, number: int, rules: SentenceRules) -> Iterator[Sentence]:
    """Yield the sentences of block `number`; one that is too long is cut at a space."""
    start = block.start
    for end in (*_find_ends(text, block, rules), block.end):
        while end - start > LONGEST_SENTENCE_CHARACTERS:
            stop = text.rfind(" ", start + 1, start + LONGEST_SENTENCE_CHARACTERS)
            stop = stop if stop > start else start + LONGEST_SENTENCE_CHARACTERS
            yield Sentence(start, stop, number)
            start = _skip_space(text, stop, end)
        if start < end:
            yield Sentence(start, end, number)
        start = _skip_space(text, end, block.end)


def _find_ends(text: str, block: Span, rules: SentenceRules) -> Iterator[int]:
    start = block.start
    for match in STOP.finditer(text, block.start, block.end):
        if match.end() >= block.end or LIST_NUMBER.fullmatch(text, start, match.end()):
            continue
        if (
            text[match.start() : match.start() + 2] == ".."
            and text[match.end() : match.end() + 2].strip()[:1].isdigit()
        ):
            continue
        if text[match.start()] == "." and not _ends_abbreviation(text, start, match, rules):
            continue
        if QUESTION_END.search(match.group()) and rules.asking.match(text, match.end(), block.end):
            continue
        yield match.end()
        start = match.end()


def _ends_abbreviation(text: str, start: int, stop: re.Match[str], rules: SentenceRules) -> bool:
    """Whether a full stop ends a sentence although an abbreviation may stand before it; true if none does."""
    first = max(start, stop.start() - LONGEST_ABBREVIATION_CHARACTERS)
    last = stop.start() + 1
    is_numbered = rules.numbered.search(text, first, last) and text[last : last + 2].strip()[:1].isdigit()
    if is_numbered or rules.unending.search(text, first, last):
        return False
    if not rules.abbreviation.search(text, first, last) or rules.lettered.search(text, first, last):
        return True
    is_divided = not rules.undivided.search(text[first:last])
    if is_divided and rules.subject.match(text, last):
        return True
    if is_divided and rules.closing.search(text, first, last):
        return not rules.joined.match(text, last)
    return bool(rules.opener.match(text, last))


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
