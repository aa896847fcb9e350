"""Counts of waiting work, up to a limit."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar

from django.db.models import IntegerField, QuerySet, Subquery

from claims.models import Case, Claim, User
from claims.models.claim import CLAIMS_TO_TRIAGE
from claims.permissions import allows
from claims.selectors.desk_notifications import list_readable_kinds, list_unseen_of
from claims.selectors.prepared_rows import ID, PreparedRows
from claims.selectors.tips import list_waiting_tips
from claims.workflow import Status

COUNT_CAP = 1000
"""Counts stop one above this number, which pages show as "more than 1,000"."""

NEWEST_ROWS = 10_000
"""Rows that a search covers. If it expects more matches, it covers only this many of the newest rows."""


class CappedCount(Subquery):
    """The number of rows of a query, up to `COUNT_CAP` + 1."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) capped)"
    output_field: ClassVar = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk")[: COUNT_CAP + 1])


def count_up_to_cap(rows: QuerySet[Any]) -> int:
    """Count the rows of a query, up to `COUNT_CAP` + 1."""
    return rows[: COUNT_CAP + 1].count()


def prepare_counts(rows: Mapping[str, QuerySet[Any]]) -> PreparedRows[tuple[int, ...]]:
    """Return the query that counts each of these rows, up to `COUNT_CAP` + 1, on the row of a person: `ID`."""
    counted = {f"{name}_count": CappedCount(each) for name, each in rows.items()}
    return PreparedRows(lambda: User.objects.filter(pk=ID).annotate(**counted).values_list(*counted))


WAITING_COUNTS: dict[str, tuple[str, Callable[[], QuerySet[Any]]]] = {
    "articles": ("claims.see", lambda: Claim.objects.filter(CLAIMS_TO_TRIAGE)),
    "queue": ("queue.see", lambda: Claim.objects.filter(status=Status.QUEUED)),
    "tips": ("tips.see", list_waiting_tips),
    "moderation": ("moderation.see", lambda: Case.objects.filter(closed__isnull=True)),
}
"""For each section: the ability it needs, and its waiting rows."""


def count_waiting(user: User) -> dict[str, int]:
    """Count what waits in each section that a person may see, and their unseen notifications: one query."""
    sections = tuple(section for section, (ability, _) in WAITING_COUNTS.items() if allows(user, ability))
    numbers = _prepare_waiting(sections, list_readable_kinds(user), COUNT_CAP).find(user.pk)
    return dict(zip((*sections, "notifications"), numbers or (), strict=False))


@cache
def _prepare_waiting(sections: tuple[str, ...], kinds: tuple[str, ...], _cap: int) -> PreparedRows[tuple[int, ...]]:
    rows = {section: WAITING_COUNTS[section][1]() for section in sections}
    return prepare_counts(rows | {"notifications": list_unseen_of(ID, kinds)})
