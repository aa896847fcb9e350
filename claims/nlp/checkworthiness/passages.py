"""Cutting a claim into its sentences: a long quotation is as check-worthy as its best sentence."""

from bisect import bisect_left
from collections.abc import Sequence

from claims.nlp.reading import Span

SHORTEST_PASSAGE_WORDS = 3
MOST_PASSAGES = 40
"""The sentences of one claim that are scored."""


def split_passages(text: str, span: Span, sentences: Sequence[Span]) -> list[str]:
    """Return the sentences of a claim, as far as the claim takes them in; the whole claim if none is long enough.

    `sentences` are those of the text or of a part around the claim, in order.
    """
    first = bisect_left(sentences, span.start, key=lambda sentence: sentence.end)
    passages = []
    for sentence in sentences[first : first + MOST_PASSAGES]:
        passage = text[max(sentence.start, span.start) : min(sentence.end, span.end)]
        if len(passage.split()) >= SHORTEST_PASSAGE_WORDS:
            passages.append(passage)
    return passages or [text[span.start : span.end]]
