"""Where claims stand in the queue, and why there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from claims.models import Claim
from claims.priority import Reason, reasons
from claims.selectors.claims import LoadedClaim
from claims.selectors.weights import from_json
from claims.services.plans import TO_CHECK


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim in its place, the points that put it there, and whether its deadline has passed."""

    claim: Claim
    points: float
    reasons: list[Reason]
    overdue: bool


def standings(claims: Sequence[LoadedClaim]) -> list[Standing]:
    """Return each claim with its priority as of now and the parts of which it consists."""
    now = timezone.now()
    weights = from_json(claims[0].weights if claims else None)
    told = [(claim, reasons(claim, weights, now)) for claim in claims]
    return [Standing(claim, sum(reason.points for reason in why), why, is_over(claim, now)) for claim, why in told]


def is_over(claim: Claim, now: datetime) -> bool:
    """Whether it should have been checked by now."""
    return claim.deadline is not None and claim.deadline <= now and claim.status in TO_CHECK
