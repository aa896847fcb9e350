"""A statement while it is written: spans of the text, and edits inside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claims.nlp.reading import Span, StatementPiece

JOINT = re.compile(r",? (?:and|but|or) $")
LOOSE_MARKS = " ,;:–—-"
LONGEST_LOST_CHARACTERS = 8
FINAL_MARKS = ".!?…"
CLOSING_MARKS = "”\"’')]»"


@dataclass(frozen=True, slots=True)
class Edit:
    """New words in place of those of a span; `source` is the passage that they are copied from."""

    span: Span
    text: str
    source: Span | None = None
    tail: str = ""

    def to_pieces(self) -> Iterator[StatementPiece]:
        """Yield the new words and the generated tail behind them."""
        if self.text:
            yield StatementPiece(self.text, self.source)
        if self.tail:
            yield StatementPiece(self.tail)


@dataclass(slots=True)
class Draft:
    """The spans of the text that a statement copies in order, with edits and with words in front.

    With `has_shared_subject` the first of them is the subject of the second, whatever stands between them.
    """

    text: str
    parts: tuple[Span, ...]
    has_shared_subject: bool = False
    edits: list[Edit] = field(default_factory=list)
    lead: list[StatementPiece] = field(default_factory=list)

    def replace(self, span: Span, text: str, source: Span | None = None, tail: str = "") -> None:
        """Put new words in place of a span that no edit has touched yet."""
        if not self.touches(span.start, span.end):
            self.edits.append(Edit(span, text, source, tail))

    def is_edited(self, span: Span) -> bool:
        """Whether an edit touches a span."""
        return self.touches(span.start, span.end)

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit touches the words between two offsets."""
        for edit in self.edits:  # noqa: SIM110  # a generator would take twice the time
            if start < edit.span.end and edit.span.start < end:
                return True
        return False

    def finish(self) -> tuple[StatementPiece, ...]:
        """Return the pieces with a capital letter at the start and a mark at the end."""
        pieces = list(self.lead)
        for number, part in enumerate(self.parts):
            if number and pieces:
                is_subject = number == 1 and self.has_shared_subject
                gap = "" if is_subject else self.text[self.parts[number - 1].end : part.start]
                pieces = _join(pieces, self.text[part.start : part.end], gap)
            copied = list(self._copy(part))
            before = "".join(piece.text for piece in pieces[-2:]).rstrip().rstrip(CLOSING_MARKS)
            pieces.extend(_raise_first(copied) if before.endswith(tuple(FINAL_MARKS)) else copied)
        return tuple(self._fit_span(piece) for piece in _tidy(pieces))

    def _fit_span(self, piece: StatementPiece) -> StatementPiece:
        """Return a piece whose span covers no marks that its words have lost."""
        if piece.span is None or piece.text.strip() == self.text[piece.span.start : piece.span.end].strip():
            return piece
        start, end = piece.span.start, piece.span.end
        words = piece.text.casefold().split()
        for _ in range(LONGEST_LOST_CHARACTERS):
            source = self.text[start:end].casefold().split()
            if source == words or start >= end:
                break
            start, end = (start, end - 1) if source[-1:] != words[-1:] else (start + 1, end)
        return StatementPiece(piece.text, Span(start, end))

    def _copy(self, part: Span) -> Iterator[StatementPiece]:
        done = part.start
        for edit in sorted(self.edits, key=lambda edit: edit.span.start):
            if edit.span.start < done or edit.span.end > part.end:
                continue
            yield from self._copy_span(done, edit.span.start)
            yield from edit.to_pieces()
            done = edit.span.end
        yield from self._copy_span(done, part.end)

    def _copy_span(self, start: int, end: int) -> Iterator[StatementPiece]:
        if start < end:
            yield StatementPiece(self.text[start:end], Span(start, end))


def _raise_first(pieces: Sequence[StatementPiece]) -> list[StatementPiece]:
    """Return pieces that begin with a capital letter."""
    first = next((place for place, piece in enumerate(pieces) if piece.text.strip()), None)
    if first is None:
        return list(pieces)
    text = pieces[first].text
    at = next((place for place, letter in enumerate(text) if letter.isalnum()), 0)
    raised = StatementPiece(text[:at] + text[at : at + 1].upper() + text[at + 1 :], pieces[first].span)
    return [*pieces[:first], raised, *pieces[first + 1 :]]


def _join(pieces: Sequence[StatementPiece], following: str, gap: str) -> list[StatementPiece]:
    """Return the pieces with a space behind them, and with a full stop if a new sentence follows."""
    before = "".join(piece.text for piece in pieces).rstrip()
    starts_sentence = following.lstrip(" “\"'‘")[:1].isupper()
    if joint := JOINT.search(gap):
        return [*_strip_end(pieces), StatementPiece(joint.group())]
    is_ended = before.rstrip(CLOSING_MARKS)[-1:] in (*FINAL_MARKS, "")
    if before.endswith(":") or not starts_sentence or is_ended:
        return [*pieces, StatementPiece(" ")]
    kept = _strip_end(pieces)
    if kept and kept[-1].text[-2:-1] == "," and kept[-1].text[-1] in CLOSING_MARKS:
        kept[-1] = StatementPiece(kept[-1].text[:-2] + kept[-1].text[-1], kept[-1].span)
    return [*kept, StatementPiece(". ")]


def _tidy(pieces: Iterable[StatementPiece]) -> tuple[StatementPiece, ...]:
    """Return pieces with single spaces, a capital first letter and a final mark."""
    spaced: list[StatementPiece] = []
    is_open = False  # whether the words so far need no space in front of the next ones
    for piece in pieces:
        words = " ".join(piece.text.split())
        lead = " " if piece.text[:1].isspace() and is_open else ""
        tail = " " if piece.text[-1:].isspace() and words else ""
        if not words:
            spaced.append(StatementPiece(lead))
            is_open = is_open and not lead
            continue
        spaced.append(StatementPiece(lead + words + tail, piece.span))
        is_open = not tail
    whole = _strip_end(_strip_start(_drop_spaces(spaced)))
    if not whole:
        return ()
    whole = _drop_comma(_raise_first(whole))
    last = "".join(piece.text for piece in whole).rstrip(CLOSING_MARKS)
    return (*whole, StatementPiece(".")) if last[-1:] not in FINAL_MARKS else tuple(whole)


def _drop_comma(pieces: list[StatementPiece]) -> list[StatementPiece]:
    """Return pieces without a comma in front of the quotation mark that ends them."""
    last = pieces[-1]
    words = last.text.rstrip(CLOSING_MARKS)
    if words and words != last.text and words[-1] in LOOSE_MARKS:
        return [*pieces[:-1], StatementPiece(words[:-1] + last.text[len(words) :], last.span)]
    return pieces


def _drop_spaces(pieces: Sequence[StatementPiece]) -> list[StatementPiece]:
    """Return the pieces without a space in front of a comma or a full stop."""
    kept: list[StatementPiece] = []
    for piece in pieces:
        text = piece.text
        if kept and kept[-1].text.endswith(" ") and text[:1] in ",.;:!?)":
            kept[-1] = StatementPiece(kept[-1].text[:-1], kept[-1].span)
        if kept and kept[-1].text.endswith(",") and text[:1] in ",.":
            kept[-1] = StatementPiece(kept[-1].text[:-1], kept[-1].span)
        if text:
            kept.append(StatementPiece(text, piece.span))
    return [piece for piece in kept if piece.text]


def _strip_start(pieces: Sequence[StatementPiece]) -> list[StatementPiece]:
    for number, piece in enumerate(pieces):
        if words := piece.text.lstrip(LOOSE_MARKS + "."):
            return [StatementPiece(words, piece.span), *pieces[number + 1 :]]
    return []


def _strip_end(pieces: Sequence[StatementPiece]) -> list[StatementPiece]:
    for number in range(len(pieces) - 1, -1, -1):
        if words := pieces[number].text.rstrip(LOOSE_MARKS):
            return [*pieces[:number], StatementPiece(words, pieces[number].span)]
    return []
