"""Finding all attributions of a text, and choosing among those that contradict each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.nlp.attribution.labels import find_announced_speaker, find_labelled
from claims.nlp.attribution.nesting import join_relays, keep_outermost, nest_attributions
from claims.nlp.attribution.quotes import attribute_quotations
from claims.nlp.attribution.rules import AttributionRules
from claims.nlp.attribution.types import Attribution, Speech
from claims.nlp.parsing.parsed_blocks import ParsedBlock, is_bullet, is_heading, skip_bullet
from claims.nlp.parsing.quotations import Quotation, is_inside
from claims.nlp.reading import Span

LONGEST_BLOCK_GAP_CHARACTERS = 20
"""How far before a block a colon may announce it."""

BARE_FRAMES = frozenset({"object", "preposition", "noun", "adjective", "passive", "infinitive"})
LONGEST_BARE_WORDS = 2
"""Up to so many words without a verb or a number are no claim: "criticized Lima". """

LONGEST_LEAD_WORDS = 3
"""Words such as "which is" that may lead to somebody else's quotation."""


def find_attributions(text: str, blocks: Sequence[ParsedBlock], rules: AttributionRules) -> list[Attribution]:
    """Return every attribution of a text, in the order of their contents."""
    attributions: list[Attribution] = []
    speaker: Speech | None = None
    before: ParsedBlock | None = None
    for block in blocks:
        speeches = list(_find_speeches(text, block, rules))
        in_block = _find_in_block(text, block, speeches, rules)
        if speaker and not any(_is_spoken_in(one, block) for one in in_block):
            in_block = keep_outermost([*in_block, *_continue_speech(text, before, block, speaker)], rules.cues)
        attributions += in_block
        strong = [speech for speech in speeches if not speech.is_weak]
        leading = strong or (speeches if _is_open(block) else [])
        speaker = _next_speaker(text, block, leading, speaker, rules)
        before = block
    return sorted(attributions, key=lambda one: (one.start, one.end))


def _find_speeches(text: str, block: ParsedBlock, rules: AttributionRules) -> Iterator[Speech]:
    """Yield the speech verbs of a block that has a quotation, or may lead to one or to a list."""
    if block.quotations or text[block.span.end - 1] == ":" or is_bullet(text, block):
        for tree in block.trees:
            yield from rules.find_speeches(tree, block.quotations)


def _is_spoken_in(attribution: Attribution, block: ParsedBlock) -> bool:
    """Whether an attribution gives the beginning of a block to a speaker."""
    if attribution.how not in ("quote", "label"):
        return False
    first = block.quotations[0] if block.quotations else None
    return first is None or attribution.envelope.overlaps(Span(first.start, first.end))


def _find_in_block(
    text: str, block: ParsedBlock, speeches: Sequence[Speech], rules: AttributionRules
) -> list[Attribution]:
    labelled = list(find_labelled(text, block.span, block.quotations, rules.labels))
    signed = [one.envelope for one in labelled if one.cue.start >= one.end]
    quoted = [
        one
        for one in attribute_quotations(text, block.quotations, speeches, rules.complementizers)
        if not any(one.envelope.overlaps(span) for span in signed)
    ]
    in_trees = [
        _take_whole_quotation(attribution, block) for tree in block.trees for attribution in rules.find_in_tree(tree)
    ]
    unquoted = [attribution for attribution in in_trees if not _is_quoted(attribution, block.quotations)]
    if is_heading(text, block):
        unquoted = [one for one in unquoted if one.how not in BARE_FRAMES]
    unquoted = [one for one in unquoted if one.is_statement or _may_be_bare(text, one)]
    unquoted = [one for one in unquoted if one.is_statement or not _describes_source(one, unquoted)]
    merged = join_relays(text, merge_quoted(text, quoted, unquoted, rules), rules)
    found = nest_attributions(text, [*labelled, *merged], rules)
    found = [_find_untruth(text, attribution, rules) for attribution in found]
    return [_trim_content(text, piece, rules) for attribution in found for piece in _split_unclosed(attribution, block)]


def _take_whole_quotation(attribution: Attribution, block: ParsedBlock) -> Attribution:
    """Return what a phrase attributes up to the end of the quotation that opens it: "According to Lima, “It ...”"."""
    if attribution.how != "phrase" or attribution.start < attribution.cue.end:
        return attribution
    quoted = (one for one in block.quotations if one.start <= attribution.start <= one.start + 1)
    whole = next((Span(one.start, one.end) for one in quoted if one.end > attribution.end), None)
    return attribution if whole is None else replace(attribution, content=(whole,))


def _split_unclosed(attribution: Attribution, block: ParsedBlock) -> Iterator[Attribution]:
    """Yield one attribution, or one for each sentence of a quotation whose end is only guessed from its speech verb."""
    (piece, *others) = attribution.content
    unclosed = any(
        not quotation.closed and Span(quotation.start, quotation.end) == piece and quotation.end < block.span.end
        for quotation in block.quotations
    )
    if attribution.how != "quote" or others or not unclosed:
        yield attribution
        return
    starts = [sentence.start for sentence in block.sentences if piece.start < sentence.start < piece.end]
    ends = [sentence.end for sentence in block.sentences if piece.start < sentence.end < piece.end]
    for start, end in zip((piece.start, *starts), (*ends, piece.end), strict=False):
        yield replace(attribution, content=(Span(start, end),))


def _find_untruth(text: str, attribution: Attribution, rules: AttributionRules) -> Attribution:
    """Return the attribution of a clause that its source calls untrue: "it is not true that ..."."""
    first, last = attribution.content[0], attribution.content[-1]
    untruth = rules.hedges.untruth.match(text, first.start, first.end)
    if untruth and (len(attribution.content) > 1 or untruth.end() < first.end):
        rest = () if untruth.end() >= first.end else (Span(untruth.end(), first.end),)
        return replace(attribution, content=(*rest, *attribution.content[1:]), is_denied=not attribution.is_denied)
    noun = rules.hedges.untrue_noun.match(text, first.start, first.end)
    end = rules.hedges.untrue_end.search(text, noun.end(), last.end) if noun and first == last else None
    if noun and end:
        return replace(attribution, content=(Span(noun.end(), end.start()),), is_denied=not attribution.is_denied)
    return attribution


def _describes_source(attribution: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether a cue only says who somebody else's source is: "according to the firm, which examined the books"."""
    return any(other.source and other.source.span.contains(attribution.cue) for other in others)


def _may_be_bare(text: str, attribution: Attribution) -> bool:
    """Whether a content without a verb or a number is long enough to be kept, or names what the tagger misread."""
    words = [word for piece in attribution.content for word in text[piece.start : piece.end].split()]
    is_name = attribution.how == "object" and all(word[0].isupper() for word in words)
    return (len(words) > LONGEST_BARE_WORDS and not is_name) or attribution.how not in BARE_FRAMES


def _trim_content(text: str, attribution: Attribution, rules: AttributionRules) -> Attribution:
    """Return the attribution without words at the end of its content that join it to nothing: "... and"."""
    last = attribution.content[-1]
    match = rules.loose_end.search(text, last.start, last.end)
    if match is None or match.start() <= last.start:
        return attribution
    return replace(attribution, content=(*attribution.content[:-1], Span(last.start, match.start())))


def _next_speaker(
    text: str, block: ParsedBlock, speeches: Sequence[Speech], speaker: Speech | None, rules: AttributionRules
) -> Speech | None:
    """Return who may continue to speak in the next block: after a colon, after a quotation, or in a list."""
    announced = find_announced_speaker(text, block.span, rules.labels)
    if announced:
        return announced
    if speeches:
        return speeches[-1] if block.quotations or text[block.span.end - 1] == ":" else None
    return speaker if _is_quotation(block) or _is_open(block) or is_bullet(text, block) else None


def _continue_speech(text: str, before: ParsedBlock | None, block: ParsedBlock, speaker: Speech) -> list[Attribution]:
    """Return the attribution of a block to a speaker of an earlier block, if the block continues the speech."""
    above = text[max(0, block.span.start - LONGEST_BLOCK_GAP_CHARACTERS) : block.span.start]
    announced = above.rstrip()[-1:] == ":"
    if is_bullet(text, block) and before and (announced or is_bullet(text, before)):
        content = Span(skip_bullet(text, block), block.span.end)
    elif announced or _is_quotation(block):
        content = block.span
    elif before and _is_open(before) and block.quotations and block.quotations[0].start == block.span.start:
        content = Span(block.quotations[0].start, block.quotations[0].end)
    else:
        return []
    return [Attribution((content,), speaker.source, speaker.cue, speaker.lemma, "quote")]


def _is_open(block: ParsedBlock) -> bool:
    """Whether the last quotation of a block goes on in the next one."""
    return bool(block.quotations) and not block.quotations[-1].closed and block.quotations[-1].end >= block.span.end


def _is_quotation(block: ParsedBlock) -> bool:
    """Whether a block is one quotation from start to end."""
    opens = block.quotations and block.quotations[0].start == block.span.start
    return bool(opens) and len(block.quotations) == 1 and block.quotations[0].end >= block.span.end - 1


def _is_quoted(attribution: Attribution, quotations: Sequence[Quotation]) -> bool:
    """Whether cue or source lie inside a quotation."""
    source = attribution.source
    return is_inside(attribution.cue.start, quotations) or (
        source is not None and is_inside(source.span.start, quotations)
    )


def merge_quoted(
    text: str, quoted: list[Attribution], others: list[Attribution], rules: AttributionRules
) -> list[Attribution]:
    """Merge each quotation with what its sentence adds under the same cue."""
    merged = []
    for quote in quoted:
        same = [one for one in others if one.cue.overlaps(quote.cue) and one.envelope.overlaps(quote.envelope)]
        after = [one for one in same if one.envelope.start >= quote.cue.end]
        if "." in text[quote.cue.end : quote.content[0].start]:
            after += [one for one in others if one.cue == quote.cue and not _is_spoken(one, quoted)]
        pieces = [*quote.content, *(piece for one in after for piece in one.content)]
        merged.append(replace(quote, content=join_spans(pieces)) if after else quote)
    free = [
        one for one in others if not any(one.cue.overlaps(quote.cue) and not _leads(one, quote) for quote in merged)
    ]
    return merged + _cut_continuations(text, [_cut_before_quotation(text, one, merged) for one in free], rules)


def _leads(attribution: Attribution, quote: Attribution) -> bool:
    """Whether a content ends before a quotation that its source adds in a sentence of its own."""
    return attribution.cue.start < attribution.envelope.start < attribution.envelope.end <= quote.envelope.start


def _cut_continuations(text: str, attributions: list[Attribution], rules: AttributionRules) -> list[Attribution]:
    """End contents before ", adding ..."; drop the attributions that ", citing ..." makes: it names the source."""
    cut, citing = [], set()
    for attribution in attributions:
        last = attribution.content[-1]
        is_clause = attribution.how == "clause"
        match = rules.continuation.search(text, last.start, last.end) if is_clause else None
        if match and match["citing"]:
            citing.add(match.start("citing"))
        shorter = (*attribution.content[:-1], Span(last.start, match.start())) if match else attribution.content
        cut.append(replace(attribution, content=shorter))
    return [attribution for attribution in cut if attribution.cue.start not in citing]


def _is_spoken(attribution: Attribution, quoted: list[Attribution]) -> bool:
    """Whether quotations hold a part of a content already, or the content stands behind its cue."""
    held = any(attribution.envelope.overlaps(piece) for quote in quoted for piece in quote.content)
    return held or attribution.envelope.end > attribution.cue.start


def _cut_before_quotation(text: str, attribution: Attribution, quoted: list[Attribution]) -> Attribution:
    """End a content that runs into somebody else's quotation before that quotation."""
    last = attribution.content[-1]
    for quote in quoted:
        first = quote.content[0]
        runs_on = last.start < first.start < last.end <= first.end + 1 and quote.cue.start >= first.end
        if runs_on and attribution.cue.end <= last.start:
            comma = text.rfind(",", last.start, first.start)
            is_lead = comma > last.start and len(text[comma : first.start].split()) <= LONGEST_LEAD_WORDS + 1
            shorter = Span(last.start, comma if is_lead else first.start)
            return replace(attribution, content=(*attribution.content[:-1], shorter))
    return attribution


def join_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Return the same spans in order, with overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
