"""Finding quantities: value or range, what is counted, and how exactly."""

import re
from collections.abc import Iterator

from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.quantities.numerals import Numerals, parse_number
from claims.nlp.reading import Quantity, Span

Match = re.Match[str]
PERCENT = "%"
FIRST_YEAR = 1500
"""From this number on "one in 2016" is a date and no share."""

YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
LEAST_BARE_NUMBER = 10
"""A bare number below this counts nothing."""

SHARED_SCALE_FROM = 1000
"""In "five to six million" the first number shares the scale of the second, if that is at least this large."""

MOST_UNIT_WORDS = 4
DATE_CONTEXT_CHARACTERS = 12
UNIT_WORD = re.compile(r"[ -]?([^\W\d_][\w’'-]*)")


def find_quantities(text: str, start: int, end: int, grammar: QuantityGrammar) -> tuple[Quantity, ...]:
    """Return the quantities between two offsets, in order."""
    if not grammar.counting.search(text, start, end):
        return ()
    quantities: list[Quantity] = []
    for candidate in (*_find_shares(text, start, end, grammar), *_find_counts(text, start, end, grammar)):
        if not any(candidate.span.overlaps(other.span) for other in quantities):
            quantities.append(candidate)
    return tuple(sorted(quantities, key=lambda quantity: quantity.span.start))


def _find_shares(text: str, start: int, end: int, grammar: QuantityGrammar) -> Iterator[Quantity]:
    """Yield the quantities of "one in four", "half of" and "doubled"."""
    for match in grammar.share.finditer(text, start, end):
        part, whole = (parse_number(match[name], grammar.numerals) for name in ("part", "whole"))
        if part is not None and whole and part <= whole < FIRST_YEAR:
            yield _build_quantity(match, round(100 * part / whole, 2), None, PERCENT, grammar)
    for match in grammar.fraction.finditer(text, start, end):
        fraction = grammar.fractions[match["part"].lower().replace("-", " ")]
        yield _build_quantity(match, fraction, None, PERCENT, grammar)
    for match in grammar.factor.finditer(text, start, end):
        verb = match["verb"].lower()
        factor = grammar.factors[verb]
        yield Quantity(factor, factor, grammar.factor_unit, Span(*match.span()), verb)


def _find_counts(text: str, start: int, end: int, grammar: QuantityGrammar) -> Iterator[Quantity]:
    """Yield the quantities of numbers and ranges of numbers."""
    for match in grammar.quantity.finditer(text, start, end):
        low = parse_number(match["low"], grammar.numerals)
        high = parse_number(match["high"], grammar.numerals) if match["high"] else None
        unit = _find_unit(text, match, end, grammar)
        if low is not None and _is_count(text, match, low, unit, grammar):
            if high is not None and low < SHARED_SCALE_FROM <= high:
                low *= _find_scale(match["high"], grammar.numerals)
            yield _build_quantity(match, low, high, unit, grammar)


def _is_count(text: str, match: Match, low: float, unit: str, grammar: QuantityGrammar) -> bool:
    """Whether a number counts something; the pronoun "one", dates and ages (", 43,") do not."""
    is_pronoun = match["low"].lower() == grammar.pronoun and not match["high"]
    if _is_date(text, match, unit, grammar) or is_pronoun:
        return False
    if not unit and text[match.end() : match.end() + 1] == "," and text[match.start() - 2 : match.start()] == ", ":
        return False
    is_grouped = grammar.numerals.grouping in match["low"]
    return bool(match["money"] or unit or match["modifier"] or is_grouped or low >= LEAST_BARE_NUMBER)


def _find_scale(words: str, numerals: Numerals) -> float:
    """Return the scale of a number, which holds for the first number of "five to six million" too."""
    names = re.findall(r"[a-z]+", words.lower())
    has_scale = (names and words[:1].isdigit()) or len(names) > 1
    return (parse_number("1 " + names[-1], numerals) or 1.0) if has_scale else 1.0


def _build_quantity(match: Match, low: float, high: float | None, unit: str, grammar: QuantityGrammar) -> Quantity:
    """Return the quantity of a number or range, with an open end where the modifier asks for one."""
    modifier = " ".join((match["modifier"] or "").lower().split())
    span = Span(match.start(), match.end())
    if high is not None and high >= low:
        return Quantity(low, high, unit, span, modifier)
    if modifier in grammar.at_least:
        return Quantity(low, None, unit, span, modifier)
    if modifier in grammar.at_most:
        return Quantity(None, low, unit, span, modifier)
    return Quantity(low, low, unit, span, modifier)


def _is_date(text: str, match: Match, unit: str, grammar: QuantityGrammar) -> bool:
    """Whether a number is a year, a day of a month, a time of day or an ordinal."""
    number = match["low"]
    is_marked = any(match[mark] for mark in ("money", "percent", "low_percent", "modifier"))
    if is_marked or not number.isdigit():
        return False
    before = text[max(0, match.start("low") - DATE_CONTEXT_CHARACTERS) : match.start("low")]
    if YEAR.match(number):
        return not unit or bool(grammar.dated_before.search(before))
    return bool(grammar.dated_behind.match(text, match.end("low")) or grammar.month_before.search(before))


def _find_unit(text: str, match: Match, end: int, grammar: QuantityGrammar) -> str:
    """Return what is counted: percent, a currency, or the words behind the number up to the end of its noun phrase."""
    percent = match["percent"] or match["low_percent"]
    if percent:
        return grammar.percentage_points if grammar.point in percent else PERCENT
    if match["money"] or match["coin"]:
        return str(match["money"] or match["coin"].strip())
    words: list[str] = []
    offset = match.end()
    while len(words) < MOST_UNIT_WORDS and (word := UNIT_WORD.match(text, offset, end)):
        if word[1].lower() in grammar.unit_ends:
            break
        words.append(word[1])
        offset = word.end()
    happened = grammar.happened.match(text, offset, end) if words else None
    return " ".join([*words, happened[1].lower()] if happened else words)
