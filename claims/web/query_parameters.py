"""Values from the address: one that makes no sense counts as not given."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from claims.bounds import LARGEST_BIGINT
from claims.selectors.paging import PAGE_SIZE, BadCursor, Page, page_of

Row = TypeVar("Row")


def parse_number(request: HttpRequest, name: str) -> int | None:
    """The parameter as a whole number from 0 up, or None."""
    given = request.GET.get(name, "")
    if not (given.isascii() and given.isdigit()):
        return None
    return min(int(given[:20]), LARGEST_BIGINT)


def page_from(request: HttpRequest, rows: QuerySet[Any, Row], *, size: int = PAGE_SIZE) -> Page[Row]:
    """The page of a list at the cursor of the address, else the first page."""
    return read_page(request, partial(page_of, rows, size=size))


def read_page(request: HttpRequest, read: Callable[[str], Page[Row]]) -> Page[Row]:
    """The page that `read` gives for the cursor of the address, or for none if the cursor is of another list."""
    try:
        return read(request.GET.get("cursor", ""))
    except BadCursor:
        return read("")
