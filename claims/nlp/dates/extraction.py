"""Finding the dates and periods that a text mentions."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.dates.resolution import RESOLVERS
from claims.nlp.dates.setting import Setting
from claims.nlp.dates.tense import points_ahead
from claims.nlp.reading import DateMention, Span

AMBIGUOUS_DAY = re.compile(r"\d[./-]\d\d?[./-]\d")
WEEK = timedelta(weeks=1)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def find_dates(
    text: str,
    start: int,
    end: int,
    today: date | None,
    grammar: DateGrammar,
    *,
    is_day_first: bool | None = None,
    counted: Sequence[Span] = (),
    get_tags: Callable[[], Mapping[int, str]] | None = None,
) -> tuple[DateMention, ...]:
    """Return the dates between two offsets, in order.

    `today` is the day of publication, `is_day_first` the habit of the text with dates such as 3/4 (see `prefers_day`).
    What lies in `counted` is a quantity and no date: "2,000 refugees". `get_tags` returns the tags of the parsed words
    by their offsets, if the passage is parsed.
    """
    dates: list[DateMention] = []
    for candidate in _find_candidates(text, Span(start, end), Setting(today, None, is_day_first), grammar, get_tags):
        is_free = not any(candidate.span.overlaps(other.span) for other in dates)
        if is_free and not any(span.contains(candidate.span) for span in counted):
            dates.append(candidate)
    return tuple(_order_ranges(text, sorted(dates, key=lambda mention: mention.span.start), grammar))


def _order_ranges(text: str, dates: Sequence[DateMention], grammar: DateGrammar) -> Iterator[DateMention]:
    """Yield dates with the end of "from Monday to Thursday" in the week behind its start."""
    before: DateMention | None = None
    for mention in dates:
        later = _move_behind(text, before, mention, grammar) if before else mention
        yield later
        before = later


def _move_behind(text: str, before: DateMention, mention: DateMention, grammar: DateGrammar) -> DateMention:
    """Return the end of a range of weekdays, moved behind its start."""
    between = text[before.span.end : mention.span.start].strip().lower()
    if between not in grammar.range_joiners or not _are_weekdays(text, before, mention, grammar):
        return mention
    start, end = date.fromisoformat(before.value), date.fromisoformat(mention.value)
    return replace(mention, value=(end + WEEK).isoformat()) if end < start else mention


def _are_weekdays(text: str, first: DateMention, second: DateMention, grammar: DateGrammar) -> bool:
    words = [text[one.span.start : one.span.end].lower().split() for one in (first, second)]
    return all(grammar.weekdays.keys() & set(each) for each in words) and all(
        ISO_DAY.fullmatch(one.value) for one in (first, second)
    )


def _find_candidates(
    text: str, span: Span, setting: Setting, grammar: DateGrammar, get_tags: Callable[[], Mapping[int, str]] | None
) -> Iterator[DateMention]:
    """Yield what each pattern matches; a date outside the calendar stays unresolved."""
    tags: Mapping[int, str] | None = None
    for one in grammar.choose_patterns(text[span.start : span.end].lower()):
        resolve = RESOLVERS[one.resolver]
        for match in one.pattern.finditer(text, span.start, span.end):
            if tags is None:
                tags = get_tags() if get_tags else {}
            is_ahead = points_ahead(text, match.start(), match.end(), grammar.tense, tags)
            try:
                yield DateMention(Span(*match.span()), resolve(match, replace(setting, is_ahead=is_ahead), grammar))
            except (OverflowError, ValueError):
                yield DateMention(Span(*match.span()))


def prefers_day(text: str, grammar: DateGrammar) -> bool | None:
    """Return whether a text puts the day before the month; None if it does not tell or has no date such as 3/4/2024."""
    if not AMBIGUOUS_DAY.search(text):
        return None
    day_first = len(grammar.day_first.findall(text))
    month_first = len(grammar.month_first.findall(text))
    return None if day_first == month_first else day_first > month_first


def find_day(text: str, spans: Sequence[Span], today: date | None, grammar: DateGrammar) -> date | None:
    """Return the first day that some passages name, not after today; None if there is none."""
    for span in spans:
        for mention in find_dates(text, span.start, span.end, today, grammar):
            if today and ISO_DAY.fullmatch(mention.value) and date.fromisoformat(mention.value) <= today:
                return date.fromisoformat(mention.value)
    return None
