"""The blocks of a text with their sentences, quotations and parsed sentences."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from claims.nlp.parsing.alignment import AlignedSentence, align_sentence
from claims.nlp.parsing.asides import find_asides
from claims.nlp.parsing.datelines import Dateline, find_dateline
from claims.nlp.parsing.model import parse_sentences
from claims.nlp.parsing.quotations import Quotation, find_quotations
from claims.nlp.parsing.rules import ParsingRules
from claims.nlp.parsing.sentences import BULLET, Sentence, split_blocks, split_sentences
from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span

LONGEST_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """One block of a text, without its dateline; `trees` are the sentences that can contain an attribution."""

    span: Span
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]
    dateline: Dateline | None = None


def parse_blocks(text: str, rules: ParsingRules) -> list[ParsedBlock]:
    """Return the blocks of a text in order. Only sentences with a cue are parsed."""
    spans = split_blocks(text)
    datelines = [find_dateline(text, span, rules.dateline) for span in spans]
    spans = [Span(line.span.end, span.end) if line else span for span, line in zip(spans, datelines, strict=True)]
    quoted = _group_by_block(len(spans), find_quotations(text, spans, rules.speech_tail))
    sentences = [tuple(split_sentences(text, span, number, rules.sentences)) for number, span in enumerate(spans)]
    trees = _parse_cued_sentences(text, list(chain.from_iterable(sentences)), quoted, rules)
    return [
        ParsedBlock(span, sentences[number], tuple(trees.get(number, ())), tuple(quoted[number]), datelines[number])
        for number, span in enumerate(spans)
    ]


def _group_by_block(size: int, quotations: Sequence[Quotation]) -> list[list[Quotation]]:
    quoted: list[list[Quotation]] = [[] for _ in range(size)]
    for quotation in quotations:
        quoted[quotation.block].append(quotation)
    return quoted


def _parse_cued_sentences(
    text: str, sentences: Sequence[Sentence], quoted: list[list[Quotation]], rules: ParsingRules
) -> dict[int, list[Tree]]:
    """Return, by block number, the trees of the sentences that can contain an attribution."""
    cued: list[tuple[int, AlignedSentence]] = []
    for sentence in sentences:
        is_quoted = _is_quoted(sentence, quoted[sentence.block])
        words = text[sentence.start : sentence.end]
        if not is_quoted and (rules.has_cue(words) or _leads_to_quotation(text, sentence, quoted[sentence.block])):
            asides = find_asides(text, sentence.start, sentence.end, rules.asides)
            cued.append((sentence.block, align_sentence(text, sentence.start, sentence.end, asides)))
    trees: dict[int, list[Tree]] = {}
    parsed = parse_sentences(rules.model, [aligned for _, aligned in cued])
    for (block, _), tree in zip(cued, parsed, strict=True):
        if len(tree):
            rules.repair_tree(tree)
            trees.setdefault(block, []).append(tree)
    return trees


def _leads_to_quotation(text: str, sentence: Sentence, quoted: Sequence[Quotation]) -> bool:
    """Whether a sentence contains the end of a quotation, or a quotation follows it."""
    return any(
        sentence.start < quote.end < sentence.end
        or sentence.start < quote.start <= sentence.end
        or (sentence.end <= quote.start and not text[sentence.end : quote.start].strip())
        for quote in quoted
    )


def _is_quoted(sentence: Sentence, quoted: Sequence[Quotation]) -> bool:
    """Whether a whole sentence lies inside a quotation."""
    return any(quote.start <= sentence.start and sentence.end <= quote.end for quote in quoted)


def surrounding_sentences(blocks: Sequence[ParsedBlock], span: Span) -> Span:
    """Return the span of the sentence, or the sentences, that a passage touches."""
    block = block_at(blocks, span.start)
    touched = [one for one in block.sentences if one.start < span.end and span.start < one.end]
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span


def tags_within(blocks: Sequence[ParsedBlock], span: Span) -> dict[int, str]:
    """Return the tag of each parsed word of the blocks that a passage touches, by the offset of the word."""
    first, last = (
        bisect_right(blocks, offset, key=lambda block: block.span.start) for offset in (span.start, span.end)
    )
    return {
        offset[0]: tag
        for block in blocks[max(0, first - 1) : last]
        for tree in block.trees
        if tree.offsets[0][0] < span.end and span.start < tree.offsets[-1][1]
        for offset, tag in zip(tree.offsets, tree.tags, strict=True)
    }


def block_at(blocks: Sequence[ParsedBlock], offset: int) -> ParsedBlock:
    """Return the block that contains an offset."""
    return blocks[bisect_right(blocks, offset, key=lambda block: block.span.start) - 1]


def is_bullet(text: str, block: ParsedBlock) -> bool:
    """Whether a block is an item of a list."""
    return skip_bullet(text, block) > block.span.start


def skip_bullet(text: str, block: ParsedBlock) -> int:
    """Return the offset behind the mark of a list's item; that of the block if it has none."""
    match = BULLET.match(text, block.span.start, block.span.end)
    return match.end() if match else block.span.start


def list_quotations(block: ParsedBlock, span: Span) -> Sequence[Quotation]:
    """Return the quotations of a block that begin in a passage."""
    first = bisect_left(block.quotations, span.start, key=attrgetter("start"))
    last = bisect_left(block.quotations, span.end, key=attrgetter("start"))
    return block.quotations[first:last]


def is_heading(text: str, block: ParsedBlock) -> bool:
    """Whether a block is a heading: one short sentence without a full stop."""
    words = text[block.span.start : block.span.end]
    unfinished = words[-1:] not in '.!?:…”"'
    return len(block.sentences) == 1 and unfinished and len(words.split()) <= LONGEST_HEADING_WORDS
