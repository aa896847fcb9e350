"""Dates of reviews as publishers write them: a day, or nothing if the day is not certain."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.utils import parsedate
from functools import lru_cache
from typing import Any

LANGUAGES = ["en", "fr", "es", "pt", "de", "it", "nl", "pl", "tr", "id", "hi", "uk", "ru", "el", "sv", "da"]
"""The languages whose names of months are read."""

MAX_DATE_CHARACTERS = 60
FIRST_YEAR, LAST_YEAR = 1900, 2200
MONTHS = 12

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_BASIC_ISO = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ T,].*)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_LABEL = re.compile(r"^[^\W\d]+(?: [^\W\d]+)*:\s+(?=.*\d)")  # "Published: 8 November 2018"
_EPOCH = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})")
_IN_WORDS = re.compile(r"(?=.*\b\d{4}\b)(?=.*\b\d{1,2}(?:st|nd|rd|th|er|º|ª|\.)?\b(?!\d))(?=.*[^\W\d_]{3})", re.DOTALL)
_ANYWHERE = re.compile(r"""["',;\t\n>](\d{1,2})[-/](\d{1,2})[-/]\d{4}(?=[ "',;T\t\r\n<])""")


def parse_day(value: Any, *, day_first: bool | None) -> date | None:
    """Return the day of a date; None if it is missing, incomplete or not certain.

    `day_first` says how 05/03/2018 is read; None leaves it unknown.
    """
    text = str(value).strip()
    if not text or len(text) > MAX_DATE_CHARACTERS or isinstance(value, bool):
        return None
    text = _LABEL.sub("", text)
    if match := _ISO.match(text) or _EAST_ASIAN.match(text):
        return _day(match[1], *match.groups()[-2:])
    if match := _BASIC_ISO.fullmatch(text):
        return _day(*match.groups())
    if match := _EPOCH.fullmatch(text):
        seconds = int(match[1]) if match[1] else int(match[2]) // 1_000
        return datetime.fromtimestamp(seconds, UTC).date()
    if match := _NUMBERS.fullmatch(text):
        return _day_of_numbers(match, day_first=day_first)
    return _parse_words(text)


def find_day_order(chunks: Iterable[str]) -> bool | None:
    """Return whether dates such as 05/03/2018 begin with the day, if others of the feed show it: 13/03/2018 does."""
    orders, tail = set[bool](), ""
    for chunk in chunks:
        text = tail + chunk
        for first, second in _ANYWHERE.findall(text):
            if int(first) > MONTHS >= int(second) or int(second) > MONTHS >= int(first):
                orders.add(int(first) > MONTHS)
        tail = text[-20:]
    return orders.pop() if len(orders) == 1 else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if FIRST_YEAR <= int(year) <= LAST_YEAR else None
    except ValueError:
        return None


def _day_of_numbers(match: re.Match[str], *, day_first: bool | None) -> date | None:
    first, separator, second, year = match.groups()
    if int(first) > MONTHS or first == second or (separator == "." and int(second) <= MONTHS):
        return _day(year, second, first)
    if int(second) > MONTHS:
        return _day(year, first, second)
    if day_first is None:
        return None
    return _day(year, second, first) if day_first else _day(year, first, second)


@lru_cache(maxsize=2_000)
def _parse_words(text: str) -> date | None:
    """Parse RFC 822 and dates with the name of a month; a year alone or a month alone is not a day."""
    if (fields := parsedate(text)) and fields[0] >= FIRST_YEAR and fields[2]:
        return _day(*map(str, fields[:3]))
    if not _IN_WORDS.match(text):
        return None
    import dateparser  # takes 100 ms to load, and most feeds have ISO dates

    settings: Any = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    try:
        moment = dateparser.parse(text, languages=LANGUAGES, settings=settings)
    except (ValueError, OverflowError, KeyError, TypeError, AttributeError):  # what a strange text makes it raise
        return None
    return moment.date() if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else None
