"""Numbers one can compare: value or range, what is counted, and how exactly."""

import re
from collections.abc import Iterator

from claims.nlp.measures import (
    AT_LEAST,
    AT_MOST,
    COUNTING,
    DATED_BEFORE,
    DATED_BEHIND,
    ENDS,
    FACTORS,
    FRACTION,
    FRACTIONS,
    HAPPENED,
    MONTH_BEFORE,
    QUANTITY,
    SHARE,
    TIMES,
    UNIT_WORD,
    YEAR,
)
from claims.nlp.numerals import value
from claims.nlp.reading import Quantity, Span

Match = re.Match[str]
PERCENT = "%"
EARLIEST_YEAR = 1500  # "one in 2016" is no share
SMALL, LARGE = (
    10,
    1000,
)  # bare numbers below the first count nothing; "five to six million" shares what is above the second
UNIT_WORDS = 4
NEARBY = 12  # characters before a number that may make it a date


def quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities between two offsets, in order."""
    if not COUNTING.search(text, start, end):
        return ()
    found: list[Quantity] = []
    for one in (*_shares(text, start, end), *_counts(text, start, end)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.span.start))


def _shares(text: str, start: int, end: int) -> Iterator[Quantity]:
    """One in four, half of, doubled."""
    for match in SHARE.finditer(text, start, end):
        part, whole = value(match["part"]), value(match["whole"])
        if part is not None and whole and part <= whole < EARLIEST_YEAR:
            yield _bounded(match, round(100 * part / whole, 2), None, PERCENT)
    for match in FRACTION.finditer(text, start, end):
        yield _bounded(match, FRACTIONS[match["part"].lower().replace("-", " ")], None, PERCENT)
    for match in TIMES.finditer(text, start, end):
        factor = FACTORS[match["verb"].lower()]
        yield Quantity(factor, factor, "times", Span(*match.span()), match["verb"].lower())


def _counts(text: str, start: int, end: int) -> Iterator[Quantity]:
    for match in QUANTITY.finditer(text, start, end):
        low = value(match["low"])
        high = value(match["high"]) if match["high"] else None
        unit = _unit(text, match, end)
        if low is not None and _is_count(text, match, low, unit):
            if high is not None and low < LARGE <= high:
                low *= _scale(match["high"])
            yield _bounded(match, low, high, unit)


def _is_count(text: str, match: Match, low: float, unit: str) -> bool:
    """Whether a number counts something: "one" and dates do not."""
    if _is_date(text, match, unit) or (match["low"].lower() == "one" and not match["high"]):
        return False
    return bool(match["money"] or unit or match["modifier"] or "," in match["low"] or low >= SMALL)


def _scale(words: str) -> float:
    """Five to six million: the scale of the second number holds for the first."""
    names = re.findall(r"[a-z]+", words.lower())
    return (value("1 " + names[-1]) or 1.0) if (names and words[:1].isdigit()) or len(names) > 1 else 1.0


def _bounded(match: Match, low: float, high: float | None, unit: str) -> Quantity:
    modifier = " ".join((match["modifier"] or "").lower().split())
    span = Span(match.start(), match.end())
    if high is not None and high >= low:
        return Quantity(low, high, unit, span, modifier)
    if modifier in AT_LEAST:
        return Quantity(low, None, unit, span, modifier)
    if modifier in AT_MOST:
        return Quantity(None, low, unit, span, modifier)
    return Quantity(low, low, unit, span, modifier)


def _is_date(text: str, match: Match, unit: str) -> bool:
    """Years, days of a month, times of day and ordinals count nothing."""
    number = match["low"]
    marked = any(match[mark] for mark in ("money", "percent", "low_percent", "modifier"))
    if marked or not number.isdigit():
        return False
    before = text[max(0, match.start("low") - NEARBY) : match.start("low")]
    if YEAR.match(number):
        return not unit or bool(DATED_BEFORE.search(before))
    return bool(DATED_BEHIND.match(text, match.end("low")) or MONTH_BEFORE.search(before))


def _unit(text: str, match: Match, end: int) -> str:
    """What is counted: percent, a currency, or the words behind the number up to the end of its noun phrase."""
    share = match["percent"] or match["low_percent"]
    if share:
        return "percentage points" if "point" in share else PERCENT
    if match["money"] or match["coin"]:
        return str(match["money"] or match["coin"].strip())
    words: list[str] = []
    place = match.end()
    while len(words) < UNIT_WORDS and (word := UNIT_WORD.match(text, place, end)):
        if word[1].lower() in ENDS:
            break
        words.append(word[1])
        place = word.end()
    happened = HAPPENED.match(text, place, end) if words else None
    return " ".join([*words, happened[1].lower()] if happened else words)
