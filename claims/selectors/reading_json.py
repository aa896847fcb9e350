"""The reading of a claim as plain JSON, for publications, events and exports."""

from operator import attrgetter
from typing import Any

from claims.models import Appearance, Claim


def first_appearance(claim: Claim) -> Appearance:
    """Return the first appearance of a claim, whose reading editors correct."""
    return min(claim.appearances.all(), key=attrgetter("pk"))


def chain_json(appearance: Appearance) -> list[dict[str, Any]]:
    """Return the source chain, from the source that asserts the claim to the last relay."""
    return [
        {
            "name": link.name,
            "kind": link.kind,
            "cue": link.cue,
            "start": link.start,
            "end": link.end,
            "unresolved": link.unresolved,
        }
        for link in appearance.attributions.all()
    ]


def quantities_json(appearance: Appearance) -> list[dict[str, Any]]:
    """Return the quantities in the order of the text."""
    return [
        {
            "low": q.low,
            "high": q.high,
            "unit": q.unit,
            "modifier": q.modifier,
            "kind": q.kind,
            "currency": q.currency,
            "start": q.start,
            "end": q.end,
        }
        for q in appearance.quantities.all()
    ]


def reading_json(appearance: Appearance) -> dict[str, Any]:
    """Return everything that an editor can correct; the statement belongs to the claim."""
    claim = appearance.claim
    return {
        "statement": claim.statement,
        "statement_problem": claim.statement_problem,
        "start": appearance.start,
        "end": appearance.end,
        "exact": appearance.exact,
        "hedged": appearance.hedged,
        "assertion": appearance.assertion,
        "sources": chain_json(appearance),
        "quantities": quantities_json(appearance),
    }
