"""Plans: the topic of a claim, the editor it is assigned to, and its deadline."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from claims.event_data.claims import ClaimPlanned, PlanChange
from claims.models import Claim, Event, Topic, User
from claims.permissions import allows, demand
from claims.refusals import BadValue, IllegalMove, NotAllowed
from claims.services.claims import lock_claim
from claims.services.events import record_event
from claims.verbs.claims import CLAIM_PLANNED
from claims.workflow import Role, Status

PLANNABLE_STATUSES = (Status.DETECTED, Status.QUEUED, Status.IN_REVIEW)
"""The statuses in which a claim can be assigned and have a deadline; a topic can always be set."""

MAX_DEADLINE_DISTANCE = timedelta(days=5 * 365)


class PlanChanges(TypedDict, total=False):
    """The parts of a plan to change; the others stay."""

    topic: Topic | None
    assignee: User | None
    deadline: datetime | None


@transaction.atomic
def plan_claim(*, claim_id: int, by: User, changes: PlanChanges, version: int | None = None) -> Event | None:
    """Set topic, editor or deadline of a claim. Returns None if nothing changes.

    Editors assign claims to themselves or to nobody, and set deadlines of claims that are assigned to them or to
    nobody; moderators do it for everybody.
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


def restore_plan(claim: Claim, plan: ClaimPlanned, by: User) -> None:
    """Restore the plan of a locked claim, by a person who may plan it so; a topic deleted since is left out."""
    parts = plan.changes.items()
    values = {name: PLAN_VALUE_LOADERS[name](part.restore) if part.restore else None for name, part in parts}
    if "assignee" in values:
        _check_assignee(claim, by, values["assignee"])
    if "deadline" in values:
        _check_deadline_right(by, assignee=values.get("assignee", claim.assignee))
    for name, value in values.items():
        setattr(claim, name, value)
    claim.version += 1
    claim.save(update_fields=[*plan.changes, "version"])


PLAN_VALUE_LOADERS: dict[str, Callable[[Any], object]] = {
    "topic": lambda key: Topic.objects.filter(pk=key).first(),
    "assignee": lambda key: User.objects.filter(pk=key).first(),
    "deadline": datetime.fromisoformat,
}
"""How each part is loaded from `PlanChange.restore`."""


def _restorable(value: object) -> int | str | None:
    return value.isoformat() if isinstance(value, datetime) else getattr(value, "pk", None)


def _check_changes(claim: Claim, by: User, after: dict[str, object]) -> None:
    if after.keys() != {"topic"} and claim.status not in PLANNABLE_STATUSES:
        detail = gettext("A claim with the status “%(status)s” cannot be assigned or get a deadline.")
        raise IllegalMove(detail % {"status": claim.get_status_display()})
    if "assignee" in after:
        _check_assignee(claim, by, after["assignee"])
    if "deadline" in after:
        _check_deadline(by, after["deadline"], assignee=after.get("assignee", claim.assignee))


def _check_assignee(claim: Claim, by: User, assignee: object) -> None:
    if not allows(by, "queue.assign") and any(user not in (None, by) for user in (claim.assignee, assignee)):
        detail = gettext("You can assign a claim to yourself only. Ask a moderator to assign it to somebody else.")
        raise NotAllowed(detail)
    if isinstance(assignee, User) and not assignee.has_rank(Role.EDITOR):
        detail = gettext("%(person)s cannot check claims. Choose an editor.")
        raise BadValue(detail % {"person": assignee}, field="assignee")


def _check_deadline_right(by: User, *, assignee: object) -> None:
    if assignee not in (None, by) and not allows(by, "queue.assign"):
        detail = gettext("This claim is assigned to %(person)s. Ask a moderator to change the deadline.")
        raise NotAllowed(detail % {"person": assignee})


def _check_deadline(by: User, deadline: object, *, assignee: object) -> None:
    _check_deadline_right(by, assignee=assignee)
    now = timezone.now()
    if isinstance(deadline, datetime) and not now < deadline < now + MAX_DEADLINE_DISTANCE:
        raise BadValue(gettext("Enter a deadline in the future, within the next five years."), field="deadline")


def _name(value: object) -> str | None:
    return value.isoformat() if isinstance(value, datetime) else str(value) if value is not None else None
