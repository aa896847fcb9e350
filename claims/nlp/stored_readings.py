"""Readings from the JSON that `Reading.to_json` wrote, as the database stores it."""

from collections.abc import Mapping, Sequence
from typing import Any

from claims.nlp.reading import (
    Claim,
    DateMention,
    Link,
    Place,
    Quantity,
    QuantityKind,
    Reading,
    Reason,
    Span,
    Statement,
    StatementPiece,
)

Row = Mapping[str, Any]


def parse_reading(facts: Row) -> Reading:
    """Return a stored reading."""
    return Reading(
        pipeline=facts["pipeline"],
        language=facts["language"],
        claims=tuple(map(_parse_claim, facts["claims"])),
        notes=tuple(facts["notes"]),
        sentences=tuple(map(_parse_span, facts["sentences"])),
    )


def _parse_span(row: Row) -> Span:
    return Span(row["start"], row["end"])


def _parse_claim(row: Row) -> Claim:
    return Claim(
        span=_parse_span(row),
        sentence=_parse_span(row["sentence"]),
        parts=tuple(map(_parse_span, row["parts"])),
        chain=tuple(map(_parse_link, row["sources"])),
        quantities=tuple(map(_parse_quantity, row["quantities"])),
        times=tuple(DateMention(_parse_span(each), each["value"]) for each in row["times"]),
        places=tuple(Place(each["name"], _parse_span(each)) for each in row["places"]),
        names=tuple(Place(each["name"], _parse_span(each)) for each in row.get("names", ())),
        hedged=row["hedged"],
        hedge=row["hedge"],
        denied=row["denied"],
        asserted=row["asserted"],
        is_disputed=row["disputed"],
        is_retracted=row["retracted"],
        is_checkable=row["checkable"],
        is_promise=row["promise"],
        statement=_parse_statement(row["statement_spans"]),
        statement_problem=row["statement_problem"],
        score=row["score"],
        reasons=tuple(Reason(each["code"], each["parameters"], each["weight"]) for each in row["reasons"]),
    )


def _parse_statement(pieces: Sequence[Row]) -> Statement | None:
    """Return a statement from its pieces; those with a position are copied from the text."""
    if not pieces:
        return None
    return Statement(
        tuple(StatementPiece(each["text"], _parse_span(each) if "start" in each else None) for each in pieces)
    )


def _parse_link(row: Row) -> Link:
    return Link(
        name=row["name"],
        span=_parse_span(row) if row["start"] is not None else None,
        kind=row["kind"],
        cue=row["cue"],
        cue_span=_parse_span(row["cue_span"]) if row["cue_span"] else None,
        is_unresolved=row["unresolved"],
    )


def _parse_quantity(row: Row) -> Quantity:
    kind = QuantityKind(row["kind"])
    return Quantity(row["low"], row["high"], row["unit"], _parse_span(row), row["modifier"], kind, row["currency"])
