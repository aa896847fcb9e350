"""Counting what waits, never further than anybody needs to know."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import IntegerField, QuerySet, Subquery

from claims.models import Case, Claim, User
from claims.permissions import allows
from claims.selectors.mentions import list_unseen_mentions
from claims.selectors.tips import list_waiting_tips
from claims.workflow import Status

COUNT_CAP = 1000
"""Counts stop one above this: "more than 1,000" is as much as anybody needs to know."""

NEWEST_ROWS = 10_000
"""Rows at most that a search looks at. Where it has to expect more, it goes through so many of the newest instead."""


class CappedCount(Subquery):
    """How many rows of a query there are, looking at `CAP` + 1 of them at most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field: ClassVar = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: COUNT_CAP + 1])


def count_up_to_cap(rows: QuerySet[Any]) -> int:
    """How many rows a query has, up to one more than `CAP`."""
    return rows[: COUNT_CAP + 1].count()


def count_capped(user: User, rows: dict[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of these queries has, up to one more than `CAP`: one query, asked on this person's row."""
    if not rows:
        return {}
    counted = {name: CappedCount(each) for name, each in rows.items()}
    numbers = User.objects.filter(pk=user.pk).annotate(**counted).values_list(*counted).get()
    return dict(zip(counted, numbers, strict=True))


WAITING_COUNTS: dict[str, tuple[str, Callable[[], QuerySet[Any]]]] = {
    "queue": ("queue.see", lambda: Claim.objects.filter(status=Status.QUEUED)),
    "tips": ("tips.see", list_waiting_tips),
    "moderation": ("moderation.see", lambda: Case.objects.filter(closed__isnull=True)),
}
"""For each room: the ability that opens it, and what waits there."""


def count_waiting(user: User) -> dict[str, int]:
    """How much waits in each room that is open to this person, and what names them unseen: one query."""
    waiting = {room: rows() for room, (able, rows) in WAITING_COUNTS.items() if allows(user, able)}
    return count_capped(user, waiting | {"mentions": list_unseen_mentions(user)}) if waiting else {}
