"""Counting what waits, never further than anybody needs to know."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import IntegerField, QuerySet, Subquery

from claims import permissions
from claims.models import Case, Claim, User
from claims.selectors import comments, tips
from claims.workflow import Status

CAP = 1000
"""Counts stop one above this: "more than 1,000" is as much as anybody needs to know."""

NEWEST = 10_000
"""Rows at most that a search looks at. Where it has to expect more, it goes through so many of the newest instead."""


class CappedCount(Subquery):
    """How many rows of a query there are, looking at `CAP` + 1 of them at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field: ClassVar = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: CAP + 1])


def count_up_to_cap(rows: QuerySet[Any]) -> int:
    """How many rows a query has, up to one more than `CAP`."""
    return rows[: CAP + 1].count()


def capped(user: User, rows: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of these queries has, up to one more than `CAP`: one query, asked on this person's row."""
    if not rows:
        return {}
    counted = {name: CappedCount(each) for name, each in rows.items()}
    numbers = User.objects.filter(pk=user.pk).annotate(**counted).values_list(*counted).get()
    return dict(zip(counted, numbers, strict=True))


WAITING: dict[str, tuple[str, Callable[[], QuerySet[Any]]]] = {
    "queue": ("queue.see", lambda: Claim.objects.filter(status=Status.QUEUED)),
    "tips": ("tips.see", tips.waiting),
    "moderation": ("moderation.see", lambda: Case.objects.filter(closed__isnull=True)),
}
"""For each room: the ability that opens it, and what waits there."""


def rooms(user: User) -> dict[str, int]:
    """How much waits in each room that is open to this person, and what names them unseen: one query."""
    waiting = {room: rows() for room, (able, rows) in WAITING.items() if permissions.allows(user, able)}
    return capped(user, waiting | {"mentions": comments.unseen(user)}) if waiting else {}
