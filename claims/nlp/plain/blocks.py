"""Splitting a text with plain marks into blocks, sentences and units."""

from collections.abc import Iterator, Sequence

from claims.nlp.parsing.datelines import Dateline, find_dateline
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.parsing.sentences import split_blocks
from claims.nlp.plain.pack import LanguagePack, PlainBlock, Unit
from claims.nlp.reading import Span

LONGEST_HEADING_WORDS = 16
LONGEST_UNIT_CHARACTERS = 3000


def list_blocks(text: str, pack: LanguagePack) -> tuple[PlainBlock, ...]:
    """Return the blocks of a text in order, each without its dateline."""
    spans = split_blocks(text)
    lines = [find_dateline(text, span, pack.dateline) if pack.dateline else None for span in spans]
    spans = [Span(line.span.end, span.end) if line else span for line, span in zip(lines, spans, strict=True)]
    quoted: list[list[Quotation]] = [[] for _ in spans]
    for quotation in pack.find_quotations(text, spans):
        quoted[quotation.block].append(quotation)
    return tuple(
        _build_block(text, span, _split(text, span, number, pack), quoted[number], line)
        for number, (span, line) in enumerate(zip(spans, lines, strict=True))
    )


def _split(text: str, span: Span, number: int, pack: LanguagePack) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end) for one in pack.split_sentences(text, span, number))


def _build_block(
    text: str, span: Span, sentences: tuple[Span, ...], quotations: Sequence[Quotation], line: Dateline | None
) -> PlainBlock:
    words = text[span.start : span.end]
    is_short = len(sentences) == 1 and len(words.split()) <= LONGEST_HEADING_WORDS
    is_heading = is_short and words[-1:] not in '.!?:…”"»'
    units = tuple(_join_units(sentences, quotations))
    return PlainBlock(span, sentences, units, is_heading, line.agency if line else None)


def _join_units(sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Unit]:
    """Yield the sentences; those that a quotation holds together are one unit."""
    start: int | None = None
    rest, place = list(quotations), 0
    for sentence in sentences:
        start = sentence.start if start is None else start
        while place < len(rest) and rest[place].end <= sentence.end:
            place += 1
        is_inside = place < len(rest) and rest[place].start < sentence.end < rest[place].end
        if is_inside and sentence.end - start < LONGEST_UNIT_CHARACTERS:
            continue
        yield Unit(Span(start, sentence.end), tuple(one for one in rest if start <= one.start < sentence.end))
        start = None
    if start is not None:
        yield Unit(Span(start, sentences[-1].end), tuple(one for one in rest if start <= one.start))
