"""The priority of claims with its parts, and whether their deadline has passed."""

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
    """A claim with its priority in points, the parts of that priority, and whether its deadline has passed."""

    claim: Claim
    points: float
    reasons: list[PriorityReason]
    overdue: bool


def explain_queue_places(claims: Sequence[LoadedClaim]) -> list[QueuePlace]:
    """Return each claim with its current priority and the parts of it."""
    now = timezone.now()
    weights = from_json(claims[0].weights if claims else None)
    return [_queue_place(claim, explain_priority(claim, weights, now), now) for claim in claims]


def _queue_place(claim: Claim, reasons: list[PriorityReason], now: datetime) -> QueuePlace:
    return QueuePlace(claim, sum(reason.points for reason in reasons), reasons, is_overdue(claim, now))


def is_overdue(claim: Claim, now: datetime) -> bool:
    """Whether the deadline of an open claim has passed."""
    return claim.deadline is not None and claim.deadline <= now and claim.status in PLANNABLE_STATUSES
