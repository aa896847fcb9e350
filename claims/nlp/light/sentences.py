"""Splitting any language into sentences and quotations, without a list of its words."""

import re
from collections.abc import Iterator, Sequence

from claims.nlp.parsing.quotations import Quotation
from claims.nlp.parsing.sentences import LONGEST_SENTENCE_CHARACTERS, Sentence
from claims.nlp.reading import Span

END = re.compile(r"(?:[.!?…؟۔।]{1,4}[\"”“»«’'›)\]]{0,3}(?=\s)|[。！？]{1,3}[」』”）]{0,2})\s*")
SHORT = re.compile(
    r"(?:(?<!\w)[^\W\d_]|(?<!\w)(?:dr|prof|sr|sra|srta|st|nr|bzw|ca|art|pág|núm|av|tel|sig|dott|avv|ing|ул|г|им|стр|mln|mld|tys|ul|im|hl|vgl|mio|mrd|red|ok|tzv|např|kl|abs|evtl|inkl|zzgl|ggf|hr|fr|ss|mons|exc|bl|jr|no))\.$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?<![\w.,])\d{1,3}\.$")
LONGEST_SHORT_CHARACTERS = 8
QUOTATION = re.compile(
    r"„[^„“”]{1,2000}[“”]|“[^“”]{1,2000}”|”[^”]{1,2000}”|\"[^\"\n]{1,2000}\"|「[^「」]{1,2000}」|『[^『』]{1,2000}』|‹[^‹›]{1,2000}›"
)
INWARD, OUTWARD = re.compile(r"»[^«»]{1,2000}«"), re.compile(r"«[^«»]{1,2000}»")
OPENING = re.compile(r"[«»]")


def split_plainly(text: str, block: Span, number: int, *, has_ordinal_dot: bool) -> Iterator[Sentence]:
    """Yield the sentences of a block: after a mark that ends one, unless the next word begins with a small letter."""
    start = block.start
    for match in END.finditer(text, block.start, block.end):
        if match.end() >= block.end or text[match.end()].islower() or _is_short(text, start, match, has_ordinal_dot):
            continue
        end = match.start() + len(match.group().rstrip())
        yield from _cut(start, end, number)
        start = match.end()
    if start < block.end:
        yield from _cut(start, block.end, number)


def _cut(start: int, end: int, number: int) -> Iterator[Sentence]:
    for first in range(start, end, LONGEST_SENTENCE_CHARACTERS):
        yield Sentence(first, min(end, first + LONGEST_SENTENCE_CHARACTERS), number)


def _is_short(text: str, start: int, match: re.Match[str], has_ordinal_dot: bool) -> bool:  # noqa: FBT001
    """Whether a full stop ends an abbreviation or makes a number an ordinal."""
    before = text[max(start, match.start() - LONGEST_SHORT_CHARACTERS) : match.start() + 1]
    return SHORT.search(before) is not None or (has_ordinal_dot and NUMBERED.search(before) is not None)


def find_any_quotations(text: str, blocks: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of each block by any marks; »a« and «a» by which of them comes first."""
    found: list[Quotation] = []
    for number, block in enumerate(blocks):
        first = OPENING.search(text, block.start, block.end)
        angled = INWARD if first and first.group() == "»" else OUTWARD
        matches = [*QUOTATION.finditer(text, block.start, block.end), *angled.finditer(text, block.start, block.end)]
        end = block.start
        for match in sorted(matches, key=lambda one: one.start()):
            if match.start() >= end:
                found.append(Quotation(match.start(), match.end(), number, len(match.group().split())))
                end = match.end()
    return found
