"""What is said of a claim at a place, as plain JSON: for snapshots, events and exports alike."""

from operator import attrgetter
from typing import Any

from claims.models import Appearance, Claim


def place_of(claim: Claim) -> Appearance:
    """The place whose reading an editor corrects: where the claim was found first."""
    return min(claim.appearances.all(), key=attrgetter("pk"))


def chain(place: Appearance) -> list[dict[str, Any]]:
    """The links from who asserts it to who relays it."""
    return [
        {"name": link.source.name, "kind": link.source.kind, "cue": link.cue, "start": link.start, "end": link.end}
        for link in place.attributions.all()
    ]


def quantities(place: Appearance) -> list[dict[str, Any]]:
    """The numbers, in the order of the text."""
    return [
        {"low": q.low, "high": q.high, "unit": q.unit, "modifier": q.modifier, "start": q.start, "end": q.end}
        for q in place.quantities.all()
    ]


def of(place: Appearance) -> dict[str, Any]:
    """All that an editor can correct."""
    return {
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
        "hedged": place.hedged,
        "denied": place.denied,
        "sources": chain(place),
        "quantities": quantities(place),
    }
