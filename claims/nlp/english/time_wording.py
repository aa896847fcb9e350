"""What a relative time becomes when its day is known: "last month" becomes "in April 2024"."""

import re
from datetime import date, timedelta

from claims.nlp.english.tables import load_table
from claims.nlp.patterns import match_any
from claims.nlp.reading import Span
from claims.nlp.statements.rules import Replacement

TABLE = load_table("statements")["times"]
DATES = load_table("dates")
MONTHS = [names.split()[0].capitalize() for names in DATES["months"]]
WEEKDAYS = "|".join(name.capitalize() for name in DATES["weekdays"].split())
PREPOSITIONS, APPROXIMATE, VERBS_BEHIND, JOINING_BEHIND = (
    frozenset(TABLE[name].split()) for name in ("behind_preposition", "approximate", "verbs_behind", "joining_behind")
)
PARTS = match_any(DATES["parts_of_day"])
COUNTS = match_any(sorted(DATES["counts"], key=len, reverse=True))
WEEKDAY = re.compile(
    rf"(?:(?P<which>last|next|this|coming|on|early|late) )?(?P<day>{WEEKDAYS})(?: (?P<part>{PARTS}))?"
    r"(?: (?:last|next|this) week)?",
    re.IGNORECASE,
)
NEAR = re.compile(
    r"(?P<near>today|tonight|yesterday|tomorrow|last night"
    r"|this (?P<part>morning|afternoon|evening)|the day (?:before yesterday|after tomorrow))",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"(?P<which>last|past|previous|this|current|next|coming) (?P<unit>weekend|week|month|year|decade|century)",
    re.IGNORECASE,
)
SPAN = re.compile(
    rf"(?P<lead>(?:the |over |in )*)(?P<which>last|past|previous|next|coming) "
    rf"(?P<count>\d{{1,3}}|{COUNTS}) (?P<unit>\w+)",
    re.IGNORECASE,
)
AGO = re.compile(rf"(?P<count>\d{{1,4}}|{COUNTS}) (?P<unit>\w+) (?P<side>ago|from now|from today)", re.IGNORECASE)
MONTH = re.compile(
    rf"(?P<lead>(?:last|next|this|[a-z]+)[ -])?(?P<when>early |late |mid-)?(?P<month>{'|'.join(MONTHS)})", re.IGNORECASE
)
QUARTER = re.compile(
    r"(?:last|previous|this|current|next|coming) quarter"
    rf"|(?P<named>(?:{match_any(DATES['quarters'])}) quarter|Q\d)(?: of (?:the|last|this|next) year)?",
    re.IGNORECASE,
)
ORDINALS = ("first", "second", "third", "fourth")
DAY = re.compile(r"\D*\d{1,2}\D*$")
NAMED_DAY = re.compile(r"Sept(?:\.|ember) 11$|11 September$")
OF_YEAR = re.compile(r"(?P<month>[A-Z][a-z]+\.?) (?:of )?(?:last|this|next) year", re.IGNORECASE)
WORD_BEFORE = re.compile(r"([\w’'-]+)\s*$")
WORD_BEHIND = re.compile(r"\s*([\w’'-]+)")
DETERMINER = re.compile(r"(?:\b(?:the|a|an|his|her|their|its|our|this)|[’']s)\s$", re.IGNORECASE)
AFTER_ADJECTIVE = re.compile(r"\b(?:a|an|the|our) (?:better|brighter|new|different|safer|stronger|fairer) $")
OWNED = re.compile(r"[’']s\b|[’'](?=\s)")
ISO_WEEK = re.compile(r"(\d{4})-W(\d\d)")
SATURDAY = 5
OWNERS = frozenset({"a", "very", "his", "her", "their", "its", "our", "my", "each", "every"})
MOST_MONTHS_AWAY = 7
ABSOLUTE = re.compile(rf"\b(?:{'|'.join(MONTHS)}|[A-Z][a-z]{{2,3}}\.?\s\d)", re.IGNORECASE)


def format_date(value: str) -> str:
    """Return "17 May 2024", "May 2024", "2024" or "the week of 6 May 2024" for an ISO value."""
    if week := ISO_WEEK.fullmatch(value):
        return f"the week of {format_day(date.fromisocalendar(int(week[1]), int(week[2]), 1))}"
    if value.endswith("X"):
        return f"the {value.replace('X', '0')}s"
    pieces = value.split("-")
    if len(pieces) == len(("year", "month", "day")):
        return format_day(date.fromisoformat(value))
    return f"{MONTHS[int(pieces[1]) - 1]} {pieces[0]}" if len(pieces) == len(("year", "month")) else value


def format_day(day: date) -> str:
    """Return "17 May 2024"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def word_time(text: str, span: Span, value: str, today: date | None) -> Replacement | None:
    """Return what the time at `span` becomes, None if it says already which day, month or year it is."""
    words = text[span.start : span.end]
    is_part = text[max(0, span.start - 1) : span.start] in ("-", "–") or _is_counted(text, span)
    if not value or value[:4] in words or is_part or _is_doubtful(words, value, today):
        return None
    for pattern, wording in WORDINGS:
        if match := pattern.fullmatch(words):
            return wording(text, span, match, value, today)
    if "Q" in value:
        return None
    if DAY.fullmatch(words) and not NAMED_DAY.match(words) and len(value) == len("YYYY-MM-DD"):
        year = value[:4]
        return Replacement(span, f"{words}, {year}" if words[0].isalpha() else f"{words} {year}")
    return None


def _is_counted(text: str, span: Span) -> bool:
    """Whether a number stands before "two years ago" that belongs to it."""
    before = text[max(0, span.start - 2) : span.start]
    return text[span.start].isdigit() and bool(before.strip()) and before.strip()[-1].isdigit()


def _is_doubtful(words: str, value: str, today: date | None) -> bool:
    """Whether a month or day without a year may be in another year: it lies far from the day of publication."""
    if (
        today is None
        or not ABSOLUTE.search(words)
        or words.lower().startswith(("last", "next", "this"))
        or len(value) < len("YYYY-MM")
        or not value[:7].replace("-", "").isdigit()
    ):
        return False
    year, month = int(value[:4]), int(value[5:7])
    return abs((year - today.year) * 12 + month - today.month) > MOST_MONTHS_AWAY


def word_before(text: str, start: int) -> str:
    """Return the word before an offset in lower case."""
    match = WORD_BEFORE.search(text, max(0, start - 30), start)
    return match[1].lower() if match else ""


def _describes_noun(text: str, span: Span) -> bool:
    """Whether a time stands between an article and a noun: "the Monday night debate"."""
    led = DETERMINER.search(text, max(0, span.start - 30), span.start)
    behind = WORD_BEHIND.match(text, span.end)
    return bool(led and behind and behind[1].islower() and behind[1] not in JOINING_BEHIND)


def _is_subject(text: str, end: int) -> bool:
    behind = WORD_BEHIND.match(text, end)
    return behind is not None and behind[1].lower() in VERBS_BEHIND


def _word_weekday(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    if len(value) != len("YYYY-MM-DD"):
        return None
    day = f"{match['day'][:1].upper()}{match['day'][1:]} {format_day(date.fromisoformat(value))}"
    if owned := OWNED.match(text, span.end):
        if today and value > today.isoformat():
            return None
        return Replacement(Span(span.end, owned.end()), f"{owned.group()} ({format_day(date.fromisoformat(value))})")
    which = (match["which"] or "").lower()
    part = (match["part"] or "").lower()
    if _describes_noun(text, span):
        return Replacement(span, format_day(date.fromisoformat(value)))
    if which in ("early", "late"):
        return Replacement(span, f"{which} on {day}")
    named = f"the {part} of {day}" if part else day
    is_alone = not which and (before in PREPOSITIONS or before in ("the", "a", "and", "or"))
    return Replacement(span, named if is_alone else f"on {named}")


def _word_near(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    is_name = match["near"][0].isupper() and text[span.end : span.end + 2].strip().isupper()
    is_noun = AFTER_ADJECTIVE.search(text, max(0, span.start - 30), span.start) is not None
    if OWNED.match(text, span.end) or is_name or is_noun or match["near"].isupper():
        return None
    near = match["near"].lower()
    part = match["part"] or ("night" if near in ("tonight", "last night") else "")
    day = format_date(value)
    named = f"the {part.lower()} of {day}" if part else day
    stands_alone = before in PREPOSITIONS or (not before and _is_subject(text, span.end))
    return Replacement(span, named if stands_alone else f"on {named}")


def _word_period(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    if "/" in value or before in OWNERS:
        return None
    if before == "this":  # "this past week"
        span = Span(span.start - len("this "), span.end)
        before = word_before(text, span.start)
    elif before == "the":
        return _word_period_to_date(span, match, value)
    if match["unit"].lower() == "weekend":
        named, lead = _name_weekend(value), "on "
    else:
        named, lead = format_date(value), "in "
    if owned := OWNED.match(text, span.end):
        is_year = match["unit"].lower() == "year"
        return Replacement(span, named) if is_year else Replacement(_mark(owned), f"{owned.group()} ({named})")
    return Replacement(span, named if before in PREPOSITIONS or _is_subject(text, span.end) else lead + named)


def _word_period_to_date(span: Span, match: re.Match[str], value: str) -> Replacement | None:
    """Return what "the last year" becomes: "the year to 2024"."""
    unit = match["unit"].lower()
    is_past = match["which"].lower() in ("last", "past") and unit in ("year", "decade") and len(value) == len("YYYY")
    return Replacement(span, f"{unit} to {int(value) + 1}") if is_past else None


def _word_quarter(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement:
    """Return what "the third quarter" or "last quarter" becomes: "the third quarter of 2025"."""
    year, number = value[:4], int(value[-1])
    if match["named"]:
        return Replacement(span, f"{match['named']}{' ' if match['named'][0] == 'Q' else ' of '}{year}")
    named = f"the {ORDINALS[number - 1]} quarter of {year}"
    before = word_before(text, span.start)
    return Replacement(span, named if before in PREPOSITIONS or _is_subject(text, span.end) else f"in {named}")


def _word_weekend(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement:
    """Return what "the weekend" becomes."""
    return Replacement(span, _name_weekend(value))


def _name_weekend(value: str) -> str:
    week = ISO_WEEK.fullmatch(value)
    if week is None:
        return format_date(value)
    monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
    return f"the weekend of {format_day(monday + timedelta(days=SATURDAY))}"


def _mark(match: re.Match[str]) -> Span:
    return Span(*match.span())


def _word_span(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    start, _, end = value.partition("/")
    is_ahead = match["which"].lower() in ("next", "coming")
    if not end:
        return None
    named = f"{match['count']} {match['unit']} {'from' if is_ahead else 'to'} {format_date(start if is_ahead else end)}"
    lead = match["lead"] if "the " in match["lead"].lower() else match["lead"] + ("" if before == "the" else "the ")
    return Replacement(
        span, lead + named.replace("to the week of", "to") if before not in ("his", "her", "their", "its") else named
    )


def _word_ago(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    named = format_date(value)
    if match["side"].lower() != "ago":
        return None
    if before in APPROXIMATE:
        words = f"{match['count']} {match['unit']} before {MONTHS[today.month - 1]} {today.year}" if today else ""
        return Replacement(span, words) if words else None
    lead = "on " if len(value) == len("YYYY-MM-DD") else "in "
    return Replacement(span, named if before in PREPOSITIONS else lead + named)


def _word_month(text: str, span: Span, match: re.Match[str], value: str, today: date | None) -> Replacement | None:
    before = word_before(text, span.start)
    lead = (match["lead"] or "").strip().lower()
    if lead in ("last", "next", "this"):
        named = f"{match['when'] or ''}{format_date(value)}"
        return Replacement(span, named if before in PREPOSITIONS else f"in {named}")
    return Replacement(span, f"{text[span.start : span.end]} {value[:4]}")


def _word_month_of_year(
    text: str, span: Span, match: re.Match[str], value: str, today: date | None
) -> Replacement | None:
    return Replacement(span, f"{match['month']} {value[:4]}")


WORDINGS = (
    (WEEKDAY, _word_weekday),
    (NEAR, _word_near),
    (PERIOD, _word_period),
    (QUARTER, _word_quarter),
    (re.compile("the weekend", re.IGNORECASE), _word_weekend),
    (SPAN, _word_span),
    (AGO, _word_ago),
    (OF_YEAR, _word_month_of_year),
    (MONTH, _word_month),
)
