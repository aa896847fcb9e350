"""Periods as the first and last day, so that "2022" and "March 2022" can be held against each other."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_A_WEEK, QUARTER_MONTHS = 7, 3


@dataclass(frozen=True, slots=True)
class Period:
    """The days from the first to the last one."""

    first: date
    last: date

    def overlaps(self, other: "Period") -> bool:
        """Whether the periods share a day."""
        return self.first <= other.last and other.first <= self.last


def _read_quarter(match: re.Match[str]) -> Period:
    last = int(match[2]) * QUARTER_MONTHS
    return Period(date(int(match[1]), last - QUARTER_MONTHS + 1, 1), _end_of_month(int(match[1]), last))


def _read_week(match: re.Match[str]) -> Period:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return Period(monday, monday + timedelta(days=DAYS_A_WEEK - 1))


def _read_month(match: re.Match[str]) -> Period:
    year, month = int(match[1]), int(match[2])
    return Period(date(year, month, 1), _end_of_month(year, month))


def _read_years(match: re.Match[str]) -> Period:
    """Read a year, or a decade or century by its first digits: "198X", "18XX"."""
    return Period(date(int(match[0].replace("X", "0")), 1, 1), date(int(match[0].replace("X", "9")), 12, 31))


def _read_day(match: re.Match[str]) -> Period:
    day = date.fromisoformat(match[0])
    return Period(day, day)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period]], ...] = (
    (re.compile(r"(\d{4})-Q([1-4])"), _read_quarter),
    (re.compile(r"(\d{4})-W(\d\d)"), _read_week),
    (re.compile(r"(\d{4})-(\d\d)"), _read_month),
    (re.compile(r"\d{4}|\d{3}X|\d\dXX"), _read_years),
    (re.compile(r"\d{4}-\d\d-\d\d"), _read_day),
)
"""What each form of a value means."""


def read_period(value: str) -> Period | None:
    """Return the period of the ISO 8601 value of a `DateMention`; None if it is not resolved."""
    try:
        ends = [_read_one(part) for part in value.split("/")]
        return Period(ends[0].first, ends[-1].last) if ends[0].first <= ends[-1].last else None
    except ValueError:
        return None


def _read_one(value: str) -> Period:
    """Return the period of a value; raises `ValueError` if it is none."""
    for pattern, read in READERS:
        if match := pattern.fullmatch(value):
            return read(match)
    raise ValueError(value)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
