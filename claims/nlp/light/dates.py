"""Finding dates that are written out: a day with a month and a year, a month with a year, and figures."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from claims.nlp.light.conventions import MOST_KEPT_LANGUAGES, load_conventions
from claims.nlp.patterns import match_any
from claims.nlp.reading import DateMention, Span

YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?!\d|[.,]\d)"
NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso_year>(?:1[6-9]|20)\d\d)(?P<mark>[-/.])(?P<iso_month>\d\d?)(?P=mark)(?P<iso_day>\d\d?)"
    r"|(?P<day>\d\d?)(?P<dot>[./-])\s?(?P<month>\d\d?)(?P=dot)\s?(?P<year>(?:1[6-9]|20)\d\d)"
    r"|(?P<east_year>(?:1[6-9]|20)\d\d)\s?[年년]\s?(?:(?P<east_month>\d\d?)\s?[月월]\s?(?:(?P<east_day>\d\d?)\s?[日일])?)?)(?![\d/-])"
)
BARE_YEAR = re.compile(rf"(?<![\w.,/:-])(?<![\d] ){YEAR}(?![\w/-]|\s?[%€$£])")


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def _compile(code: str) -> re.Pattern[str] | None:
    months = load_conventions(code).months
    if not months:
        return None
    name = rf"(?P<month>{match_any(sorted(months, key=len, reverse=True))})(?!\w)"
    small = r"(?:\s(?:de|di|del|of))?"
    return re.compile(rf"(?<!\w)(?:(?P<day>[0-3]?\d)[.º°]?{small}\s)?{name}(?:{small},?\s{YEAR})?", re.IGNORECASE)


def find_written_dates(
    text: str, span: Span, today: date | None, counted: Sequence[Span], code: str
) -> tuple[DateMention, ...]:
    """Return the dates of a passage; a day without a year stays open, a year alone is a date if nothing is counted."""
    found: list[DateMention] = []
    for mention in (*_find_numeric(text, span), *_find_named(text, span, code), *_find_years(text, span)):
        if not any(mention.span.overlaps(other) for other in (*counted, *(one.span for one in found))):
            found.append(mention)
    return tuple(sorted(found, key=lambda one: one.span.start))


def _find_numeric(text: str, span: Span) -> Iterator[DateMention]:
    for match in NUMERIC.finditer(text, span.start, span.end):
        prefix = "iso_" if match["iso_year"] else "east_" if match["east_year"] else ""
        parts = [match[f"{prefix}{name}"] for name in ("year", "month", "day")]
        yield DateMention(Span(*match.span()), _format([int(part) for part in parts if part]))


def _find_named(text: str, span: Span, code: str) -> Iterator[DateMention]:
    pattern, months = _compile(code), load_conventions(code).months
    for match in pattern.finditer(text, span.start, span.end) if pattern else ():
        if not match["day"] and not match["year"]:
            continue
        number = months[match["month"].lower()]
        parts = [int(match["year"]), number, *([int(match["day"])] if match["day"] else [])] if match["year"] else []
        yield DateMention(Span(*match.span()), _format(parts))


def _find_years(text: str, span: Span) -> Iterator[DateMention]:
    for match in BARE_YEAR.finditer(text, span.start, span.end):
        yield DateMention(Span(*match.span()), match["year"])


def _format(parts: Sequence[int]) -> str:
    """Return year, month and day as ISO 8601, an empty string outside the calendar."""
    try:
        date(*[*parts, 1, 1][:3])
    except (TypeError, ValueError):
        return ""
    return "-".join(f"{part:02d}" for part in parts)
