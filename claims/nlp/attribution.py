"""Who said what: all finders over one text, and one answer where they disagree."""

from collections.abc import Sequence
from dataclasses import replace

from claims.nlp.attribution_labels import labels
from claims.nlp.attribution_nouns import nouns
from claims.nlp.attribution_phrases import phrases
from claims.nlp.attribution_quotes import inside, quotes, speeches
from claims.nlp.attribution_verbs import verbs
from claims.nlp.attributions import Attribution, overlaps
from claims.nlp.pages import Block
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span

ASSERTING = frozenset(
    "argue say claim state report estimate warn assert conclude allege contend insist deny".split()
)


LEADING = 3  # words such as "which is" that lead up to somebody else's quotation


def attributions(text: str, blocks: Sequence[Block]) -> list[Attribution]:
    """Every attribution of a text, in the order of their contents."""
    found = [attribution for block in blocks for attribution in _of_block(text, block)]
    return sorted(found, key=lambda one: (one.envelope.start, one.envelope.end))


def _of_block(text: str, block: Block) -> list[Attribution]:
    said = [speech for tree in block.trees for speech in speeches(tree, block.quotations)]
    spoken = list(quotes(text, block.quotations, said))
    others = [one for tree in block.trees for one in (*phrases(tree), *verbs(tree), *nouns(tree))]
    free = [one for one in others if not _quoted(one, block.quotations)]
    return resolve([*labels(text, block.span, block.quotations), *merged(text, spoken, free)])


def _quoted(one: Attribution, quoted: Sequence[Quotation]) -> bool:
    """Whether cue or source stand inside a quotation: somebody else's words."""
    return inside(one.cue.start, quoted) or (one.source is not None and inside(one.source.span.start, quoted))


def merged(text: str, spoken: list[Attribution], others: list[Attribution]) -> list[Attribution]:
    """A quotation and what the sentence adds to it under the same cue are one content."""
    found = []
    for quote in spoken:
        same = [one for one in others if overlaps(one.cue, quote.cue) and overlaps(one.envelope, quote.envelope)]
        after = [one for one in same if one.envelope.start >= quote.cue.end]
        pieces = [*quote.content, *(piece for one in after for piece in one.content)]
        found.append(replace(quote, content=joined(pieces)) if after else quote)
    cues = [quote.cue for quote in spoken]
    free = [one for one in others if not any(overlaps(one.cue, cue) for cue in cues)]
    return found + [_shortened(text, one, found) for one in free]


def _shortened(text: str, one: Attribution, spoken: list[Attribution]) -> Attribution:
    """A content that runs on into what somebody else is quoted with ends before it."""
    last = one.content[-1]
    for quote in spoken:
        first = quote.content[0]
        runs_on = last.start < first.start < last.end <= first.end + 1 and quote.cue.start >= first.end
        if runs_on and one.cue.end <= last.start:
            comma = text.rfind(",", last.start, first.start)
            short = comma > last.start and len(text[comma : first.start].split()) <= LEADING + 1
            return replace(one, content=(*one.content[:-1], Span(last.start, comma if short else first.start)))
    return one


def joined(pieces: list[Span]) -> tuple[Span, ...]:
    """The same stretches in order, overlapping ones made one."""
    found: list[Span] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        if found and piece.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


def resolve(found: list[Attribution]) -> list[Attribution]:
    """Only the outermost count: what is said inside somebody's words is part of those words."""
    kept: list[Attribution] = []
    for one in sorted(found, key=lambda one: one.envelope.start - one.envelope.end):
        if not any(overlaps(one.cue, piece) for other in kept if not relays(other, one) for piece in other.content):
            kept.append(one)
    return kept


def relays(outer: Attribution, inner: Attribution) -> bool:
    """Whether an "according to" only hands on what somebody in its content asserts."""
    return outer.how == "phrase" and outer.lemma == "according to" and inner.lemma in ASSERTING
