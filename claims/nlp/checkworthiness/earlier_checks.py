"""Fact-checks of something similar, published before a text: the strongest single sign of what a desk checks.

Similar is what has a large cosine of sentence vectors. It says that desks care for the subject, not that the claim is
the same: a negated claim and one with another number are similar too.
"""

from dataclasses import dataclass

LEAST_COSINE = 0.5
"""The cosine from which two sentences are similar."""

LOGIT_PER_COSINE = 8.0
"""What the nearest fact-check adds to the logit of a claim, for each whole step of the cosine above the least."""


@dataclass(frozen=True, slots=True)
class EarlierChecks:
    """The number of similar fact-checks, and the cosine of the nearest one."""

    count: int = 0
    nearest: float = 0.0


NO_EARLIER_CHECKS = EarlierChecks()


def weigh_earlier_checks(earlier: EarlierChecks) -> float:
    """Return what similar fact-checks add to the logit of a claim."""
    return LOGIT_PER_COSINE * max(0.0, earlier.nearest - LEAST_COSINE)
