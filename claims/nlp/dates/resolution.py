"""Resolving a date against the day of publication, at the precision of the text.

Each function takes a match of its pattern, its setting and the grammar. It returns an ISO 8601 date, month, week or
year, a quarter ("2023-Q1"), a decade ("198X"), a century ("18XX"), a range of two of these
("2024-05-03/2024-05-05"), or an empty string if the date cannot be resolved.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.dates.setting import Match, Resolve, Setting
from claims.nlp.dates.years import (
    resolve_century,
    resolve_decade,
    resolve_fiscal_years,
    resolve_half,
    resolve_quarter,
    resolve_season,
    resolve_year,
)

MOST_DAYS_AHEAD = 62
"""A day without a year of which no verb tells more was in the year before if it lies further ahead than this."""

MOST_MONTHS_AHEAD = 2
MOST_STEPS_BACK = 1000
DAYS_A_WEEK, SATURDAY = 7, 5
MONTHS_A_YEAR = 12
HALF = 0.5
YEARS_A_DECADE = 10
FIRST_TWO_DIGIT_YEAR = 50
"""From this number on a year of two digits belongs to the last century."""


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_number(match: Match, grammar: DateGrammar, name: str = "month") -> int:
    return grammar.months[match[name].lower().rstrip(".")]


def _day_number(match: Match, grammar: DateGrammar) -> int:
    word = match.groupdict().get("day_word")
    return grammar.day_words[word.lower()] if word else int(match["day"])


def _format_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def resolve_day(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "March 3, 2021"."""
    return _format_day(_make_day(int(match["year"]), _month_number(match, grammar), _day_number(match, grammar)))


def resolve_iso_day(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "2021-03-03"."""
    return _format_day(_make_day(int(match["year"]), int(match["number"]), int(match["day"])))


def resolve_numeric_day(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "27.02.2019" and "4/13/2024"; one that could be either stays open unless the text has a habit."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["number_year"])
    if len(match["number_year"]) == len("YY"):
        year += 1900 if year >= FIRST_TWO_DIGIT_YEAR else 2000
    is_day_first = setting.is_day_first
    if one > MONTHS_A_YEAR or match["mark"] == "." or one == other:
        is_day_first = True
    elif other > MONTHS_A_YEAR:
        is_day_first = False
    if is_day_first is None:
        return ""
    return _format_day(_make_day(year, other, one) if is_day_first else _make_day(year, one, other))


def resolve_day_without_year(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "March 3": the nearest one on the side to which its verb points, or the word behind: "3 mars dernier"."""
    step = grammar.steps.get((match.groupdict().get("which") or "").lower(), 0)
    setting = replace(setting, is_ahead=step > 0) if step else setting
    day = _nearest_day(_month_number(match, grammar), _day_number(match, grammar), setting)
    return _format_day(day)


def _nearest_day(month: int, day: int, setting: Setting) -> date | None:
    """Return the day of the nearest year that fits: ahead, behind, or at most `MOST_DAYS_AHEAD` ahead."""
    today = setting.today
    if today is None:
        return None
    this_year = _make_day(today.year, month, day)
    if this_year is None:
        return _make_day(today.year - 1, month, day) if not setting.is_ahead else _make_day(today.year + 1, month, day)
    if setting.is_ahead and this_year < today:
        return _make_day(today.year + 1, month, day)
    limit = today if setting.is_ahead is False else today + timedelta(days=MOST_DAYS_AHEAD)
    return _make_day(today.year - 1, month, day) if not setting.is_ahead and this_year > limit else this_year


def resolve_day_range(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "3-5 May" and "May 30 to June 2, 2024"."""
    groups = match.groupdict()
    first, last = _month_number(match, grammar), _month_number(match, grammar)
    if groups.get("month_2"):
        last = _month_number(match, grammar, "month_2")
    if groups.get("year"):
        end = _make_day(int(match["year"]), last, int(match["day_2"]))
    else:
        end = _nearest_day(last, int(match["day_2"]), setting)
    start = _make_day(end.year - (first > last), first, int(match["day"])) if end else None
    return f"{start.isoformat()}/{end.isoformat()}" if start and end and start <= end else ""


def resolve_month_of_year(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "March 2021"."""
    return f"{match['year']}-{_month_number(match, grammar):02d}"


def resolve_month_of_last_year(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "March last year"."""
    if setting.today is None:
        return ""
    year = setting.today.year + grammar.steps[match["which"].lower()]
    return f"{year}-{_month_number(match, grammar):02d}"


def resolve_month(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "in March": the nearest one on the side to which its verb points."""
    today = setting.today
    if today is None:
        return ""
    month, which = _month_number(match, grammar), (match["which"] or "").lower()
    step = grammar.steps.get(which, 0)
    if step > 0 or (step == 0 and setting.is_ahead):
        return f"{today.year + (month < today.month)}-{month:02d}"
    limit = today.month + (0 if setting.is_ahead is False or step < 0 else MOST_MONTHS_AHEAD)
    return f"{today.year - (month > limit)}-{month:02d}"


def resolve_weekday(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "Tuesday": the nearest one on the side to which its verb points; today in a text of a Tuesday."""
    today = setting.today
    if today is None:
        return ""
    days_back = (today.weekday() - grammar.weekdays[match["weekday"].lower()]) % DAYS_A_WEEK
    if match["week"]:
        step = grammar.steps[match["week"].lower()]
        day = today - timedelta(days=today.weekday() - grammar.weekdays[match["weekday"].lower()])
        return (day + timedelta(weeks=step)).isoformat()
    which = (match["which"] or "").lower()
    step = grammar.steps.get(which, 0)
    if step > 0:
        return (today + timedelta(days=DAYS_A_WEEK - days_back)).isoformat()
    if step < 0 and days_back == 0:
        days_back = DAYS_A_WEEK
    is_ahead = setting.is_ahead or (which in grammar.steps and step == 0 and setting.is_ahead is not False)
    if step == 0 and is_ahead and days_back:
        return (today + timedelta(days=DAYS_A_WEEK - days_back)).isoformat()
    return (today - timedelta(days=days_back)).isoformat()


def resolve_near_day(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "yesterday"."""
    days = timedelta(days=grammar.near_days[match["near"].lower()])
    return (setting.today + days).isoformat() if setting.today else ""


def _step(today: date, unit: str, steps: int) -> str:
    """Return the day, week, month or year some steps from today, at that precision."""
    if unit == "year":
        return f"{today.year + steps:04d}" if today.year + steps > 0 else ""
    if unit == "month":
        months = today.year * MONTHS_A_YEAR + today.month - 1 + steps
        return f"{months // MONTHS_A_YEAR}-{months % MONTHS_A_YEAR + 1:02d}"
    if unit == "week":
        year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
        return f"{year}-W{week:02d}"
    return (today + timedelta(days=steps)).isoformat()


def resolve_period(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "last week"."""
    period, step = grammar.units[match["unit"].lower()], grammar.steps[match["which"].lower()]
    today = setting.today
    if today is None:
        return ""
    if period.times == 1:
        return _step(today, period.unit, step)
    if step == 0:
        return str(today.year)[:-1] + "X" if period.times == YEARS_A_DECADE else ""
    return _span(today, period.unit, step * period.times)


def resolve_weekend(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "over the weekend": the one that has begun last, or the coming one if the verb does not point back."""
    if setting.today is None:
        return ""
    is_coming = setting.is_ahead is not False or setting.today.weekday() >= SATURDAY
    return _step(setting.today, "week", 0 if is_coming else -1)


def resolve_second_next(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the year after next" and "the week before last"."""
    steps = 2 if match["side"].lower().startswith("after") else -2
    return _step(setting.today, match["unit"].lower(), steps) if setting.today else ""


def _span(today: date, unit: str, steps: int) -> str:
    """Return the range from today to some steps away, the earlier end first."""
    ends = (_step(today, unit, steps), _step(today, unit, 0))
    start, end = ends if steps < 0 else ends[::-1]
    return f"{start}/{end}"


def resolve_span(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the last three years"."""
    number = _count_of(match, grammar)
    if setting.today is None or number > MOST_STEPS_BACK:
        return ""
    period = grammar.units[match["unit"].lower()]
    step = grammar.steps[match["which"].lower()]
    return _span(setting.today, period.unit, round(step * number * period.times))


def _count_of(match: Match, grammar: DateGrammar) -> float:
    count = match["count"].lower()
    return int(count) if count.isdigit() else grammar.counts[count]


def resolve_ago(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "two weeks ago"."""
    number, period = _count_of(match, grammar), grammar.units[match["unit"].lower()]
    if setting.today is None or number > MOST_STEPS_BACK:
        return ""
    number += HALF if match["half"] or match["half_behind"] else 0
    steps, unit = number * period.times, period.unit
    if steps != int(steps) and unit == "year":
        steps, unit = steps * MONTHS_A_YEAR, "month"
    sign = 1 if match["side"].lower() in grammar.ahead_sides else -1
    return _step(setting.today, unit, sign * round(steps))


def resolve_event(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "the Sept. 11 attacks"."""
    return grammar.events[match["event"].lower()]


def resolve_holiday(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve "on Christmas Day": the nearest one on the side to which its verb points."""
    month, day = grammar.holidays[match["holiday"].lower()].split("-")
    return _format_day(_nearest_day(int(month), int(day), setting))


def resolve_unknown(match: Match, setting: Setting, grammar: DateGrammar) -> str:
    """Resolve nothing: "in recent days" has no date."""
    return ""


RESOLVERS: Mapping[str, Resolve] = {
    "ago": resolve_ago,
    "century": resolve_century,
    "day": resolve_day,
    "day_range": resolve_day_range,
    "day_without_year": resolve_day_without_year,
    "decade": resolve_decade,
    "event": resolve_event,
    "holiday": resolve_holiday,
    "season": resolve_season,
    "second_next": resolve_second_next,
    "fiscal_years": resolve_fiscal_years,
    "half": resolve_half,
    "iso_day": resolve_iso_day,
    "month": resolve_month,
    "month_of_last_year": resolve_month_of_last_year,
    "month_of_year": resolve_month_of_year,
    "near_day": resolve_near_day,
    "numeric_day": resolve_numeric_day,
    "period": resolve_period,
    "quarter": resolve_quarter,
    "span": resolve_span,
    "unknown": resolve_unknown,
    "weekday": resolve_weekday,
    "weekend": resolve_weekend,
    "year": resolve_year,
}
"""The functions by the names that a language's patterns use."""
