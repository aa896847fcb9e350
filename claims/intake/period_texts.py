"""Periods as statistical offices write them: “2024”, “2024-Q1”, “Q1 2024”, “2024M05”, “MAY 2024”, a day."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from claims.date_words import date_limits
from claims.frequencies import DAY, MONTH, QUARTER, WEEK, YEAR, period_limits
from claims.intake.review_dates import LANGUAGES, parse_day

MAX_PERIOD_CHARACTERS = 40
FIRST_YEAR, LAST_YEAR = 1500, 2200

_FORMS = (
    (YEAR, "{y}", re.compile(r"(?P<y>\d{4})(?:\.0)?")),
    (QUARTER, "{y}-Q{n}", re.compile(r"(?P<y>\d{4})[-/ ]?[QT](?P<n>[1-4])", re.IGNORECASE)),
    (QUARTER, "{y}-Q{n}", re.compile(r"[QT](?P<n>[1-4])[-/ ]?(?P<y>\d{4})", re.IGNORECASE)),
    (MONTH, "{y}-{n:0>2}", re.compile(r"(?P<y>\d{4})(?:-?M|[-/. ])(?P<n>\d{1,2})", re.IGNORECASE)),
    (MONTH, "{y}-{n:0>2}", re.compile(r"(?P<n>\d{1,2})[-/.](?P<y>\d{4})")),
    (WEEK, "{y}-W{n:0>2}", re.compile(r"(?P<y>\d{4})[- ]?W(?P<n>\d{1,2})", re.IGNORECASE)),
)
"""The frequency, the value as `claims.date_words` reads it, and the pattern of each form."""

_NAMED_MONTHS = (
    re.compile(r"(?P<name>[^\W\d_]{3,}\.?)[-/ ](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/ ](?P<name>[^\W\d_]{3,}\.?)"),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its frequency, a key of `claims.frequencies.FREQUENCIES`, and its first day."""

    frequency: str
    start: date


@lru_cache(maxsize=10_000)
def parse_period(text: str) -> Period | None:
    """Return the period that a text names; None if it names none, or leaves open which day it means."""
    text = text.strip()
    if not text or len(text) > MAX_PERIOD_CHARACTERS:
        return None
    for frequency, form, pattern in _FORMS:
        if match := pattern.fullmatch(text):
            return _build_period(frequency, form.format(**match.groupdict()), match["y"])
    for pattern in _NAMED_MONTHS:
        if (match := pattern.fullmatch(text)) and (number := _month_numbers().get(_plain_name(match["name"]))):
            return _build_period(MONTH, f"{match['y']}-{number:02}", match["y"])
    day = None if text.isdecimal() else parse_day(text, day_first=None)
    return Period(DAY, day) if day else None


def fit_period(period: Period, frequency: str) -> date | None:
    """Return the first day of the period in a series; a day stands for the period that contains it."""
    if frequency == period.frequency:
        return period.start
    return period_limits(period.start, frequency)[0] if period.frequency == DAY else None


def _build_period(frequency: str, value: str, year: str) -> Period | None:
    limits = date_limits(value) if FIRST_YEAR <= int(year) <= LAST_YEAR else None
    return Period(frequency, limits[0]) if limits else None


@cache
def _month_numbers() -> dict[str, int]:
    """Return the numbers of months by their names and abbreviations in the languages of dates."""
    from babel.dates import get_month_names  # takes a moment to load, and most files have ISO dates

    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale=language).items():
                    numbers.setdefault(_plain_name(name), number)
    return numbers


def _plain_name(name: str) -> str:
    return name.casefold().removesuffix(".")
