"""The types that the rules of attribution exchange."""

from dataclasses import dataclass

from claims.nlp.reading import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a source: their span, the head word, and the words that a relative pronoun refers to."""

    span: Span
    head: str
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and the content that the cue attributes to the source, in pieces.

    `how` names the rule: quote, label, phrase, noun, adjective, passive or the frame of a verb.
    A source of None is one that the text does not name ("is said to", "allegedly").
    A content is not asserted if the source did not say it ("refused to say whether"), and denied if the cue negates
    what the source believes ("does not think that"). It is disputed if the text calls it untrue ("falsely claimed").
    A content without a verb or a number is no statement.
    `relayed_by` are the attributions around it, from the inside out: "The mayor said the police claimed ...".
    """

    content: tuple[Span, ...]
    source: Mention | None
    cue: Span
    lemma: str
    how: str
    is_asserted: bool = True
    is_denied: bool = False
    is_disputed: bool = False
    is_statement: bool = True
    relayed_by: tuple["Attribution", ...] = ()

    @property
    def start(self) -> int:
        """Where the first piece of the content begins."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Where the last piece of the content ends."""
        return self.content[-1].end

    @property
    def envelope(self) -> Span:
        """The span from the first piece of the content to the last."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Speech:
    """A speech verb outside quotation marks with its speaker; `span` holds both, `sentence` is around them.

    A weak one is no speech verb: its sentence has a person as its subject, and may lead to what that person says.
    """

    span: Span
    cue: Span
    lemma: str
    source: Mention
    sentence: Span
    is_weak: bool = False
