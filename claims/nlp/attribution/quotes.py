"""Attributing quotations to the speech verbs near them."""

import re
from collections.abc import Iterator, Sequence

from claims.nlp.attribution.types import Attribution, Speech
from claims.nlp.parsing.quotations import Quotation
from claims.nlp.reading import Span

SHORTEST_STATEMENT_WORDS = 3
LONGEST_GAP_BEFORE_VERB_WORDS = 14
LONGEST_GAP_BEHIND_VERB_WORDS = 15
LONGEST_RESUMPTION_WORDS = 4
LONGEST_SMALL_TITLE_WORD_LETTERS = 3
LEAST_QUOTED_SHARE = 0.5
WORD = re.compile(r"[^\W\d_]+")


def attribute_quotations(
    text: str, quotations: Sequence[Quotation], speeches: Sequence[Speech], complementizers: frozenset[str]
) -> Iterator[Attribution]:
    """Yield the attributions of the quotations of one block.

    `speeches` are the speech verbs of the block, `complementizers` the words that may stand before a quotation.
    """
    weak, speeches = [one for one in speeches if one.is_weak], [one for one in speeches if not one.is_weak]
    groups: list[tuple[Speech, list[Span]]] = []
    for number, quote in enumerate(quotations):
        speech, piece = _find_speech(text, quote, speeches, quotations[:number], complementizers)
        last = groups[-1] if groups else None
        if last and (speech is last[0] or (speech is None and _continues(text, quote, speeches, *last))):
            last[1].append(piece)
        elif speech is not None:
            groups.append((speech, [piece]))
        elif following := _find_following_speech(text, quote, speeches):
            yield _build_attribution(following, [piece])
        elif leading := _find_leading_speech(text, quote, [*speeches, *weak]):
            groups.append((leading, [piece]))
    for speech, pieces in groups:
        yield from _split_sparse(speech, pieces)


def _build_attribution(speech: Speech, pieces: Sequence[Span]) -> Attribution:
    return Attribution(tuple(pieces), speech.source, speech.cue, speech.lemma, "quote")


def _split_sparse(speech: Speech, pieces: list[Span]) -> Iterator[Attribution]:
    """Yield one attribution, or one for each piece where the words between the pieces outweigh them."""
    first, last = pieces[0], pieces[-1]
    quoted = sum(piece.end - piece.start for piece in pieces)
    is_dense = quoted > LEAST_QUOTED_SHARE * (last.end - first.start)
    for group in [pieces] if is_dense else [[piece] for piece in pieces]:
        yield _build_attribution(speech, group)


def _find_speech(
    text: str,
    quote: Quotation,
    speeches: Sequence[Speech],
    earlier: Sequence[Quotation],
    complementizers: frozenset[str],
) -> tuple[Speech | None, Span]:
    """Return the speech verb of a quotation, if any, and the piece of content that the quotation makes."""
    whole = Span(quote.start, quote.end)
    behind = next((speech for speech in speeches if speech.span.start >= quote.end), None)
    if behind and behind.sentence.start <= quote.end and _closes_sentence(text, quote, behind):
        return behind, _extend_to_sentence(text, quote, behind, speeches, earlier)
    before = next((speech for speech in reversed(speeches) if speech.span.end <= quote.start), None)
    if before and (_leads_to(text, quote, before, complementizers) or _precedes_directly(text, quote, before)):
        return before, whole
    return None, whole


def _extend_to_sentence(
    text: str, quote: Quotation, speech: Speech, speeches: Sequence[Speech], earlier: Sequence[Quotation]
) -> Span:
    """Return the quotation with the words of its sentence before it, unless another speech verb stands there."""
    has_speech = any(speech.sentence.start <= one.span.start < quote.start for one in speeches)
    floor = quote.start if has_speech else max([speech.sentence.start, *(one.end for one in earlier)])
    before = text[floor : quote.start]
    start = min(quote.start, floor + len(before) - len(before.lstrip(" ,;")))
    return Span(start, quote.end + len(text[quote.end : speech.span.start].rstrip(" ,")))


def _closes_sentence(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a speech verb closes the sentence of a quotation: "...", she said."""
    between = text[quote.end : speech.span.start]
    inside_sentence = quote.start > speech.sentence.start
    if inside_sentence and (quote.words < SHORTEST_STATEMENT_WORDS or _is_title(text[quote.start : quote.end])):
        return False
    short = len(between.split()) <= LONGEST_GAP_BEFORE_VERB_WORDS
    ends = _last_mark(text, quote) in ",?!."
    return short and (not between.strip() or ends or between.rstrip().endswith(","))


def _last_mark(text: str, quote: Quotation) -> str:
    """Return the last character of a quotation before its closing marks."""
    return text[quote.start : quote.end - 1].rstrip("”\"'’» ")[-1:] or " "


def _leads_to(text: str, quote: Quotation, speech: Speech, complementizers: frozenset[str]) -> bool:
    """Whether a speech verb leads to a quotation, with a comma, a colon or nothing between."""
    between = text[speech.span.end : quote.start].rstrip()
    short = len(between.split()) <= LONGEST_GAP_BEHIND_VERB_WORDS
    if between.endswith(":") and short:
        return True
    same_sentence = quote.start < speech.sentence.end and short
    opens = not between.strip() or between.split()[-1] in complementizers or between.endswith((",", ":"))
    is_statement = quote.words >= SHORTEST_STATEMENT_WORDS
    return same_sentence and is_statement and opens and not _is_title(text[quote.start : quote.end])


def _find_following_speech(text: str, quote: Quotation, speeches: Sequence[Speech]) -> Speech | None:
    """Return the speech verb of the next sentence, for a quotation that is a sentence of its own."""
    following = next((speech for speech in speeches if speech.sentence.start >= quote.end), None)
    closed = quote.closed and _last_mark(text, quote) in ".!?"
    before = text[max(0, quote.start - 3) : quote.start]
    opens = "\n" in before or before.rstrip()[-1:] in '.!?”"'
    if not following or not closed or not opens or quote.words < SHORTEST_STATEMENT_WORDS:
        return None
    return None if text[quote.end : following.sentence.start].strip() else following


def _find_leading_speech(text: str, quote: Quotation, speeches: Sequence[Speech]) -> Speech | None:
    """Return the verb of the sentence before a quotation that is a sentence of its own: She blamed him. "..."."""
    before = [
        speech for speech in speeches if speech.sentence.end <= quote.start or _ends_at_colon(text, quote, speech)
    ]
    leading = max(before, key=lambda speech: (speech.sentence.end, -speech.span.start), default=None)
    if leading is None or quote.words < SHORTEST_STATEMENT_WORDS:
        return None
    same = [speech for speech in before if speech.sentence == leading.sentence]
    leading = same[0]
    if _ends_at_colon(text, quote, leading):
        return leading
    is_sentence = not quote.closed or _last_mark(text, quote) in ".!?"
    return leading if is_sentence and not text[leading.sentence.end : quote.start].strip() else None


def _ends_at_colon(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a sentence leads to a quotation by a colon."""
    return (
        speech.span.end <= quote.start <= speech.sentence.end
        and text[speech.span.end : quote.start].rstrip()[-1:] == ":"
    )


def _is_title(words: str) -> bool:
    """Whether quotation marks hold the title of a book, a film or a programme."""
    long = [word for word in WORD.findall(words) if len(word) > LONGEST_SMALL_TITLE_WORD_LETTERS]
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _precedes_directly(text: str, quote: Quotation, speech: Speech) -> bool:
    """Whether a sentence ends with its speech verb and the quotation follows."""
    rest = text[speech.span.end : speech.sentence.end]
    gap = text[speech.sentence.end : quote.start]
    follows = speech.sentence.end <= quote.start and not gap.strip()
    return len(rest.split()) <= 1 and follows and quote.words >= SHORTEST_STATEMENT_WORDS


def _continues(text: str, quote: Quotation, speeches: Sequence[Speech], speech: Speech, pieces: Sequence[Span]) -> bool:
    """Whether a quotation continues what a speaker has begun."""
    if not text[pieces[-1].end : quote.start].strip(" ,"):
        return True
    if quote.start < max(speech.span.end, speech.sentence.end) and quote.words < SHORTEST_STATEMENT_WORDS:
        return False
    if quote.start < speech.span.end and pieces[0].end <= speech.span.start:
        return False
    if quote.start < speech.sentence.end and pieces[0].end <= speech.span.start:
        has_other = any(speech.span.end < one.span.end <= quote.start for one in speeches)
        return not has_other and len(text[speech.span.end : quote.start].split()) <= LONGEST_RESUMPTION_WORDS
    behind = text[max(speech.sentence.end, pieces[-1].end) : quote.start]
    return speech.sentence.end <= quote.start and not behind.strip(" .”\"'")
