"""Paging in both directions, and refusal of cursors of other lists."""

from collections.abc import Callable

import pytest
from django.db.models import QuerySet

from claims.models import Claim, Event, User
from claims.selectors.history import get_history_page
from claims.selectors.paging import BadCursor, Cursor, Page, cursor_at, page_of, rows_after
from tests.stories import make_queued_claim

ORDERS: list[tuple[str, ...]] = [("id",), ("-id",), ("-checkworthiness", "id"), ("checkworthiness", "-version", "-id")]


@pytest.fixture
def claims(edith: User) -> list[int]:
    """Seven claims; some have equal values in the order."""
    created = [make_queued_claim(edith).pk for _ in range(7)]
    for number, pk in enumerate(created):
        Claim.objects.filter(pk=pk).update(checkworthiness=(0.1, 0.3, 0.2)[number % 3], version=5 + number % 2)
    return created


def pages(rows: QuerySet[Claim], cursor: str, turn: Callable[[Page[Claim]], str]) -> list[list[int]]:
    """Return the pages from a cursor on, in the direction of `turn`."""
    all_pages = []
    while True:
        page = page_of(rows, cursor, size=3)
        all_pages.append([claim.pk for claim in page.rows])
        cursor = turn(page)
        if not cursor:
            return all_pages


@pytest.mark.parametrize("order", ORDERS)
def test_every_row_is_on_one_page_in_both_directions(claims: list[int], order: tuple[str, ...]) -> None:
    rows = Claim.objects.order_by(*order)
    expected = list(rows.values_list("pk", flat=True))
    assert sorted(expected) == claims
    assert pages(rows, "", lambda page: page.next) == [expected[:3], expected[3:6], expected[6:]]
    second = page_of(rows, page_of(rows, size=3).next, size=3)
    last = page_of(rows, second.next, size=3)
    assert pages(rows, last.previous, lambda page: page.previous) == [expected[3:6], expected[:3]]
    assert page_of(rows, last.previous, size=3) == second
    assert page_of(rows, second.previous, size=3).next == cursor_at(rows, rows[2])


def test_a_deleted_row_still_marks_its_position(claims: list[int]) -> None:
    rows = Claim.objects.order_by("-checkworthiness", "id")
    first = page_of(rows, size=3)
    rest = [claim.pk for claim in rows[3:]]
    Claim.objects.filter(pk=first.rows[-1].pk).update(checkworthiness=0.9)
    assert [claim.pk for claim in page_of(rows, first.next).rows] == rest


@pytest.mark.parametrize("cursor", ["x", "e30", Cursor((1.5, 2)).encode(), "eyJhZnRlciI6WyIxIl19"])
def test_a_cursor_of_another_list_is_refused(db: None, cursor: str) -> None:
    with pytest.raises(BadCursor):
        page_of(Claim.objects.order_by("-id"), cursor)


def test_history_refuses_a_backward_cursor(db: None) -> None:
    with pytest.raises(BadCursor):
        get_history_page(Event.objects.order_by("-id"), Cursor((5,), is_backward=True).encode())


def test_the_condition_can_use_an_index(db: None) -> None:
    rows = rows_after(Claim.objects.order_by("-priority", "id"), Cursor((0.5, 7)).encode())
    condition = '"priority" <= 0.5 AND ("claims_claim"."priority" < 0.5 OR "claims_claim"."id" > 7)'
    assert condition in str(rows.query)
