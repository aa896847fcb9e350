"""Counting what waits, never further than anybody needs to know."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import IntegerField, QuerySet, Subquery

from claims import permissions
from claims.models import Claim, User
from claims.selectors import comments, tips
from claims.workflow import Status

CAP = 1000
"""Counts stop one above this: "more than 1,000" is as much as anybody needs to know."""


class CappedCount(Subquery):
    """How many rows of a query there are, looking at `CAP` + 1 of them at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field: ClassVar = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: CAP + 1])


def _claims(*statuses: Status) -> Callable[[], QuerySet[Claim]]:
    return lambda: Claim.objects.filter(status__in=statuses)


WAITING: dict[str, tuple[str, Callable[[], QuerySet[Any]]]] = {
    "queue": ("queue.see", _claims(Status.QUEUED)),
    "tips": ("tips.see", tips.waiting),
    "moderation": ("moderation.see", _claims(Status.AWAITING_APPROVAL, Status.APPROVED)),
}
"""For each room: the ability that opens it, and what waits there."""


def rooms(user: User) -> dict[str, int]:
    """How much waits in each room that is open to this person, and what names them unseen: one query."""
    waiting = {
        room: CappedCount(rows()) for room, (ability, rows) in WAITING.items() if permissions.allows(user, ability)
    }
    if not waiting:
        return {}
    waiting["mentions"] = CappedCount(comments.unseen(user))
    numbers = User.objects.filter(pk=user.pk).annotate(**waiting).values_list(*waiting).get()
    return dict(zip(waiting, numbers, strict=True))
