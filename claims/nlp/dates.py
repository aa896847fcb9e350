"""Times a text names, resolved against the day it was published.

A weekday is the latest one not after that day, so "Tuesday" in a text of a
Tuesday is that day; the precision of the text is kept ("March" has no day).
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from claims.nlp.reading import Span, When

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
DAYS = {day: number for number, day in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())}
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10}  # fmt: skip
PART_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
TEMPORAL = "(?:in|since|by|until|of|from|during|before|after|late|early|mid)"
LONG_AGO = 1000  # days or years that nobody counts back
NAMED = "|".join(name.title() for name in MONTHS if name == "may" or len(name) > len("june"))
MONTH = "(?P<month>(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?)"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
WEEKDAY = "(?P<weekday>" + "|".join(DAYS) + ")"

Match = re.Match[str]
Resolve = Callable[[Match, date | None], str]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _full(match: Match, today: date | None) -> str:
    month = MONTHS[match["month"].lower().rstrip(".")]
    found = _day(int(match["year"]), month, int(match["day"]))
    return found.isoformat() if found else ""


def _iso(match: Match, today: date | None) -> str:
    found = _day(int(match["year"]), int(match["number"]), int(match["day"]))
    return found.isoformat() if found else ""


def _month_day(match: Match, today: date | None) -> str:
    """A day without a year is the latest one, unless it is at most two months ahead."""
    if today is None:
        return ""
    month, day = MONTHS[match["month"].lower().rstrip(".")], int(match["day"])
    found = _day(today.year, month, day)
    if found and found > today + timedelta(days=62):
        found = _day(today.year - 1, month, day)
    return found.isoformat() if found else ""


def _month_year(match: Match, today: date | None) -> str:
    return f"{match['year']}-{MONTHS[match['month'].lower().rstrip('.')]:02d}"


def _month(match: Match, today: date | None) -> str:
    if today is None:
        return ""
    month = MONTHS[match["month"].lower().rstrip(".")]
    return f"{today.year - (month > today.month + 2)}-{month:02d}"


def _weekday(match: Match, today: date | None) -> str:
    if today is None:
        return ""
    back = (today.weekday() - DAYS[match["weekday"].lower()]) % 7
    which = (match["which"] or "").lower()
    if which == "next":
        return (today + timedelta(days=7 - back)).isoformat()
    if which == "last" and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def _near(match: Match, today: date | None) -> str:
    steps = {"yesterday": -1, "tomorrow": 1}
    return (today + timedelta(days=steps.get(match["near"].lower(), 0))).isoformat() if today else ""


def _shift(today: date, unit: str, steps: int) -> str:
    """A day, week, month or year away from today, at that precision."""
    if unit == "year":
        return str(today.year + steps)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + steps
        return f"{months // 12}-{months % 12 + 1:02d}"
    if unit in ("week", "weekend"):
        year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
        return f"{year}-W{week:02d}"
    return (today + timedelta(days=steps)).isoformat()


def _relative(match: Match, today: date | None) -> str:
    steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}
    return _shift(today, match["unit"].lower(), steps.get(match["which"].lower(), 0)) if today else ""


def _ago(match: Match, today: date | None) -> str:
    count = match["count"].lower()
    number = int(count) if count.isdigit() else COUNTS[count]
    if today is None or number > LONG_AGO:
        return ""
    return _shift(today, match["unit"].lower(), -number)


def _year(match: Match, today: date | None) -> str:
    return match["year"]


RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE if loose else 0), resolve)
    for pattern, resolve, loose in (
        (rf"\b{MONTH} {DAY},? {YEAR}", _full, True),
        (rf"\b{DAY} (?:of )?{MONTH},? {YEAR}", _full, True),
        (rf"\b{YEAR}-(?P<number>\d\d)-(?P<day>\d\d)\b", _iso, True),
        (rf"\b{MONTH},? (?:of )?{YEAR}", _month_year, True),
        (rf"\b{MONTH} {DAY}(?![,.]?\d)", _month_day, True),
        (rf"\b{DAY} (?:of )?{MONTH}", _month_day, True),
        (rf"\b(?:(?P<which>last|next|this|on|early|late) )?{WEEKDAY}{PART_OF_DAY}\b", _weekday, True),
        (r"\b(?P<near>today|yesterday|tomorrow|tonight)\b", _near, True),
        (r"\b(?P<which>last|past|previous|this|next|coming) (?P<unit>week|weekend|month|year)\b", _relative, True),
        (r"\bin recent (?:days|weeks|months|years)\b", lambda match, today: "", True),
        (rf"\b(?P<count>\d{{1,4}}|{'|'.join(COUNTS)}) (?P<unit>day|week|month|year)s? (?:ago|earlier)\b", _ago, True),
        (rf"\b{TEMPORAL} (?P<month>{NAMED}|June|July)\b", _month, False),
        (rf"(?<![\d$£€,.-])\b{YEAR}(?![,.]?\d|-\d|%| (?:people|men|women))", _year, True),
    )
)  # fmt: skip


def times(text: str, start: int, end: int, today: date | None) -> tuple[When, ...]:
    """The times between two offsets, in order; `today` is the day of publication."""
    found: list[When] = []
    for span, value in _found(text, start, end, today):
        if not any(span.start < other.span.end and other.span.start < span.end for other in found):
            found.append(When(span, value))
    return tuple(sorted(found, key=lambda when: when.span.start))


def _found(text: str, start: int, end: int, today: date | None) -> Iterator[tuple[Span, str]]:
    for pattern, resolve in RULES:
        for match in pattern.finditer(text, start, end):
            try:
                yield Span(*match.span()), resolve(match, today)
            except OverflowError:
                yield Span(*match.span()), ""
