"""Finding dates, and resolving them against the day of publication."""

from datetime import date

import pytest

from claims.nlp import get_language
from claims.nlp.dates import find_dates

TUESDAY = date(2022, 3, 22)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on Tuesday morning", "2022-03-22"),
        ("on Monday", "2022-03-21"),
        ("on Wednesday", "2022-03-16"),
        ("last Tuesday", "2022-03-15"),
        ("next Friday", "2022-03-25"),
        ("yesterday", "2022-03-21"),
        ("tomorrow", "2022-03-23"),
        ("March 3, 2021", "2021-03-03"),
        ("3 March 2021", "2021-03-03"),
        ("2021-03-03", "2021-03-03"),
        ("December 24", "2021-12-24"),
        ("in June 2020", "2020-06"),
        ("since January", "2022-01"),
        ("in 1998", "1998"),
        ("last year", "2021"),
        ("this month", "2022-03"),
        ("two weeks ago", "2022-W10"),
        ("three days ago", "2022-03-19"),
        ("February 30, 2021", ""),
    ],
)
def test_a_time_keeps_the_precision_of_the_text(text: str, value: str) -> None:
    (mention,) = find_dates(text, 0, len(text), TUESDAY, get_language().dates)
    assert mention.value == value


def test_a_weekday_without_a_day_of_publication_stays_open() -> None:
    (mention,) = find_dates("on Tuesday", 0, 10, None, get_language().dates)
    assert mention.value == ""
