"""Finding all attributions of a text, and choosing among those that contradict each other."""

from collections.abc import Sequence
from dataclasses import replace

from claims.nlp.attribution.cue_table import CueTable
from claims.nlp.attribution.labels import find_labelled
from claims.nlp.attribution.quotes import attribute_quotations
from claims.nlp.attribution.rules import AttributionRules
from claims.nlp.attribution.types import Attribution, Speech
from claims.nlp.parsing.parsed_blocks import ParsedBlock
from claims.nlp.parsing.quotations import Quotation, is_inside
from claims.nlp.reading import Span

LONGEST_BLOCK_GAP_CHARACTERS = 20
"""How far before a block a colon may announce it."""

LONGEST_LEAD_WORDS = 3
"""Words such as "which is" that may lead to somebody else's quotation."""


def find_attributions(text: str, blocks: Sequence[ParsedBlock], rules: AttributionRules) -> list[Attribution]:
    """Return every attribution of a text, in the order of their contents."""
    attributions: list[Attribution] = []
    speaker: Speech | None = None
    for block in blocks:
        speeches = [speech for tree in block.trees for speech in rules.find_speeches(tree, block.quotations)]
        in_block = _find_in_block(text, block, speeches, rules)
        if speaker and not any(one.envelope.overlaps(block.span) for one in in_block if one.how in ("quote", "label")):
            in_block = keep_outermost([*in_block, *_continue_speech(text, block, speaker)], rules.cues)
        attributions += in_block
        speaker = _next_speaker(text, block, speeches, speaker)
    return sorted(attributions, key=lambda one: (one.envelope.start, one.envelope.end))


def _find_in_block(
    text: str, block: ParsedBlock, speeches: Sequence[Speech], rules: AttributionRules
) -> list[Attribution]:
    quoted = list(attribute_quotations(text, block.quotations, speeches, rules.complementizers))
    in_trees = [attribution for tree in block.trees for attribution in rules.find_in_tree(tree)]
    unquoted = [attribution for attribution in in_trees if not _is_quoted(attribution, block.quotations)]
    labelled = find_labelled(text, block.span, block.quotations, rules.labels)
    return keep_outermost([*labelled, *merge_quoted(text, quoted, unquoted, rules)], rules.cues)


def _next_speaker(text: str, block: ParsedBlock, speeches: Sequence[Speech], before: Speech | None) -> Speech | None:
    """Return who may continue to speak in the next block: after a colon, or after a quotation."""
    if speeches:
        return speeches[-1] if block.quotations or text[block.span.end - 1] == ":" else None
    return before if _is_quotation(block) else None


def _continue_speech(text: str, block: ParsedBlock, speaker: Speech) -> list[Attribution]:
    """Return the attribution of a block to a speaker of an earlier block, if the block continues the speech."""
    before = text[max(0, block.span.start - LONGEST_BLOCK_GAP_CHARACTERS) : block.span.start]
    if before.rstrip()[-1:] != ":" and not _is_quotation(block):
        return []
    return [Attribution((block.span,), speaker.source, speaker.cue, speaker.lemma, "quote")]


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
    cues = [quote.cue for quote in quoted]
    free = [one for one in others if not any(one.cue.overlaps(cue) for cue in cues)]
    return merged + _cut_continuations(text, [_cut_before_quotation(text, one, merged) for one in free], rules)


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


def keep_outermost(attributions: list[Attribution], cues: CueTable) -> list[Attribution]:
    """Drop each attribution whose cue lies in another's content: it is part of that source's words."""
    kept: list[Attribution] = []
    for inner in sorted(attributions, key=lambda one: one.envelope.start - one.envelope.end):
        holders = (outer for outer in kept if not may_relay(outer, inner, cues))
        if not any(inner.cue.overlaps(piece) for outer in holders for piece in outer.content):
            kept.append(inner)
    return kept


def may_relay(outer: Attribution, inner: Attribution, cues: CueTable) -> bool:
    """Whether an "according to" only relays what a source in its content asserts."""
    return is_relaying(outer, cues) and inner.lemma in cues.asserting


def is_relaying(attribution: Attribution, cues: CueTable) -> bool:
    """Whether an attribution is made by a phrase such as "according to"."""
    return attribution.how == "phrase" and attribution.lemma in cues.relaying
