"""What every finder of attributions hands on."""

from dataclasses import dataclass

from claims.nlp.reading import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a source: their place, the head word, and for "who" the words it stands for."""

    span: Span
    head: str
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) ties what (content, in pieces) to themselves, and by which words (cue).

    `how` names the rule: quote, verb, phrase, noun, adjective or headline. A
    missing source is one that the text keeps to itself ("is said to", "allegedly").
    """

    content: tuple[Span, ...]
    source: Mention | None
    cue: Span
    lemma: str
    how: str

    @property
    def envelope(self) -> Span:
        """From the first piece of the content to the last."""
        return Span(self.content[0].start, self.content[-1].end)


def covers(outer: Span, inner: Span) -> bool:
    """Whether one stretch holds another whole."""
    return outer.start <= inner.start and inner.end <= outer.end


def overlaps(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end
