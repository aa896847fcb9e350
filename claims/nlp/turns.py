"""The turns of a conversation: who says which passage, as the transcript says it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.nlp.attribution.source_kinds import classify_source
from claims.nlp.attribution.sources import SourceRules
from claims.nlp.parsing.legibility import blank_illegible
from claims.nlp.reading import Link, Span


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says: the passage, without the name before it."""

    span: Span
    speaker: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who says what in a text: the speakers of its turns, and `whole`, who says everything else; None for nobody."""

    whole: Link | None = None
    starts: tuple[int, ...] = ()
    turns: tuple[tuple[int, Link], ...] = ()

    def find(self, offset: int) -> Link | None:
        """Return who says the character at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.turns[index][0]:
            return self.turns[index][1]
        return self.whole


def build_speakers(speaker: str | None, turns: Sequence[Turn], rules: SourceRules) -> Speakers:
    """Return the speakers of a text: `speaker` says what stands in no turn."""
    links: dict[str, Link | None] = {}
    for turn in turns:
        if turn.speaker not in links:
            links[turn.speaker] = _link_of(turn.speaker, rules)
    known = [(turn.span, link) for turn in turns if (link := links[turn.speaker])]
    starts, ends = tuple(span.start for span, _ in known), tuple((span.end, link) for span, link in known)
    return Speakers(_link_of(speaker, rules), starts, ends)


def _link_of(speaker: str | None, rules: SourceRules) -> Link | None:
    """Return the link of a speaker given with a text, None without a name."""
    name = " ".join(blank_illegible(speaker or "").split())
    return Link(name, None, classify_source(name, name, rules)) if name else None


def blank_labels(text: str, turns: Sequence[Turn]) -> str:
    """Return a text of the same length without what stands between two turns: names and times.

    Line ends stay. Before the first turn and behind the last one only their lines count.
    """
    parts, position = list[str](), 0
    for turn in turns:
        start = position if parts else text.rfind("\n", 0, turn.span.start) + 1
        gap = text[start : turn.span.start]
        parts += [text[position:start], "".join("\n" if mark == "\n" else " " for mark in gap)]
        parts.append(text[turn.span.start : turn.span.end])
        position = turn.span.end
    return "".join([*parts, text[position:]])
