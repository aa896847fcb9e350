"""Periods are held against each other by their days."""

from datetime import date

import pytest

from claims.nlp.comparison.periods import Period, read_period


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-Q1", date(2023, 1, 1), date(2023, 3, 31)),
        ("2024-W01", date(2024, 1, 1), date(2024, 1, 7)),
        ("198X", date(1980, 1, 1), date(1989, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("2014/2024", date(2014, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_value_becomes_its_first_and_last_day(value: str, first: date, last: date) -> None:
    assert read_period(value) == Period(first, last)


@pytest.mark.parametrize("value", ["", "2024-13", "soon", "2024/", "2024/2014", "0000"])
def test_what_is_no_period_is_none(value: str) -> None:
    assert read_period(value) is None
