"""Keyset paging: page 10,000 of a list costs what page 1 costs, and new rows shift nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from django.db.models import Q, QuerySet

PAGE_SIZE = 25
CURSOR_CHARACTERS = 400
LARGEST_VALUE = 2**63 - 1
Row = TypeVar("Row")


class BadCursor(ValueError):
    """The cursor does not belong to this list."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list in its order. `next` and `previous` are cursors, empty where the list ends."""

    rows: list[Row]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a list: the values that its order has at one row; the page lies after it, or ends before it."""

    values: tuple[float, ...]
    is_backward: bool = False

    def encode(self) -> str:
        """The position as it stands in an address."""
        text = orjson.dumps({"before" if self.is_backward else "after": self.values})
        return urlsafe_b64encode(text).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Read what `encode` wrote; raises `BadCursor`."""
        try:
            ((side, values),) = orjson.loads(urlsafe_b64decode(f"{text[:CURSOR_CHARACTERS]}==")).items()
        except (ValueError, AttributeError) as error:
            raise BadCursor from error
        if side not in {"after", "before"} or not isinstance(values, list) or not all(map(_is_number, values)):
            raise BadCursor
        return cls(tuple(values), is_backward=side == "before")


def page_of(rows: QuerySet[Any, Row], cursor: str = "", *, size: int = PAGE_SIZE) -> Page[Row]:
    """The page of a list at a cursor, or the first page; raises `BadCursor`.

    The queryset must be ordered by numbers that are never null and that are unique together.
    """
    place = Cursor.decode(cursor) if cursor else None
    backward = place is not None and place.is_backward
    found = list((_seek(rows, place) if place else rows)[: size + 1])
    shown = found[:size][::-1] if backward else found[:size]
    before, after = place is not None, len(found) > size
    if backward:
        before, after = after, before
    return Page(
        shown,
        next=cursor_at(rows, shown[-1]) if shown and after else "",
        previous=cursor_at(rows, shown[0], is_backward=True) if shown and before else "",
    )


def rows_after(rows: QuerySet[Any, Row], cursor: str) -> QuerySet[Any, Row]:
    """All rows of a list after a cursor, for a page whose size only its rows decide; raises `BadCursor`."""
    place = Cursor.decode(cursor)
    if place.is_backward:
        raise BadCursor
    return _seek(rows, place)


def cursor_at(rows: QuerySet[Any, Row], row: Row, *, is_backward: bool = False) -> str:
    """The cursor of the page after this row, or of the page before it."""
    values = tuple(getattr(row, name.removeprefix("-")) for name in _order_of(rows))
    return Cursor(values, is_backward=is_backward).encode()


def _seek(rows: QuerySet[Any, Row], place: Cursor) -> QuerySet[Any, Row]:
    order = _order_of(rows)
    if len(place.values) != len(order):
        raise BadCursor
    if place.is_backward:
        return rows.filter(_beyond([_flipped(name) for name in order], place.values)).reverse()
    return rows.filter(_beyond(order, place.values))


def _order_of(rows: QuerySet[Any, Row]) -> list[str]:
    return [str(name) for name in rows.query.order_by]


def _flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[float]) -> Q:
    """The condition for all rows after the one with these values.

    It names the first value twice, ``p <= x AND (p < x OR ...)``: PostgreSQL finds the position in an index by the part
    without an OR.
    """
    name = order[0].removeprefix("-")
    lookup = "lt" if order[0].startswith("-") else "gt"
    strictly = Q(**{f"{name}__{lookup}": values[0]})
    if len(order) == 1:
        return strictly
    return Q(**{f"{name}__{lookup}e": values[0]}) & (strictly | _beyond(order[1:], values[1:]))


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and abs(value) <= LARGEST_VALUE  # type: ignore[arg-type]
