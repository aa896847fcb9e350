"""Building the claims of a text from what a language pack finds."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from claims.nlp.plain.blocks import list_blocks
from claims.nlp.plain.marks import make_plain, restore_marks
from claims.nlp.plain.pack import LanguagePack, PlainBlock, PlainText, Saying
from claims.nlp.reading import Claim, Link, Quantity, Reason, Span, Statement, StatementPiece

NEUTRAL_SCORE = 0.5
"""The check-worthiness of every claim of a language for which none is learned: their order is that of the text."""

NOT_SCORED = "not_scored"
LEAST_FREE_SHARE = 0.6
SHORTEST_COUNT_WORDS = 3
SHORTEST_UNSPACED_SIGNS = 8
LONGEST_STATEMENT_CHARACTERS = 1200


@dataclass(frozen=True, slots=True)
class PackContext:
    """What the claims of a text are built from: the text as given, with plain marks, and its blocks."""

    original: str
    plain: PlainText
    pack: LanguagePack
    today: date | None
    speaker: Link | None
    starts: list[int] = field(default_factory=list)

    def block_at(self, offset: int) -> PlainBlock:
        """Return the block that holds an offset."""
        return self.plain.blocks[max(0, bisect_right(self.starts, offset) - 1)]


def build_pack_context(
    text: str, pack: LanguagePack, *, title: str, today: date | None, speaker: str | None
) -> PackContext:
    """Split a text; `speaker` says the whole of it."""
    plain = make_plain(text)
    blocks = list_blocks(plain, pack)
    name = " ".join((speaker or "").split())
    link = Link(name, None, "person" if " " in name else "unnamed") if name else None
    context = PlainText(plain, blocks, make_plain(title))
    return PackContext(text, context, pack, today, link, [block.span.start for block in blocks])


def find_claims(context: PackContext) -> list[Claim]:
    """Return the claims of a text in the order of their offsets: what sources say, and what the text counts itself."""
    said = [build_said(context, saying) for saying in context.pack.find_sayings(context.plain)]
    own = list(_find_own(context, said))
    return sorted([*said, *own], key=lambda claim: (claim.span.start, claim.span.end))


def list_sentences(context: PackContext) -> tuple[Span, ...]:
    """Return the sentences of a text, in order."""
    spans = (restore_marks(context.original, one) for block in context.plain.blocks for one in block.sentences)
    return tuple(span for span in spans if span.end > span.start)


def build_said(context: PackContext, saying: Saying) -> Claim:
    """Return the claim of what somebody says."""
    chain = add_relays(context, saying)
    return build_pack_claim(context, saying.content, chain, saying)


def add_relays(context: PackContext, saying: Saying) -> tuple[Link, ...]:
    """Return a chain with the agency of the dateline and the speaker of the text at its end."""
    block, chain = context.block_at(saying.content[0].start), saying.chain
    if block.agency and not any(link.name in _words(context, block.agency) for link in chain):
        chain = (*chain, Link(_words(context, block.agency), block.agency, "outlet"))
    return (*chain, context.speaker) if context.speaker else chain


def _words(context: PackContext, span: Span) -> str:
    return context.original[span.start : span.end]


def build_pack_claim(
    context: PackContext,
    content: Sequence[Span],
    chain: tuple[Link, ...],
    saying: Saying | None,
    quantities: tuple[Quantity, ...] | None = None,
) -> Claim:
    """Return the claim of a passage; `saying` is None in the article's own voice."""
    pack, text = context.pack, context.plain.text
    parts = tuple(restore_marks(context.original, part) for part in content)
    span = Span(parts[0].start, parts[-1].end)
    sentence, words = _surround(context, span), text[span.start : span.end]
    if quantities is None:
        quantities = pack.find_quantities(text, span.start, span.end)
    hedge = pack.find_hedge(words, saying.is_reported if saying else False)
    is_asserted = saying is None or saying.is_asserted
    denied = saying is not None and saying.is_denied
    statement, problem = _word_statement(context, parts, saying)
    return Claim(
        span=span,
        sentence=sentence,
        parts=parts,
        chain=chain,
        quantities=quantities,
        times=pack.find_dates(text, span, context.today, [one.span for one in quantities]),
        names=pack.find_names(text, sentence.start, sentence.end),
        hedged=bool(hedge),
        hedge=hedge,
        denied=denied and is_asserted,
        asserted=not denied if is_asserted else None,
        score=NEUTRAL_SCORE,
        reasons=(Reason(NOT_SCORED, {}, NEUTRAL_SCORE),),
        statement=statement,
        statement_problem=problem,
    )


def _surround(context: PackContext, span: Span) -> Span:
    """Return the span of the sentences that a passage touches."""
    touched = [
        restore_marks(context.original, one)
        for one in context.block_at(span.start).sentences
        if one.start < span.end and span.start < one.end
    ]
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span


def _word_statement(context: PackContext, parts: Sequence[Span], saying: Saying | None) -> tuple[Statement | None, str]:
    """Return the words of a claim as a statement where they stand alone, else the code of what they lack."""
    pack, (first, *others) = context.pack, parts
    words = _words(context, first)
    if others or first.end - first.start > LONGEST_STATEMENT_CHARACTERS:
        return None, "too_long" if not others else "fragment"
    bare = words.strip('«»“”"„ \u00a0\u202f,.')
    problem = pack.find_statement_problem(make_plain(bare)) or ("fragment" if _is_half_quoted(bare) else "")
    start = first.start + words.index(bare) if bare else first.start
    if problem or not bare:
        return None, problem or "fragment"
    return Statement((StatementPiece(bare[:1].upper() + bare[1:], Span(start, start + len(bare))),)), ""


def _is_half_quoted(words: str) -> bool:
    """Whether only one of two quotation marks stands in some words."""
    return words.count("«") != words.count("»") or words.count("“") != words.count("”") or words.count('"') % 2 == 1


def _find_own(context: PackContext, said: Sequence[Claim]) -> Iterator[Claim]:
    """Yield the sentences with a number that no source says."""
    taken = bytearray(len(context.original))
    for claim in said:
        spans = [claim.span, *(span for link in claim.chain for span in (link.span, link.cue_span) if span)]
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        taken[start:end] = b"\x01" * (end - start)
    numbers = {number for claim in said for number in _list_numbers(claim)}
    said_in: dict[int, list[Claim]] = {}
    for claim in said:
        said_in.setdefault(context.block_at(claim.span.start).span.start, []).append(claim)
    for block in context.plain.blocks:
        for sentence in block.sentences:
            own = _read_own(context, sentence)
            if own is None or (block.is_heading and _list_numbers(own) <= numbers):
                continue
            near = [one for one in said_in.get(block.span.start, ()) if one.span.overlaps(own.span)]
            free = taken.count(0, sentence.start, sentence.end) >= LEAST_FREE_SHARE * (sentence.end - sentence.start)
            if _is_uncounted(own, near) if free else _counts_more(own, near):
                numbers |= _list_numbers(own)
                yield own


def _list_numbers(claim: Claim) -> set[tuple[float | None, float | None]]:
    return {(one.low, one.high) for one in claim.quantities}


def _is_uncounted(claim: Claim, near: Sequence[Claim]) -> bool:
    """Whether a number of a sentence stands in none of the contents near it."""
    return any(not any(one.span.overlaps(number.span) for one in near) for number in claim.quantities)


def _counts_more(claim: Claim, near: Sequence[Claim]) -> bool:
    """Whether a number in front of the cue stands in no content and does more than count the sources."""
    links = [link for one in near for link in one.chain if link.cue_span]
    first_cue = min((link.cue_span.start for link in links if link.cue_span), default=claim.span.end)
    sources = [link.span for link in links if link.span]
    return any(
        number.span.end <= first_cue
        and not any(one.span.overlaps(number.span) for one in near)
        and (number.unit == "%" or not any(span.overlaps(number.span) for span in sources))
        for number in claim.quantities
    )


def _read_own(context: PackContext, sentence: Span) -> Claim | None:
    """Return the claim of a sentence that counts something, None if it does not."""
    words = context.plain.text[sentence.start : sentence.end]
    is_short = len(words.split()) < SHORTEST_COUNT_WORDS and (
        " " in words.strip() or len(words) < SHORTEST_UNSPACED_SIGNS
    )
    if is_short or words.rstrip(' »”"').endswith("?"):
        return None
    quantities = context.pack.find_quantities(context.plain.text, sentence.start, sentence.end)
    if not quantities:
        return None
    chain = (context.speaker,) if context.speaker else ()
    return build_pack_claim(context, (sentence,), chain, None, quantities)
