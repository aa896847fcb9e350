"""Resolving a date against the day of publication, at the precision of the text.

Each function takes a match of its pattern, the day of publication (None if unknown) and the grammar. It returns an
ISO 8601 date, month, week or year, or an empty string if the date cannot be resolved.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from claims.nlp.dates.grammar import DateGrammar

Match = re.Match[str]
Resolve = Callable[[Match, date | None, DateGrammar], str]
MOST_DAYS_AHEAD = 62
"""A day without a year that lies further ahead than this was in the year before."""

MOST_MONTHS_AHEAD = 2
MOST_STEPS_BACK = 1000
DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(match: Match, grammar: DateGrammar) -> int:
    return grammar.months[match["month"].lower().rstrip(".")]


def _format_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def resolve_day(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "March 3, 2021"."""
    return _format_day(_make_day(int(match["year"]), _month_number(match, grammar), int(match["day"])))


def resolve_iso_day(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "2021-03-03"."""
    return _format_day(_make_day(int(match["year"]), int(match["number"]), int(match["day"])))


def resolve_day_without_year(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "March 3": the latest one, or one at most `MOST_DAYS_AHEAD` ahead."""
    if today is None:
        return ""
    month, day = _month_number(match, grammar), int(match["day"])
    this_year = _make_day(today.year, month, day)
    if this_year and this_year > today + timedelta(days=MOST_DAYS_AHEAD):
        return _format_day(_make_day(today.year - 1, month, day))
    return _format_day(this_year)


def resolve_month_of_year(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "March 2021"."""
    return f"{match['year']}-{_month_number(match, grammar):02d}"


def resolve_month(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "in March": the latest one, or one at most `MOST_MONTHS_AHEAD` ahead."""
    if today is None:
        return ""
    month = _month_number(match, grammar)
    return f"{today.year - (month > today.month + MOST_MONTHS_AHEAD)}-{month:02d}"


def resolve_weekday(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "Tuesday": the latest one, which is today in a text of a Tuesday."""
    if today is None:
        return ""
    days_back = (today.weekday() - grammar.weekdays[match["weekday"].lower()]) % DAYS_A_WEEK
    step = grammar.steps.get((match["which"] or "").lower(), 0)
    if step > 0:
        return (today + timedelta(days=DAYS_A_WEEK - days_back)).isoformat()
    if step < 0 and days_back == 0:
        days_back = DAYS_A_WEEK
    return (today - timedelta(days=days_back)).isoformat()


def resolve_near_day(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "yesterday"."""
    return (today + timedelta(days=grammar.near_days[match["near"].lower()])).isoformat() if today else ""


def _step(today: date, unit: str, steps: int) -> str:
    """Return the day, week, month or year some steps from today, at that precision."""
    if unit == "year":
        return str(today.year + steps)
    if unit == "month":
        months = today.year * MONTHS_A_YEAR + today.month - 1 + steps
        return f"{months // MONTHS_A_YEAR}-{months % MONTHS_A_YEAR + 1:02d}"
    if unit == "week":
        year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
        return f"{year}-W{week:02d}"
    return (today + timedelta(days=steps)).isoformat()


def resolve_period(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "last week"."""
    unit, steps = grammar.units[match["unit"].lower()], grammar.steps[match["which"].lower()]
    return _step(today, unit, steps) if today else ""


def resolve_ago(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "two weeks ago"."""
    count = match["count"].lower()
    number = int(count) if count.isdigit() else grammar.counts[count]
    if today is None or number > MOST_STEPS_BACK:
        return ""
    return _step(today, grammar.units[match["unit"].lower()], -number)


def resolve_year(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve "2021"."""
    return match["year"]


def resolve_unknown(match: Match, today: date | None, grammar: DateGrammar) -> str:
    """Resolve nothing: "in recent days" has no date."""
    return ""


RESOLVERS: Mapping[str, Resolve] = {
    "ago": resolve_ago,
    "day": resolve_day,
    "day_without_year": resolve_day_without_year,
    "iso_day": resolve_iso_day,
    "month": resolve_month,
    "month_of_year": resolve_month_of_year,
    "near_day": resolve_near_day,
    "period": resolve_period,
    "unknown": resolve_unknown,
    "weekday": resolve_weekday,
    "year": resolve_year,
}
"""The functions by the names that a language's patterns use."""
