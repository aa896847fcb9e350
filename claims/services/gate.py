"""The gate before publishing: what the IFCN's code and ClaimReview ask of a verdict, and what one of ours lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from claims.models import Publication

WORDS = 5
"""An explanation with fewer words explains nothing."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is asked for: its code, words for people, who asks, and the test for it."""

    code: str
    words: str
    asked_by: str
    met: Callable[[Publication], bool]


DEMANDS = (
    Demand(
        "source",
        "Evidence with an address, so that readers can look for themselves",
        "IFCN",
        lambda it: any(each["url"] for each in it.page["evidence"]),
    ),
    Demand(
        "independent",
        "Evidence that is independent of the claim’s own sources",
        "IFCN",
        lambda it: any(each["independent"] for each in it.page["evidence"]),
    ),
    Demand(
        "explanation",
        "A justification that explains how the evidence leads to the rating",
        "IFCN",
        lambda it: len(it.page["justification"].split()) >= WORDS,
    ),
    Demand("claimant", "Who made the claim", "ClaimReview", lambda it: bool(it.claimant.strip())),
    Demand(
        "date",
        "When the claim was made: an article with a date",
        "ClaimReview",
        lambda it: any(each["article"]["published"] for each in it.page["appearances"]),
    ),
)
"""What is looked at, in the order in which it is told."""


def checked(publication: Publication) -> list[tuple[Demand, bool]]:
    """Each demand, and whether what would go out meets it."""
    return [(demand, demand.met(publication)) for demand in DEMANDS]


def missing(publication: Publication) -> list[Demand]:
    """The demands that it does not meet."""
    return [demand for demand, met in checked(publication) if not met]
