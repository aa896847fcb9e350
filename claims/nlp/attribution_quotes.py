"""Quotations and the speech verbs beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.nlp import cues
from claims.nlp.attribution_verbs import cue_span, mention, subject
from claims.nlp.attributions import Attribution, Mention
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span
from claims.nlp.trees import Tree

ALONE = 3  # words that make a quotation a statement rather than a borrowed word
BESIDE, FAR = 14, 15  # words that may stand between a quotation and its verb, behind and before it
WORDS = re.compile(r"[^\W\d_]+")
SHORT = 3  # words up to this length stay small in titles
JOINED = 4  # words behind the verb before its quotation goes on
ENOUGH = 0.5  # share of an anchor that has to be content


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
            source = _inverted(tree, word) or subject(tree, word)
            if source and not inside(source.span.start, quoted):
                cue = cue_span(tree, word)
                span = Span(min(cue.start, source.span.start), max(cue.end, source.span.end))
                yield Speech(span, cue, verb.lemma, source, whole)


def _inverted(tree: Tree, word: int) -> Mention | None:
    """The speaker behind the verb, where the parser took it for an object: "...", estimated the president."""
    behind = tree.child(word, "dobj", "ccomp")
    before = "".join(tree.words[max(0, word - 2) : word])
    own = tree.child(word, "nsubj")
    if own is not None or behind is None or behind < word or '"' not in before:
        return None
    return mention(tree, behind) if tree.tags[behind].startswith("NN") else None


def inside(offset: int, quoted: Sequence[Quotation]) -> bool:
    """Whether an offset stands within a quotation."""
    return any(quote.start <= offset < quote.end for quote in quoted)


def quotes(text: str, quoted: Sequence[Quotation], said: Sequence[Speech]) -> Iterator[Attribution]:
    """Attributions of one block's statements in quotation marks."""
    groups: list[tuple[Speech, list[Span]]] = []
    for number, quote in enumerate(quoted):
        speech, piece = _owned(text, quote, said, quoted[:number])
        last = groups[-1] if groups else None
        if last and (speech is last[0] or (speech is None and _continues(text, quote, said, *last))):
            last[1].append(piece)
        elif speech is not None:
            groups.append((speech, [piece]))
        elif orphan := _announced(text, quote, said):
            yield Attribution((piece,), orphan.source, orphan.cue, orphan.lemma, "quote")
    for speech, pieces in groups:
        yield from _attributed(speech, pieces)


def _attributed(speech: Speech, pieces: list[Span]) -> Iterator[Attribution]:
    """One attribution, or two where the words between the pieces outweigh them."""
    first, last = pieces[0], pieces[-1]
    held = sum(piece.end - piece.start for piece in pieces)
    groups = [pieces] if held > ENOUGH * (last.end - first.start) else [[piece] for piece in pieces]
    for group in groups:
        yield Attribution(tuple(group), speech.source, speech.cue, speech.lemma, "quote")


def _owned(
    text: str, quote: Quotation, said: Sequence[Speech], earlier: Sequence[Quotation]
) -> tuple[Speech | None, Span]:
    """The speech verb that a quotation belongs to, and the piece of content it makes."""
    whole = Span(quote.start, quote.end)
    behind = next((one for one in said if one.span.start >= quote.end), None)
    if behind and behind.sentence.start <= quote.end and _ends(text, quote, behind):
        spoken = any(behind.sentence.start <= one.span.start < quote.start for one in said)
        floor = quote.start if spoken else max([behind.sentence.start, *(one.end for one in earlier)])
        start = min(quote.start, floor + len(text[floor : quote.start]) - len(text[floor : quote.start].lstrip(" ,;")))
        return behind, Span(start, quote.end + len(text[quote.end : behind.span.start].rstrip(" ,")))
    before = next((one for one in reversed(said) if one.span.end <= quote.start), None)
    if before and (_leads(text, quote, before) or _closes(text, quote, before)):
        return before, whole
    return None, whole


def _ends(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a speech verb closes the sentence that a quotation stands in: "...", she said."""
    between = text[quote.end : speech.span.start]
    inside_sentence = quote.start > speech.sentence.start
    if inside_sentence and (quote.words < ALONE or _is_title(text[quote.start : quote.end])):
        return False
    short = len(between.split()) <= BESIDE
    return short and (not between.strip() or text[quote.end - 2] in ",?!.," or between.rstrip().endswith(","))


def _leads(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a speech verb leads up to a quotation, with a comma, a colon or nothing between."""
    between = text[speech.span.end : quote.start].rstrip()
    if between.endswith(":") and len(between.split()) <= FAR:
        return True
    same_sentence = quote.start < speech.sentence.end and len(between.split()) <= FAR
    open_ = between.strip() in ("", "that") or between.endswith((",", ":"))
    return same_sentence and quote.words >= ALONE and open_ and not _is_title(text[quote.start : quote.end])


def _announced(text: str, quote: Quotation, said: Sequence[Speech]) -> Speech | None:
    """Who speaks in the next sentence, for a quotation that is a sentence of its own."""
    following = next((one for one in said if one.sentence.start >= quote.end), None)
    closed = quote.closed and text[quote.end - 2] in ".!?"
    before = text[max(0, quote.start - 3) : quote.start]
    opens = "\n" in before or before.rstrip()[-1:] in '.!?”"'
    if not following or not closed or not opens or quote.words < ALONE:
        return None
    return None if text[quote.end : following.sentence.start].strip() else following


def _is_title(words: str) -> bool:
    """Whether quotation marks hold the name of a book, a film or a programme."""
    long = [word for word in WORDS.findall(words) if len(word) > SHORT]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _closes(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a sentence ends in its speech verb and the quotation goes on from there."""
    rest = text[speech.span.end : speech.sentence.end]
    gap = text[speech.sentence.end : quote.start]
    return len(rest.split()) <= 1 and speech.sentence.end <= quote.start and not gap.strip() and quote.words >= ALONE


def _continues(text: str, quote: Quotation, said: Sequence[Speech], speech: Speech, pieces: Sequence[Span]) -> bool:
    """Whether a quotation goes on where somebody was already speaking."""
    if not text[pieces[-1].end : quote.start].strip(" ,"):
        return True
    if quote.start < max(speech.span.end, speech.sentence.end) and quote.words < ALONE:
        return False
    if quote.start < speech.span.end and pieces[0].end <= speech.span.start:
        return False
    if quote.start < speech.sentence.end and pieces[0].end <= speech.span.start:
        other = any(speech.span.end < one.span.end <= quote.start for one in said)
        return not other and len(text[speech.span.end : quote.start].split()) <= JOINED
    behind = text[max(speech.sentence.end, pieces[-1].end) : quote.start]
    return speech.sentence.end <= quote.start and not behind.strip(" .”\"'")
