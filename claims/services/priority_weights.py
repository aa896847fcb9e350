"""The weights of the priority, and reordering the queue by new weights in portions."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction
from django.utils.translation import gettext

from claims.event_data.desk import QueueReprioritised, WeightsChanged
from claims.models import Claim, PriorityWeights, User
from claims.number_format import format_number
from claims.permissions import demand
from claims.priority import MAX_WEIGHT, MIN_WEIGHT, Weights
from claims.refusals import BadValue
from claims.selectors.priority_weights import get_weights, weights_from_row
from claims.services import task_wakeups
from claims.services.events import record_event
from claims.verbs.desk import QUEUE_REPRIORITISED, WEIGHTS_CHANGED
from claims.workflow import Status

FOLLOW_TASK = "claims.tasks.reprioritise_queue"
PORTION_ROWS = 2_000
"""Claims whose priority is computed in one transaction."""

WEIGHED_STATUSES = (Status.DETECTED, Status.QUEUED, Status.IN_REVIEW)
"""The statuses of claims whose priority follows new weights; others get it when they return to the queue."""


@transaction.atomic
def set_weights(*, by: User, weights: Weights) -> PriorityWeights:
    """Set all weights; a task reorders the queue."""
    demand(by, "queue.set_weights")
    for name, points in asdict(weights).items():
        if not (points == 0 or MIN_WEIGHT <= points <= MAX_WEIGHT):
            detail = gettext("Enter 0, or a number from %(minimum)s to %(maximum)s.")
            limits = {"minimum": f"{MIN_WEIGHT:.6f}", "maximum": format_number(MAX_WEIGHT)}
            raise BadValue(detail % limits, field=name)
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
    """Set some weights and leave the others."""
    demand(by, "queue.set_weights")
    row = PriorityWeights.objects.select_for_update(no_key=True, of=("self",)).first()
    return set_weights(by=by, weights=replace(weights_from_row(row), **points))


@transaction.atomic
def reprioritise_claims() -> int:
    """Compute the priority of the next `PORTION_ROWS` open claims by the current weights, and return their number.

    The position is stored, so that any worker can continue at any time. 0 means that all claims are done.
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
    Claim.objects.filter(pk__in=ids).update(priority=0)  # the trigger computes it
    row.reprioritised_up_to = ids[-1] if ids else None
    row.save(update_fields=["reprioritised_up_to"])
    record_event(
        QUEUE_REPRIORITISED, actor=None, data=QueueReprioritised(up_to=row.reprioritised_up_to, claims=len(ids))
    )
    return len(ids)
