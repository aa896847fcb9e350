"""The gate before publishing: what the IFCN's code and ClaimReview ask of a verdict, and what one of ours lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import Claim, Evidence, Verdict
from claims.services import snapshot

WORDS = 5
"""An explanation with fewer words explains nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verdict before the gate: with its evidence and the claimant and date that its ClaimReview will name."""

    verdict: Verdict
    evidence: list[Evidence]
    claimant: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is asked for: its code, words for people, who asks, and the test for it."""

    code: str
    words: str
    asked_by: str
    met: Callable[[Candidate], bool]


DEMANDS = (
    Demand(
        "source",
        "Evidence with an address, so that readers can look for themselves",
        "IFCN",
        lambda it: any(each.url for each in it.evidence),
    ),
    Demand(
        "independent",
        "Evidence that is independent of the claim’s own sources",
        "IFCN",
        lambda it: any(each.independent for each in it.evidence),
    ),
    Demand(
        "explanation",
        "A justification that explains how the evidence leads to the rating",
        "IFCN",
        lambda it: len(it.verdict.justification.split()) >= WORDS,
    ),
    Demand("claimant", "Who made the claim", "ClaimReview", lambda it: bool(it.claimant.strip())),
    Demand("date", "When the claim was made: an article with a date", "ClaimReview", lambda it: it.dated),
)
"""What is looked at, in the order in which it is told."""


def checked(claim: Claim, verdict: Verdict) -> list[tuple[Demand, bool]]:
    """Each demand and whether the verdict meets it."""
    where = snapshot.places(claim)
    claimant, _ = snapshot.claimant(where[0]) if where else ("", "")
    dated = any(place.article.published for place in where)
    candidate = Candidate(verdict, list(verdict.evidence.all()), claimant, dated)
    return [(demand, demand.met(candidate)) for demand in DEMANDS]


def missing(claim: Claim, verdict: Verdict) -> list[Demand]:
    """The demands that it does not meet."""
    return [demand for demand, met in checked(claim, verdict) if not met]
