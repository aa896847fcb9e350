"""Plans: what a claim is about, who shall check it, and until when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone

from claims.event_data.claims import ClaimPlanned, PlanChange
from claims.models import Claim, Event, Topic, User
from claims.permissions import allows, demand
from claims.refusals import BadValue, IllegalMove, NotAllowed
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.verbs import CLAIM_PLANNED
from claims.workflow import Role, Status

PLANNABLE_STATUSES = (Status.DETECTED, Status.QUEUED, Status.IN_REVIEW)
"""The claims that somebody can be asked to check; a topic has every claim."""

MAX_DEADLINE_DISTANCE = timedelta(days=5 * 365)


class PlanChanges(TypedDict, total=False):
    """What is to be another; what is not in it stays."""

    topic: Topic | None
    assignee: User | None
    deadline: datetime | None


@transaction.atomic
def plan_claim(*, claim_id: int, by: User, changes: PlanChanges, version: int | None = None) -> Event | None:
    """File a claim under a topic, say who checks it and until when. Returns None where the plan says so already.

    Editors put their own name down and take it off again, and set deadlines for themselves or for nobody in
    particular; a moderator does it for everybody.
    """
    demand(by, "queue.plan")
    claim = lock_claim(claim_id, version=version)
    before = {name: getattr(claim, name) for name in changes}
    after = {name: value for name, value in changes.items() if value != before[name]}
    if not after:
        return None
    _check_changes(claim, by, after)
    for name, value in after.items():
        setattr(claim, name, value)
    claim.version += 1
    claim.save(update_fields=[*after, "version"])
    parts = {name: _changed(before[name], value) for name, value in after.items()}
    return record_event(CLAIM_PLANNED, actor=by, claim=claim, data=ClaimPlanned(**parts))


def _changed(before: object, after: object) -> PlanChange:
    return PlanChange(before=_name(before), after=_name(after), restore=_restorable(before))


def restore_plan(claim: Claim, plan: ClaimPlanned) -> None:
    """Restore a locked claim's plan as it was before; a topic that was deleted since is left out."""
    for name, part in plan.changes.items():
        setattr(claim, name, PLAN_VALUE_LOADERS[name](part.restore) if part.restore else None)
    claim.version += 1
    claim.save(update_fields=[*plan.changes, "version"])


PLAN_VALUE_LOADERS: dict[str, Callable[[Any], object]] = {
    "topic": lambda key: Topic.objects.filter(pk=key).first(),
    "assignee": lambda key: User.objects.filter(pk=key).first(),
    "deadline": datetime.fromisoformat,
}
"""How each part is found again by what `PlanChange.restore` has of it."""


def _restorable(value: object) -> int | str | None:
    return value.isoformat() if isinstance(value, datetime) else getattr(value, "pk", None)


def _check_changes(claim: Claim, by: User, after: dict[str, object]) -> None:
    if after.keys() != {"topic"} and claim.status not in PLANNABLE_STATUSES:
        raise IllegalMove(f"A claim that is {claim.get_status_display()} needs nobody to check it any more.")
    if "assignee" in after:
        _check_assignee(claim, by, after["assignee"])
    if "deadline" in after:
        _check_deadline(by, after["deadline"], whose=after.get("assignee", claim.assignee))


def _check_assignee(claim: Claim, by: User, assignee: object) -> None:
    if not allows(by, "queue.assign") and any(one not in (None, by) for one in (claim.assignee, assignee)):
        raise NotAllowed("You can put your own name down or take it off. A moderator says who else checks a claim.")
    if isinstance(assignee, User) and not assignee.has_rank(Role.EDITOR):
        raise BadValue(f"{assignee} cannot check claims: choose somebody who can.", field="assignee")


def _check_deadline(by: User, deadline: object, *, whose: object) -> None:
    if whose not in (None, by) and not allows(by, "queue.assign"):
        raise NotAllowed(f"The deadline is {whose}'s. A moderator can move it.")
    now = timezone.now()
    if isinstance(deadline, datetime) and not now < deadline < now + MAX_DEADLINE_DISTANCE:
        raise BadValue("A deadline lies ahead, and not more than five years.", field="deadline")


def _name(value: object) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else str(value) if value is not None else None
