"""Dates at the precision of the text: their limits and their words."""

from datetime import date

import pytest
from django.utils.translation import override

from claims.date_words import date_limits, date_text


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2022-03-22", date(2022, 3, 22), date(2022, 3, 22), "22 March 2022"),
        ("2022-03", date(2022, 3, 1), date(2022, 3, 31), "March 2022"),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31), "December 2021"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022"),
        ("2023-Q1", date(2023, 1, 1), date(2023, 3, 31), "quarter 1 of 2023"),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31), "quarter 4 of 2023"),
        ("2024-W05", date(2024, 1, 29), date(2024, 2, 4), "week 5 of 2024"),
        ("198X", date(1980, 1, 1), date(1989, 12, 31), "the 1980s"),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31), "the years 1800 to 1899"),
        ("2019/2020", date(2019, 1, 1), date(2020, 12, 31), "2019 to 2020"),
        ("2024-05-30/2024-06-02", date(2024, 5, 30), date(2024, 6, 2), "30 May 2024 to 2 June 2024"),
    ],
)
def test_a_value_has_limits_and_words(value: str, first: date, last: date, words: str) -> None:
    assert date_limits(value) == (first, last)
    with override("en-us"):
        assert date_text(value) == words


@pytest.mark.parametrize(
    "value", ["", "soon", "2022-13", "2022-02-30", "0000", "9999", "9999-12-31", "2024-W60", "2019/", "1/2/3"]
)
def test_what_is_no_date_has_no_limits_and_stays(value: str) -> None:
    assert date_limits(value) is None
    assert date_text(value) == value


def test_dates_follow_the_format_of_the_language() -> None:
    with override("de"):
        assert date_text("2022-03-22") == "22. März 2022"
