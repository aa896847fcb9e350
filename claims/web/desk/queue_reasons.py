"""Where claims stand in the queue, and why there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from claims.models import Claim
from claims.priority import PriorityReason, explain_priority
from claims.selectors.claims import LoadedClaim
from claims.selectors.priority_weights import from_json
from claims.services.plans import PLANNABLE_STATUSES


@dataclass(frozen=True, slots=True)
class QueuePlace:
    """A claim in its place, the points that put it there, and whether its deadline has passed."""

    claim: Claim
    points: float
    reasons: list[PriorityReason]
    overdue: bool


def explain_queue_places(claims: Sequence[LoadedClaim]) -> list[QueuePlace]:
    """Return each claim with its priority as of now and the parts of which it consists."""
    now = timezone.now()
    weights = from_json(claims[0].weights if claims else None)
    told = [(claim, explain_priority(claim, weights, now)) for claim in claims]
    return [QueuePlace(claim, sum(reason.points for reason in why), why, is_overdue(claim, now)) for claim, why in told]


def is_overdue(claim: Claim, now: datetime) -> bool:
    """Whether it should have been checked by now."""
    return claim.deadline is not None and claim.deadline <= now and claim.status in PLANNABLE_STATUSES
