"""Keyset paging: every page costs the same, and new rows do not shift the pages."""

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
    """A page of a list. `next` and `previous` are cursors, empty at the ends of the list."""

    rows: list[Row]
    next: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position in a list: the values of the order at one row. The page is after it, or before it if backward."""

    values: tuple[float, ...]
    is_backward: bool = False

    def encode(self) -> str:
        """Return the position as text for a URL."""
        text = orjson.dumps({"before" if self.is_backward else "after": self.values})
        return urlsafe_b64encode(text).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Read the text of `encode`; raises `BadCursor`."""
        try:
            ((side, values),) = orjson.loads(urlsafe_b64decode(f"{text[:CURSOR_CHARACTERS]}==")).items()
        except (ValueError, AttributeError) as error:
            raise BadCursor from error
        if side not in {"after", "before"} or not isinstance(values, list) or not all(map(_is_number, values)):
            raise BadCursor
        return cls(tuple(values), is_backward=side == "before")


def page_of(rows: QuerySet[Any, Row], cursor: str = "", *, size: int = PAGE_SIZE) -> Page[Row]:
    """Return the page of a list at a cursor, or the first page; raises `BadCursor`.

    The queryset must be ordered by numbers that are never null and that are unique together.
    """
    position = Cursor.decode(cursor) if cursor else None
    is_backward = position is not None and position.is_backward
    loaded = list((_seek(rows, position) if position else rows)[: size + 1])
    page_rows = loaded[:size][::-1] if is_backward else loaded[:size]
    has_previous, has_next = position is not None, len(loaded) > size
    if is_backward:
        has_previous, has_next = has_next, has_previous
    return Page(
        page_rows,
        next=cursor_at(rows, page_rows[-1]) if page_rows and has_next else "",
        previous=cursor_at(rows, page_rows[0], is_backward=True) if page_rows and has_previous else "",
    )


def rows_after(rows: QuerySet[Any, Row], cursor: str) -> QuerySet[Any, Row]:
    """Return all rows after a cursor, for pages of variable size; raises `BadCursor`."""
    position = Cursor.decode(cursor)
    if position.is_backward:
        raise BadCursor
    return _seek(rows, position)


def cursor_at(rows: QuerySet[Any, Row], row: Row, *, is_backward: bool = False) -> str:
    """Return the cursor of the page after a row, or of the page before it."""
    values = tuple(getattr(row, name.removeprefix("-")) for name in _order_of(rows))
    return Cursor(values, is_backward=is_backward).encode()


def _seek(rows: QuerySet[Any, Row], position: Cursor) -> QuerySet[Any, Row]:
    order = _order_of(rows)
    if len(position.values) != len(order):
        raise BadCursor
    if position.is_backward:
        return rows.filter(_beyond([_flipped(name) for name in order], position.values)).reverse()
    return rows.filter(_beyond(order, position.values))


def _order_of(rows: QuerySet[Any, Row]) -> list[str]:
    return [str(name) for name in rows.query.order_by]


def _flipped(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[float]) -> Q:
    """Return the condition for all rows after the one with these values.

    It uses the first value twice, ``p <= x AND (p < x OR ...)``: PostgreSQL finds the position in an index by the
    part without OR.
    """
    name = order[0].removeprefix("-")
    lookup = "lt" if order[0].startswith("-") else "gt"
    strictly = Q(**{f"{name}__{lookup}": values[0]})
    if len(order) == 1:
        return strictly
    return Q(**{f"{name}__{lookup}e": values[0]}) & (strictly | _beyond(order[1:], values[1:]))


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and abs(value) <= LARGEST_VALUE  # type: ignore[arg-type]
