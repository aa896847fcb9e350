"""What the reader found in a text: plain facts with offsets, never rows.

Every offset counts characters (code points) of the text as it was given to
`claims.nlp.read`, so ``text[span.start:span.end]`` is always what is meant.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a source chain: who asserts the claim, or who relays it.

    `name` is the source as a reader would call it (pronouns and role names
    resolved where the text allows), `span` where the text mentions it here,
    `cue` the words that tie it to the content ("according to", "said").
    `kind` is one of person, organisation, outlet, document, unnamed, channel.
    """

    name: str
    span: Span
    kind: str = "unnamed"
    cue: str = ""
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number one can compare: "more than 7,000 Russians killed" is
    low 7000, high None, unit "Russians killed", modifier "more than"."""

    low: float | None
    high: float | None
    unit: str
    span: Span
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A time the claim names. `value` is ISO 8601 at the precision that the
    text gives ("2022", "2022-03", "2022-03-22"), empty if it cannot be told."""

    span: Span
    value: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place the claim names."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a claim deserves checking: a code for programs, words for editors,
    and how much it moved the score."""

    code: str
    text: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement, as it stands in the text.

    `span` is the anchor, `parts` the pieces of a discontinuous quotation (one
    piece: the anchor itself), `sentence` the sentence around it. `chain` runs
    from who asserts it to who relays it; empty means the article's own voice.
    """

    span: Span
    sentence: Span
    parts: tuple[Span, ...] = ()
    chain: tuple[Link, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    hedged: bool = False
    hedge: str = ""
    denied: bool = False
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one run of one pipeline found in one text.

    `pipeline` names code and model so exactly that the same text read by the
    same pipeline gives the same reading. `language` is an ISO 639-1 code; a
    language that the reader cannot read gives no claims and a note that says so.
    """

    pipeline: str
    language: str
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = field(default=())


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading as plain JSON, for the command line and for storing.

    Spans are written as `start` and `end`; the chain is called `sources` and
    runs from who asserts to who relays, as the evaluation script expects it.
    """
    return {
        "pipeline": reading.pipeline,
        "language": reading.language,
        "notes": list(reading.notes),
        "claims": [_claim(claim) for claim in reading.claims],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        **_span(claim.span),
        "sentence": _span(claim.sentence),
        "parts": [_span(part) for part in claim.parts],
        "sources": [
            {
                "name": link.name,
                **_span(link.span),
                "kind": link.kind,
                "cue": link.cue,
                "cue_span": _span(link.cue_span) if link.cue_span else None,
            }
            for link in claim.chain
        ],
        "quantities": [
            {"low": one.low, "high": one.high, "unit": one.unit, "modifier": one.modifier, **_span(one.span)}
            for one in claim.quantities
        ],
        "times": [{"value": when.value, **_span(when.span)} for when in claim.times],
        "places": [{"name": place.name, **_span(place.span)} for place in claim.places],
        "hedged": claim.hedged,
        "hedge": claim.hedge,
        "denied": claim.denied,
        "score": claim.score,
        "reasons": [{"code": one.code, "text": one.text, "weight": one.weight} for one in claim.reasons],
    }
