"""Dividing a score into reasons that an editor can add up.

The model adds logits; a score is the logistic function of their sum. Each part gets the share of the score that lies
on the straight way from the logit of a plain sentence to that of the claim: its logit, times the mean slope of the
function on that way (integrated gradients, Sundararajan et al. 2017). So the shares of all parts and of the plain
sentence add up to the score. They are rounded to hundredths so that the rounded ones add up too.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from claims.nlp.reading import Reason

LARGEST_LOGIT = 30.0
SMALLEST_STEP = 1e-6
"""The difference of two logits below which the slope at one of them is taken."""

HUNDREDTHS = 100
BASE = "base"
"""The code of the reason with which the sum starts: the score of a sentence without a sign."""

NOTES = frozenset({"best_sentence"})
"""Reasons that say something and move nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one thing adds to the logit of a claim, by its code; `parameters` fill the placeholders of its text."""

    code: str
    logit: float
    parameters: Mapping[str, str] = field(default_factory=dict)


def squash(logit: float) -> float:
    """Return a logit as a score between 0 and 1."""
    return round(_to_probability(logit), 4)


def _to_probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-LARGEST_LOGIT, min(LARGEST_LOGIT, logit))))


def explain_logit(logit: float, base: float, parts: Sequence[Part]) -> tuple[Reason, ...]:
    """Return the base and each part as reasons, the base first and then the largest shares.

    `logit` is `base` and all parts together. The weights are hundredths that add up to the score at two decimals.
    """
    start = _to_probability(base)
    slope = _mean_slope(base, logit)
    shares = [start, *(part.logit * slope for part in parts)]
    rounded = _round_shares(shares, squash(logit))
    reasons = [
        Reason(part.code, dict(part.parameters), weight / HUNDREDTHS)
        for part, weight in zip(parts, rounded[1:], strict=True)
        if weight or part.code in NOTES
    ]
    return (Reason(BASE, {}, rounded[0] / HUNDREDTHS), *sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _mean_slope(start: float, end: float) -> float:
    """Return the mean slope of the logistic function between two logits."""
    if abs(end - start) < SMALLEST_STEP:
        probability = _to_probability(start)
        return probability * (1 - probability)
    return (_to_probability(end) - _to_probability(start)) / (end - start)


def _round_shares(shares: Sequence[float], score: float) -> list[int]:
    """Return the shares in hundredths, rounded up where remainders are largest, so that they add up to the score."""
    total = int((Decimal(str(score)) * HUNDREDTHS).quantize(Decimal(1), ROUND_HALF_UP))
    floors = [math.floor(share * HUNDREDTHS) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda at: floors[at] - shares[at] * HUNDREDTHS)
    for at in by_remainder[: total - sum(floors)]:
        floors[at] += 1
    return floors
