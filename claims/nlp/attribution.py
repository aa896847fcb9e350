"""Who said what: all finders over one text, and one answer where they disagree."""

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.nlp.attribution_labels import labels
from claims.nlp.attribution_nouns import nouns
from claims.nlp.attribution_phrases import phrases
from claims.nlp.attribution_quotes import Speech, inside, quotes, speeches
from claims.nlp.attribution_verbs import verbs
from claims.nlp.attributions import Attribution, overlaps
from claims.nlp.pages import Block
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span

ASSERTING = frozenset("argue say claim state report estimate warn assert conclude allege contend insist deny".split())


NEAR = 20  # characters before a block in which a colon may announce it
# A participle behind a comma goes back to the speaker: "..., adding that ...".
GOING_ON = re.compile(
    r"(?<=\w),\s+(?:(?P<cited>citing|quoting)|adding|arguing|saying|noting|claiming|insisting|warning|calling|telling"
    r"|explaining|stressing|emphasizing|asserting|urging|accusing|vowing|promising)\s"
)
LEADING = 3  # words such as "which is" that lead up to somebody else's quotation


def attributions(text: str, page: Sequence[Block]) -> list[Attribution]:
    """Every attribution of a text, in the order of their contents."""
    found: list[Attribution] = []
    speaker: Speech | None = None
    for block in page:
        said = [speech for tree in block.trees for speech in speeches(tree, block.quotations)]
        here = _of_block(text, block, said)
        if speaker and not any(overlaps(one.envelope, block.span) for one in here if one.how in ("quote", "label")):
            here = resolve([*here, *_carried(text, block, speaker)])
        found += here
        speaker = _speaker(text, block, said, speaker)
    return sorted(found, key=lambda one: (one.envelope.start, one.envelope.end))


def _of_block(text: str, block: Block, said: Sequence[Speech]) -> list[Attribution]:
    spoken = list(quotes(text, block.quotations, said))
    others = [one for tree in block.trees for one in (*phrases(tree), *verbs(tree), *nouns(tree))]
    free = [one for one in others if not _quoted(one, block.quotations)]
    return resolve([*labels(text, block.span, block.quotations), *merged(text, spoken, free)])


def _speaker(text: str, block: Block, said: Sequence[Speech], before: Speech | None) -> Speech | None:
    """Who may go on speaking in the next block: after a colon, or after a quotation."""
    if said:
        return said[-1] if block.quotations or text[block.span.end - 1] == ":" else None
    return before if _is_quotation(block) else None


def _carried(text: str, block: Block, speaker: Speech) -> list[Attribution]:
    """A block that somebody says who was named in a block before."""
    announced = text[max(0, block.span.start - NEAR) : block.span.start].rstrip()[-1:] == ":"
    if not announced and not _is_quotation(block):
        return []
    return [Attribution((block.span,), speaker.source, speaker.cue, speaker.lemma, "quote")]


def _is_quotation(block: Block) -> bool:
    """Whether a block is one quotation from start to end."""
    whole = block.quotations and block.quotations[0].start == block.span.start
    return bool(whole) and len(block.quotations) == 1 and block.quotations[0].end >= block.span.end - 1


def _quoted(one: Attribution, quoted: Sequence[Quotation]) -> bool:
    """Whether cue or source stand inside a quotation: somebody else's words."""
    return inside(one.cue.start, quoted) or (one.source is not None and inside(one.source.span.start, quoted))


def merged(text: str, spoken: list[Attribution], others: list[Attribution]) -> list[Attribution]:
    """A quotation and what the sentence adds to it under the same cue are one content."""
    found = []
    for quote in spoken:
        same = [one for one in others if overlaps(one.cue, quote.cue) and overlaps(one.envelope, quote.envelope)]
        after = [one for one in same if one.envelope.start >= quote.cue.end]
        if "." in text[quote.cue.end : quote.content[0].start]:
            after += [one for one in others if one.cue == quote.cue and not _spoken(one, spoken)]
        pieces = [*quote.content, *(piece for one in after for piece in one.content)]
        found.append(replace(quote, content=joined(pieces)) if after else quote)
    cues = [quote.cue for quote in spoken]
    free = [one for one in others if not any(overlaps(one.cue, cue) for cue in cues)]
    return found + _ended(text, [_shortened(text, one, found) for one in free])


def _ended(text: str, found: list[Attribution]) -> list[Attribution]:
    """Contents end before ", adding ..."; ", citing ..." belongs to whoever tells them and is no cue of its own."""
    kept, cited = [], set()
    for one in found:
        last = one.content[-1]
        cut = GOING_ON.search(text, last.start, last.end) if one.how == "clause" else None
        if cut and cut["cited"]:
            cited.add(cut.start("cited"))
        kept.append(replace(one, content=(*one.content[:-1], Span(last.start, cut.start()))) if cut else one)
    return [one for one in kept if one.cue.start not in cited]


def _spoken(one: Attribution, spoken: list[Attribution]) -> bool:
    """Whether quotations already hold some of a content, or the content stands behind its cue."""
    held = any(overlaps(one.envelope, piece) for quote in spoken for piece in quote.content)
    return held or one.envelope.end > one.cue.start


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
