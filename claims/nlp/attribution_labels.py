"""Speakers set before or behind what they say: "WALLACE: ...", "Poll: ...", "... - Ana Lima"."""

import re
from collections.abc import Iterator, Sequence

from claims.nlp.attributions import Attribution, Mention
from claims.nlp.quotations import Quotation
from claims.nlp.reading import Span

NAME = r"[A-ZÀ-Þ][\w.’'-]*"
LABEL = re.compile(
    rf"[“\"]?(?P<label>{NAME}(?:\s(?:of|for|the|and|de|van)\s{NAME}|\s{NAME}){{0,5}})(?:\s\([^()]{{1,30}}\))?(?P<colon>:)\s+(?=\S)"
)
SIGNED = re.compile(rf"\s*(?P<dash>[―—–-]{{1,2}})\s*(?P<label>{NAME}(?:\s{NAME}){{1,4}})\.?\s*(?=\n|$)")
# Labels that name a kind of text, not a speaker.
KINDS = frozenset(
    """photo photos caption image picture video watch read more related note update updates updated correction editor
    source sources warning advertisement tags topics share listen see also by published image credit credits contact
    contributing breaking exclusive opinion analysis review live transcript summary q a ps pm am date time location
    where when what why how who here next step steps tip tips part chapter fact""".split()
)


def labels(text: str, block: Span, quoted: Sequence[Quotation]) -> Iterator[Attribution]:
    """A block that somebody's name opens with a colon, or signs behind a quotation."""
    opened = LABEL.match(text, block.start, block.end)
    if opened and opened["label"].split()[0].lower() not in KINDS and opened.end() < block.end:
        yield _made(Span(opened.end(), block.end), opened, "colon")
    if quoted:
        last = max(quoted, key=lambda quote: quote.end)
        signed = SIGNED.match(text, last.end, block.end + 1)
        if signed:
            yield _made(Span(last.start, last.end), signed, "dash")


def _made(content: Span, match: re.Match[str], mark: str) -> Attribution:
    source = Mention(Span(*match.span("label")), match["label"].split()[-1].lower())
    return Attribution((content,), source, Span(*match.span(mark)), match[mark], "label")
