"""Finding the dates and periods that a text mentions."""

from collections.abc import Iterator
from datetime import date

from claims.nlp.dates.grammar import DateGrammar
from claims.nlp.dates.resolution import RESOLVERS
from claims.nlp.reading import DateMention, Span


def find_dates(text: str, start: int, end: int, today: date | None, grammar: DateGrammar) -> tuple[DateMention, ...]:
    """Return the dates between two offsets, in order; `today` is the day of publication."""
    dates: list[DateMention] = []
    for candidate in _find_candidates(text, start, end, today, grammar):
        if not any(candidate.span.overlaps(other.span) for other in dates):
            dates.append(candidate)
    return tuple(sorted(dates, key=lambda mention: mention.span.start))


def _find_candidates(
    text: str, start: int, end: int, today: date | None, grammar: DateGrammar
) -> Iterator[DateMention]:
    """Yield what each pattern matches; a date outside the calendar stays unresolved."""
    for pattern, resolver in grammar.patterns:
        resolve = RESOLVERS[resolver]
        for match in pattern.finditer(text, start, end):
            try:
                yield DateMention(Span(*match.span()), resolve(match, today, grammar))
            except OverflowError:
                yield DateMention(Span(*match.span()))
