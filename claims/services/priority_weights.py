"""Weighing the parts of the priority, and the claims that wait following in portions."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction

from claims.event_data.desk import WeightsChanged, WeightsFollowed
from claims.models import Claim, PriorityWeights, User
from claims.permissions import demand
from claims.priority import MAX_WEIGHT, MIN_WEIGHT, Weights
from claims.refusals import BadValue
from claims.selectors.priority_weights import get_weights, weights_from_row
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.verbs import WEIGHTS_CHANGED, WEIGHTS_FOLLOWED
from claims.workflow import Status

FOLLOW_TASK = "claims.tasks.reprioritise_queue"
PORTION_ROWS = 2_000
"""Claims that get their new place in one transaction."""

WEIGHED_STATUSES = (Status.DETECTED, Status.QUEUED, Status.IN_REVIEW)
"""The claims that have a place in the queue or will get one. Others find theirs when they come back."""


@transaction.atomic
def set_weights(*, by: User, weights: Weights) -> PriorityWeights:
    """Give the parts other weights; what waits already follows in the background."""
    demand(by, "queue.set_weights")
    for name, points in asdict(weights).items():
        if not (points == 0 or MIN_WEIGHT <= points <= MAX_WEIGHT):
            raise BadValue(f"Points are 0, or lie between {MIN_WEIGHT:.6f} and {MAX_WEIGHT:,.0f}.", field=name)
    before = get_weights()
    row, _ = PriorityWeights.objects.update_or_create(
        pk=1, defaults={**asdict(weights), "changed_by": by, "reprioritised_up_to": 0}
    )
    data = WeightsChanged(before=asdict(before), after=asdict(weights))
    record_event(WEIGHTS_CHANGED, actor=by, data=data)
    task_wakeups.send_task_after_commit(FOLLOW_TASK)
    return row


@transaction.atomic
def change_weights(*, by: User, points: Mapping[str, float]) -> PriorityWeights:
    """Give some parts other weights, and leave the others as whoever was here before has left them."""
    demand(by, "queue.set_weights")
    row = PriorityWeights.objects.select_for_update(no_key=True, of=("self",)).first()
    return set_weights(by=by, weights=replace(weights_from_row(row), **points))


@transaction.atomic
def reprioritise_claims() -> int:
    """Give the next `PORTION` of open claims the place that the weights of today ask for; how many they were.

    Where it stopped is kept, so that it may be called twice, late, or by another worker; 0 says that all have followed.
    """
    row = (
        PriorityWeights.objects.select_for_update(no_key=True, of=("self",))
        .filter(reprioritised_up_to__isnull=False)
        .first()
    )
    if row is None:
        return 0
    waiting = Claim.objects.filter(status__in=WEIGHED_STATUSES, pk__gt=row.reprioritised_up_to).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:PORTION_ROWS])
    Claim.objects.filter(pk__in=ids).update(priority=0)  # the trigger writes what it has to be
    row.reprioritised_up_to = ids[-1] if ids else None
    row.save(update_fields=["reprioritised_up_to"])
    record_event(WEIGHTS_FOLLOWED, actor=None, data=WeightsFollowed(upto=row.reprioritised_up_to, claims=len(ids)))
    return len(ids)
