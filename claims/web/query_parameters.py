"""Query parameters of pages. An invalid value counts as absent."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from claims.bounds import LARGEST_BIGINT
from claims.selectors.paging import PAGE_SIZE, BadCursor, Page, page_of

Row = TypeVar("Row")


def parse_number(request: HttpRequest, name: str) -> int | None:
    """Return a parameter as a whole number from 0 up, or None."""
    raw_value = request.GET.get(name, "")
    if not (raw_value.isascii() and raw_value.isdigit()):
        return None
    return min(int(raw_value[:20]), LARGEST_BIGINT)


def page_from(request: HttpRequest, rows: QuerySet[Any, Row], *, size: int = PAGE_SIZE) -> Page[Row]:
    """Return the page of a list at the cursor of the request, else the first page."""
    return read_page(request, partial(page_of, rows, size=size))


def read_page(request: HttpRequest, read: Callable[[str], Page[Row]]) -> Page[Row]:
    """Return the page that `read` returns for the cursor of the request; the first page if the cursor is invalid."""
    try:
        return read(request.GET.get("cursor", ""))
    except BadCursor:
        return read("")
