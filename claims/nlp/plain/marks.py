"""Plain marks for typographic ones, in the same length, so that offsets still point into the text."""

import re

from claims.nlp.reading import Span

PLAIN = str.maketrans({**dict.fromkeys("’‘‚‛ʼ", "'"), **dict.fromkeys("\u00a0\u202f\u2009\t", " ")})
OPENING, CLOSING = re.compile(r"(?<![\w.,!?…])« "), re.compile(r"(?<=\S) »(?!\w)")


def make_plain(text: str) -> str:
    """Return a text with plain apostrophes and spaces; « a » becomes «a» with the spaces outside its marks."""
    return CLOSING.sub("» ", OPENING.sub(" «", text.translate(PLAIN)))


def restore_marks(text: str, span: Span) -> Span:
    """Return a span of the plain text as one of the text itself: with its quotation marks, without white space."""
    start, end = span.start, span.end
    start -= start > 0 and text[start].isspace() and text[start - 1] == "«"
    end += end < len(text) and text[end - 1].isspace() and text[end] == "»"
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
