"""Where claims stand in the queue, and why there."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from claims.models import Claim
from claims.priority import Reason, reasons
from claims.selectors import weights
from claims.services.plans import TO_CHECK


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim in its place, the points that put it there, and whether its deadline has passed."""

    claim: Claim
    points: float
    reasons: list[Reason]
    overdue: bool


def standings(claims: list[Claim]) -> list[Standing]:
    """Each with its reasons as of this moment; asks nothing, since the weights came with the claims."""
    now, weighed = timezone.now(), weights.along(claims)
    told = [(claim, reasons(claim, weighed, now)) for claim in claims]
    return [Standing(claim, sum(reason.points for reason in why), why, is_over(claim, now)) for claim, why in told]


def is_over(claim: Claim, now: datetime) -> bool:
    """Whether it should have been checked by now."""
    return claim.deadline is not None and claim.deadline <= now and claim.status in TO_CHECK
