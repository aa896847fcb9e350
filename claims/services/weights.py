"""Weighing the parts of the priority, and the claims that wait following in portions."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction

from claims import permissions
from claims.event_data.desk import WeightsChanged, WeightsFollowed
from claims.models import Claim, User, Weighting
from claims.priority import LEAST, MOST, Weights
from claims.refusals import BadValue
from claims.selectors import weights as selectors
from claims.services import events, wake
from claims.verbs import WEIGHTS_CHANGED, WEIGHTS_FOLLOWED
from claims.workflow import Status

FOLLOW = "claims.tasks.follow_weights"
PORTION = 2_000
"""Claims that get their new place in one transaction."""

OPEN = (Status.DETECTED, Status.QUEUED, Status.IN_REVIEW)
"""The claims that have a place in the queue or will get one. Others find theirs when they come back."""


@transaction.atomic
def weigh(*, by: User, weights: Weights) -> Weighting:
    """Give the parts other weights; what waits already follows in the background."""
    permissions.demand(by, "queue.weigh")
    for name, points in asdict(weights).items():
        if not (points == 0 or LEAST <= points <= MOST):
            raise BadValue(f"Points are 0, or lie between {LEAST:.6f} and {MOST:,.0f}.", field=name)
    before = selectors.current()
    row, _ = Weighting.objects.update_or_create(pk=1, defaults={**asdict(weights), "by": by, "followed": 0})
    data = WeightsChanged(before=asdict(before), after=asdict(weights))
    events.record(WEIGHTS_CHANGED, actor=by, data=data)
    wake.after_commit(FOLLOW)
    return row


@transaction.atomic
def change(*, by: User, points: Mapping[str, float]) -> Weighting:
    """Give some parts other weights, and leave the others as whoever was here before has left them."""
    permissions.demand(by, "queue.weigh")
    row = Weighting.objects.select_for_update(no_key=True, of=("self",)).first()
    return weigh(by=by, weights=replace(selectors.of(row), **points))


@transaction.atomic
def follow() -> int:
    """Give the next `PORTION` of open claims the place that the weights of today ask for; how many they were.

    Where it stopped is kept, so that it may be called twice, late, or by another worker; 0 says that all have followed.
    """
    row = Weighting.objects.select_for_update(no_key=True, of=("self",)).filter(followed__isnull=False).first()
    if row is None:
        return 0
    waiting = Claim.objects.filter(status__in=OPEN, pk__gt=row.followed).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:PORTION])
    Claim.objects.filter(pk__in=ids).update(priority=0)  # the trigger writes what it has to be
    row.followed = ids[-1] if ids else None
    row.save(update_fields=["followed"])
    events.record(WEIGHTS_FOLLOWED, actor=None, data=WeightsFollowed(upto=row.followed, claims=len(ids)))
    return len(ids)
