"""A text cut into blocks and sentences, with its quotations, parsed where that can matter."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from claims.nlp import cues, model
from claims.nlp.alignment import Aligned, align
from claims.nlp.quotations import Quotation, quotations
from claims.nlp.reading import Span
from claims.nlp.segments import Sentence, blocks, sentences_of
from claims.nlp.trees import Tree

HEADING = 16  # words that a heading has at most


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text with what was found in it so far."""

    span: Span
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]


def page(text: str) -> list[Block]:
    """The blocks of a text in order; only sentences that hold a cue are parsed."""
    spans = blocks(text)
    quoted = _by_block(len(spans), quotations(text, spans))
    sentences = [tuple(sentences_of(text, span, number)) for number, span in enumerate(spans)]
    trees = _trees(text, list(chain.from_iterable(sentences)), quoted)
    return [
        Block(span, sentences[number], tuple(trees.get(number, ())), tuple(quoted[number]))
        for number, span in enumerate(spans)
    ]


def _by_block(size: int, found: Sequence[Quotation]) -> list[list[Quotation]]:
    quoted: list[list[Quotation]] = [[] for _ in range(size)]
    for quotation in found:
        quoted[quotation.block].append(quotation)
    return quoted


def _trees(text: str, sentences: Sequence[Sentence], quoted: list[list[Quotation]]) -> dict[int, list[Tree]]:
    """The trees of each block's sentences that may hold an attribution."""
    wanted: list[tuple[int, Aligned]] = []
    for sentence in sentences:
        is_own = not _is_quoted(sentence, quoted[sentence.block])
        if is_own and cues.appear(text[sentence.start : sentence.end]):
            wanted.append((sentence.block, align(text, sentence.start, sentence.end)))
    found: dict[int, list[Tree]] = {}
    for (block, _), tree in zip(wanted, model.parse([aligned for _, aligned in wanted]), strict=True):
        if len(tree):
            found.setdefault(block, []).append(tree)
    return found


def _is_quoted(sentence: Sentence, quoted: Sequence[Quotation]) -> bool:
    """Whether a sentence stands inside a quotation as a whole."""
    return any(quote.start <= sentence.start and sentence.end <= quote.end for quote in quoted)


def around(page: Sequence[Block], span: Span) -> Span:
    """The sentence, or the sentences, around a stretch of text."""
    block = block_at(page, span.start)
    near = [one for one in block.sentences if one.start < span.end and span.start < one.end]
    return Span(min(span.start, near[0].start), max(span.end, near[-1].end)) if near else span


def block_at(page: Sequence[Block], offset: int) -> Block:
    """The block that an offset stands in."""
    return page[bisect_right(page, offset, key=lambda block: block.span.start) - 1]


def is_heading(text: str, block: Block) -> bool:
    """Whether a block is a title: one short sentence without a full stop."""
    words = text[block.span.start : block.span.end]
    return len(block.sentences) == 1 and words[-1:] not in '.!?:…”"' and len(words.split()) <= HEADING
