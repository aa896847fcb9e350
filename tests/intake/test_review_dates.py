"""Dates of reviews as publishers write them."""

from datetime import date

import pytest

from claims.intake.review_dates import find_day_order, parse_day

FIFTH_OF_MARCH = [
    "2018-03-05", "2018-3-5", "2018/03/05", "2018.03.05", "2018-03-05T23:30:00+05:30", "20180305", "20180305T101500Z",
    "Mon, 05 Mar 2018 10:00:00 +0000", "1520208000", "1520208000000", 1520208000, "5.3.2018", "5 March 2018",
    "March 5, 2018", "Mar 5th, 2018", "5-Mar-2018", "Monday, March 5, 2018 - 10:00", "5 de marzo de 2018",
    "5 mars 2018", "5. März 2018", "5 de março de 2018", "5 marzo 2018", "5 marca 2018", "5 Mart 2018", "5 марта 2018",
    "2018年3月5日", "2018년 3월 5일", "Published: 5 March 2018",
]  # fmt: skip


@pytest.mark.parametrize("text", FIFTH_OF_MARCH)
def test_a_day_is_read_in_any_notation(text: object) -> None:
    assert parse_day(text, day_first=None) == date(2018, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["", None, True, "2018", "March 2018", "05/03/2018", "yesterday", "last spring", "0001-01-01T00:00:00",
     "2018-02-30", "x" * 100, "31/31/2018", "99999999999", "Published: spring", "2018年3月", "5 March 20181", "-1"],
)  # fmt: skip
def test_what_is_no_certain_day_is_unknown(text: object) -> None:
    assert parse_day(text, day_first=None) is None


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("05/03/2018", True, date(2018, 3, 5)),
        ("05/03/2018", False, date(2018, 5, 3)),
        ("13/03/2018", None, date(2018, 3, 13)),
        ("03/13/2018 10:00", None, date(2018, 3, 13)),
        ("05-05-2018", None, date(2018, 5, 5)),
    ],
)
def test_numbers_are_read_in_the_order_of_the_feed(text: str, day_first: bool | None, day: date) -> None:
    assert parse_day(text, day_first=day_first) == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ('"05/03/2018","13/03/2018"', True),
        ('"03/13/2018", "05/03/2018"', False),
        ('"13/03/2018", "03/13/2018"', None),
        ('"05/03/2018"', None),
        ("a,13/03/2018,b\n", True),
        ("the score was 13/03/2018-like", None),
    ],
)
def test_other_dates_of_a_feed_show_the_order(text: str, *, order: bool | None) -> None:
    assert find_day_order([text]) == order
    assert find_day_order([text[:9], text[9:]]) == order
