"""Quotations and the speech verbs beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.nlp import cues
from claims.nlp.attribution_verbs import cue_span, subject
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span
from claims.nlp.trees import Tree

ALONE = 3  # words that make a quotation a statement rather than a borrowed word


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech verb outside quotation marks: its words and its speaker."""

    span: Span
    cue: Span
    lemma: str
    source: Mention
    sentence: Span


def speeches(tree: Tree, quoted: Sequence[Quotation]) -> Iterator[Speech]:
    """The speech verbs of a sentence that stand outside quotations and have a subject."""
    table = cues.load().verbs
    whole = tree.span(0, len(tree) - 1)
    for word, tag in enumerate(tree.tags):
        verb = table.get(tree.lower[word]) if tag.startswith("VB") else None
        if verb and "speech" in verb.frames and not inside(tree.offsets[word][0], quoted):
            source = subject(tree, word)
            if source and not inside(source.span.start, quoted):
                cue = cue_span(tree, word)
                span = Span(min(cue.start, source.span.start), max(cue.end, source.span.end))
                yield Speech(span, cue, verb.lemma, source, whole)


def inside(offset: int, quoted: Sequence[Quotation]) -> bool:
    """Whether an offset stands within a quotation."""
    return any(quote.start <= offset < quote.end for quote in quoted)


def stands_alone(text: str, quote: Quotation, sentence_start: bool) -> bool:
    """Whether a quotation is a statement of its own, not words inside a sentence."""
    before = text[max(0, quote.start - 3) : quote.start].rstrip()
    return quote.words >= ALONE and (sentence_start or before[-1:] in (",", ":"))


def quotes(
    text: str, quoted: Sequence[Quotation], said: Sequence[Speech], starts: frozenset[int]
) -> Iterator[Attribution]:
    """Attributions of one block's statements in quotation marks; `starts` are where its sentences begin."""
    alone = [quote for quote in quoted if stands_alone(text, quote, quote.start in starts)]
    groups: list[tuple[list[Quotation], Speech]] = []
    for quote in alone:
        speech = _beside(text, quote, said, quoted)
        if speech is not None and groups and groups[-1][1] is speech:
            groups[-1][0].append(quote)
        elif speech is not None:
            groups.append(([quote], speech))
        elif groups and not text[groups[-1][0][-1].end : quote.start].strip():
            groups[-1][0].append(quote)
        elif groups and _follows(text, groups[-1][1], quote):
            groups[-1][0].append(quote)
    for group, speech in groups:
        content = tuple(Span(quote.start, quote.end) for quote in group)
        yield Attribution(content, speech.source, speech.cue, speech.lemma, "quote")


def _beside(text: str, quote: Quotation, said: Sequence[Speech], quoted: Sequence[Quotation]) -> Speech | None:
    """The speech verb that ends the sentence of a quotation or leads up to it."""
    behind = [speech for speech in said if speech.span.start >= quote.end and speech.sentence.start <= quote.end]
    before = [speech for speech in said if speech.span.end <= quote.start and speech.sentence.end >= quote.end - 1]
    if behind and len(text[quote.end : behind[0].span.start].split()) <= 6:
        return behind[0]
    if before and len(text[before[-1].span.end : quote.start].split()) <= 15:
        return before[-1]
    colon = [speech for speech in said if speech.span.end <= quote.start]
    if colon and text[colon[-1].span.end : quote.start].rstrip()[-1:] == ":":
        return colon[-1]
    return None


def _follows(text: str, speech: Speech, quote: Quotation) -> bool:
    """Whether a quotation begins right after the sentence in which somebody spoke."""
    return speech.sentence.end <= quote.start and not text[speech.sentence.end : quote.start].strip(" .”\"'")
