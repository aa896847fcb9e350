"""What the French rules return."""

from dataclasses import dataclass

from claims.nlp.reading import Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """A content in pieces, its cue, and the words that name its source; None if the source spoke before."""

    content: tuple[Span, ...]
    source: Span | None
    cue: Span
    is_denied: bool = False
    is_asserted: bool = True
    is_quoted: bool = False
    is_reported: bool = False
