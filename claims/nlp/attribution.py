"""Who said what: all finders over one text, and one answer where they disagree."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.nlp.attribution_phrases import phrases
from claims.nlp.attribution_quotes import quotes, speeches
from claims.nlp.attribution_verbs import verbs
from claims.nlp.attributions import Attribution, covers, overlaps
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span
from claims.nlp.segments import Sentence
from claims.nlp.trees import Tree

ASSERTING = frozenset("argue say claim state report estimate warn assert conclude allege contend insist deny".split())


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text with what was found in it so far."""

    span: Span
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    quotations: tuple[Quotation, ...]


def attributions(text: str, blocks: Sequence[Block]) -> list[Attribution]:
    """Every attribution of a text, in the order of their contents."""
    found = [attribution for block in blocks for attribution in _of_block(text, block)]
    return sorted(found, key=lambda one: (one.envelope.start, one.envelope.end))


def _of_block(text: str, block: Block) -> list[Attribution]:
    said = [speech for tree in block.trees for speech in speeches(tree, block.quotations)]
    starts = frozenset(sentence.start for sentence in block.sentences)
    spoken = list(quotes(text, block.quotations, said, starts))
    others = [one for tree in block.trees for one in (*phrases(tree), *verbs(tree))]
    return resolve(spoken, [one for one in others if not _spoken(one, spoken)])


def _spoken(one: Attribution, quotes: Sequence[Attribution]) -> bool:
    """Whether a quotation already says this: the same cue, or words inside the quotation."""
    return any(
        overlaps(one.cue, quote.cue)
        and overlaps(one.envelope, quote.envelope)
        or any(overlaps(one.cue, piece) for piece in quote.content)
        for quote in quotes
    )


def resolve(first: list[Attribution], others: list[Attribution]) -> list[Attribution]:
    """Only the outermost count: what is said inside somebody's words is part of those words."""
    kept = list(first)
    for one in sorted(others, key=lambda one: one.envelope.start - one.envelope.end):
        if not any(overlaps(one.cue, piece) for other in kept if not relays(other, one) for piece in other.content):
            kept.append(one)
    return kept


def relays(outer: Attribution, inner: Attribution) -> bool:
    """Whether an "according to" only hands on what somebody in its content asserts."""
    return outer.how == "phrase" and outer.lemma == "according to" and inner.lemma in ASSERTING


__all__ = ["Block", "attributions", "covers"]
