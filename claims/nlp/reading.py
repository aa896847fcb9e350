"""The types that the reader returns: a reading, its claims and what each claim contains.

Every offset counts characters (code points) of the text as it was given to `claims.nlp.read`:
``text[span.start:span.end]`` is the passage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the text, end exclusive."""

    start: int
    end: int

    def to_json(self) -> dict[str, int]:
        """Return `start` and `end`."""
        return {"start": self.start, "end": self.end}

    def contains(self, other: "Span") -> bool:
        """Whether the whole of another span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a source chain: who asserts the claim, or who relays it.

    `name` is the source's name, with pronouns and roles resolved where the text allows it.
    `span` is where the text mentions the source, None for a speaker who was given with the text. `cue` are the words
    that attribute the content ("according to", "said").
    `kind` is person, organisation, outlet, document, channel or unnamed. An unresolved source is a pronoun whose
    person the text leaves open; its name is the pronoun.
    """

    name: str
    span: Span | None
    kind: str = "unnamed"
    cue: str = ""
    cue_span: Span | None = None
    is_unresolved: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the link with its offsets beside its name; `given` marks a speaker given with the text."""
        cue_span = self.cue_span.to_json() if self.cue_span else None
        return {
            "name": self.name,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "given": self.span is None,
            "kind": self.kind,
            "cue": self.cue,
            "cue_span": cue_span,
            "unresolved": self.is_unresolved,
        }


class QuantityKind(StrEnum):
    """What a quantity says: a number, an open or closed range, one end or the size of a change, or a vague number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    APPROXIMATE = "approx"
    RANGE = "range"
    CHANGE_FROM = "change_from"
    CHANGE_TO = "change_to"
    CHANGE_BY = "change_by"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that can be compared.

    "More than 7,000 Russians killed" has low 7000, high None, unit "Russians killed", modifier "more than" and the kind
    `AT_LEAST`. None is an open end. A change carries no sign ("fell 5 percent" is 5); a number below zero does.
    `unit` is "%", "percentage points" (basis points are hundredths of them), "times", a currency as the text writes it,
    or the words that name what is counted. `currency` is the ISO 4217 code of a currency, empty if the text leaves it
    open ("kroner") or the unit is none.
    """

    low: float | None
    high: float | None
    unit: str
    span: Span
    modifier: str = ""
    kind: QuantityKind = QuantityKind.EXACT
    currency: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the quantity with its offsets; the kind is also called `modifier_class`."""
        numbers = {"low": self.low, "high": self.high, "unit": self.unit, "modifier": self.modifier}
        kind = self.kind.value
        return {**numbers, **self.span.to_json(), "kind": kind, "modifier_class": kind, "currency": self.currency}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period that a claim mentions.

    `value` is ISO 8601 at the precision of the text ("2022", "2022-03", "2022-03-22"), empty if it cannot be resolved.
    """

    span: Span
    value: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the value with its offsets."""
        return {"value": self.value, **self.span.to_json()}


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a claim mentions."""

    name: str
    span: Span

    def to_json(self) -> dict[str, Any]:
        """Return the name with its offsets."""
        return {"name": self.name, **self.span.to_json()}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim is check-worthy: a code, what fills the placeholders of its text, and how much it moves the score.

    The weights of all reasons of a claim add up to its score, at two decimals. The texts are not part of the reader.
    """

    code: str
    parameters: Mapping[str, str]
    weight: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return all three fields."""
        return {"code": self.code, "parameters": dict(self.parameters), "weight": self.weight}


@dataclass(frozen=True, slots=True)
class StatementPiece:
    """Words of a statement: copied from a span of the text, or generated (a date, a function word) without a span.

    Copied words differ from those of their span in white space and in the case of the first letter only.
    """

    text: str
    span: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the words, with the offsets that they are copied from."""
        return {"text": self.text, **(self.span.to_json() if self.span else {})}


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim reworded so that it stands alone: its pieces in order, which make up the whole text."""

    pieces: tuple[StatementPiece, ...]

    @property
    def text(self) -> str:
        """The words of all pieces."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement as it stands in the text.

    `span` is the anchor, `parts` the pieces of a discontinuous quotation (one piece: the anchor itself),
    `sentence` the sentence around it. `chain` runs from who asserts the claim to who relays it last;
    an empty chain is the article's own voice. `score` is the check-worthiness, 0 to 1.
    `asserted` is true if the source (or the article) says so, false if the source denies it, None if nobody says so:
    the source never claimed it, refused to say, or is only asked or supposed to say it. A disputed claim is asserted by
    its source, and called untrue by the article ("falsely claimed"). A retracted one is corrected by the article.
    A claim is not checkable if its words hold neither a verb nor a number ("praised the plan").
    `statement` is the claim reworded so that it stands alone. Where it cannot be built safely it is None, and
    `statement_problem` is the code that says why: see `claims.nlp.statements`.
    In a promise the source commits itself to what it will do. `names` are those of the sentence, in a text that is read
    with a language pack, which does not tell places from other names.
    """

    span: Span
    sentence: Span
    parts: tuple[Span, ...] = ()
    chain: tuple[Link, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[DateMention, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Place, ...] = ()
    hedged: bool = False
    hedge: str = ""
    denied: bool = False
    asserted: bool | None = True
    is_disputed: bool = False
    is_retracted: bool = False
    is_checkable: bool = True
    is_promise: bool = False
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
    statement: Statement | None = None
    statement_problem: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the claim with its offsets; the chain is called `sources`.

        `statement` is a text or null, `statement_spans` its pieces in order: each has its `text`, and `start` and `end`
        if it is copied from the text.
        """
        return {
            **self.span.to_json(),
            "sentence": self.sentence.to_json(),
            "parts": [part.to_json() for part in self.parts],
            "sources": [link.to_json() for link in self.chain],
            "quantities": [quantity.to_json() for quantity in self.quantities],
            "times": [mention.to_json() for mention in self.times],
            "places": [place.to_json() for place in self.places],
            **({"names": [name.to_json() for name in self.names]} if self.names else {}),
            "hedged": self.hedged,
            "hedge": self.hedge,
            "denied": self.denied,
            "asserted": self.asserted,
            "disputed": self.is_disputed,
            "retracted": self.is_retracted,
            "checkable": self.is_checkable,
            "promise": self.is_promise,
            "score": self.score,
            "reasons": [reason.to_json() for reason in self.reasons],
            "statement": self.statement.text if self.statement else None,
            "statement_spans": [piece.to_json() for piece in self.statement.pieces] if self.statement else [],
            "statement_problem": self.statement_problem,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pipeline finds in one text.

    `pipeline` identifies code, tables, weights and model: the same pipeline reads the same text in the same way.
    `language` is an ISO 639-1 code. A language without reading rules gives no claims and a note that says so.
    `sentences` are all sentences of the text in order, with claims or without.
    """

    pipeline: str
    language: str
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the reading as plain JSON, as the command line prints it and the database stores it."""
        return {
            "pipeline": self.pipeline,
            "language": self.language,
            "notes": list(self.notes),
            "claims": [claim.to_json() for claim in self.claims],
            "sentences": [sentence.to_json() for sentence in self.sentences],
        }
