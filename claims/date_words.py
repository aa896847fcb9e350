"""Dates as the reader writes them (ISO 8601 at the precision of the text): their limits, and their words.

A value is a day, a month, a year, a week ("2024-W05"), a quarter ("2023-Q1"), a decade ("198X"), a century ("18XX"), or
a range of two of these ("2019/2020").
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext

Days = tuple[date, date]
"""The first and the last day."""

MONTHS_A_QUARTER = 3
YEARS_A_DECADE, YEARS_A_CENTURY = 10, 100
RANGE_MARK = "/"


def date_limits(value: str) -> Days | None:
    """Return the first and the last day that a value covers, None if it is none or ends on the last day of all."""
    ends = [_limits_of(part) for part in value.split(RANGE_MARK)]
    if not 1 <= len(ends) <= 2 or not all(ends):  # noqa: PLR2004 - a range has two ends
        return None
    days = [day for end in ends if end for day in end]
    return (min(days), max(days)) if max(days) < date.max else None


def date_text(value: str) -> str:
    """Write a value in the language of the page; what is no date is returned as it is."""
    parts = value.split(RANGE_MARK)
    if date_limits(value) is None:
        return value
    if len(parts) == 1:
        return _text_of(value)
    return gettext("%(first)s to %(last)s") % {"first": _text_of(parts[0]), "last": _text_of(parts[1])}


def _limits_of(value: str) -> Days | None:
    """Return the limits of a value without a range; None for a day that no calendar has."""
    for pattern, (limits, _) in PRECISIONS.items():
        if match := re.fullmatch(pattern, value):
            try:
                return limits(*map(int, match.groups()))
            except (ValueError, OverflowError):
                return None
    return None


def _text_of(value: str) -> str:
    for pattern, (_, describe) in PRECISIONS.items():
        if match := re.fullmatch(pattern, value):
            return describe(*map(int, match.groups()))
    return value


def _day(year: int, month: int, day: int) -> Days:
    return date(year, month, day), date(year, month, day)


def _months(year: int, first: int, count: int) -> Days:
    next_month = year * 12 + first - 1 + count
    return date(year, first, 1), date(next_month // 12, next_month % 12 + 1, 1) - timedelta(days=1)


def _month(year: int, month: int) -> Days:
    return _months(year, month, 1)


def _quarter(year: int, quarter: int) -> Days:
    return _months(year, (quarter - 1) * MONTHS_A_QUARTER + 1, MONTHS_A_QUARTER)


def _week(year: int, week: int) -> Days:
    return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)


def _years(first: int, count: int = 1) -> Days:
    return date(first, 1, 1), date(first + count - 1, 12, 31)


def _decade(tens: int) -> Days:
    return _years(max(tens * YEARS_A_DECADE, 1), YEARS_A_DECADE)


def _century(hundreds: int) -> Days:
    return _years(max(hundreds * YEARS_A_CENTURY, 1), YEARS_A_CENTURY)


def _day_text(year: int, month: int, day: int) -> str:
    return formats.date_format(date(year, month, day), "DATE_FORMAT")


def _month_text(year: int, month: int) -> str:
    return formats.date_format(date(year, month, 1), "YEAR_MONTH_FORMAT")


def _quarter_text(year: int, quarter: int) -> str:
    return gettext("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year}


def _week_text(year: int, week: int) -> str:
    return gettext("week %(week)s of %(year)s") % {"week": week, "year": year}


def _year_text(year: int) -> str:
    return str(year)


def _decade_text(tens: int) -> str:
    return gettext("the %(year)ss") % {"year": tens * YEARS_A_DECADE}


def _century_text(hundreds: int) -> str:
    first = hundreds * YEARS_A_CENTURY
    return gettext("the years %(first)s to %(last)s") % {"first": first, "last": first + YEARS_A_CENTURY - 1}


PRECISIONS: dict[str, tuple[Callable[..., Days], Callable[..., str]]] = {
    r"(\d{4})-(\d\d)-(\d\d)": (_day, _day_text),
    r"(\d{4})-(\d\d)": (_month, _month_text),
    r"(\d{4})": (_years, _year_text),
    r"(\d{4})-Q([1-4])": (_quarter, _quarter_text),
    r"(\d{4})-W(\d\d)": (_week, _week_text),
    r"(\d{3})X": (_decade, _decade_text),
    r"(\d\d)XX": (_century, _century_text),
}
"""The limits and the words of each precision, by the pattern of its value."""
