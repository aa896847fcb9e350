"""Pages of long lists, by the last key seen: page 10,000 costs what page 1 costs."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

SIZE = 25
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, newest first. `older` is what to give as `before`, `newer` what to give as `after`."""

    rows: list[Row]
    older: int | None = None
    newer: int | None = None


def by_id(found: QuerySet[Row], *, before: int | None = None, after: int | None = None, size: int = SIZE) -> Page[Row]:
    """The first page, the one that follows the row `before`, or the one that leads up to the row `after`."""
    if after is not None:
        return _up_to(found, after, size)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: size + 1])
    kept = rows[:size]
    return Page(kept, older=_last(kept) if len(rows) > size else None, newer=_first(kept) if before else None)


def _up_to(found: QuerySet[Row], after: int, size: int) -> Page[Row]:
    rows = list(found.filter(pk__gt=after).order_by("pk")[: size + 1])
    kept = rows[:size][::-1]
    return Page(kept, older=_last(kept), newer=_first(kept) if len(rows) > size else None)


def _first(rows: list[Row]) -> int | None:
    return rows[0].pk if rows else None


def _last(rows: list[Row]) -> int | None:
    return rows[-1].pk if rows else None
