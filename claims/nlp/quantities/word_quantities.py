"""Quantities that words make: shares, fractions, folds and vague numbers."""

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.nlp.quantities.amounts import read_bounds
from claims.nlp.quantities.changes import has_trigger
from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.quantities.numbers import parse_number
from claims.nlp.quantities.numerals import VULGAR_FRACTIONS, fold_case
from claims.nlp.quantities.units import Passage, find_named
from claims.nlp.reading import Quantity, QuantityKind, Span

Match = re.Match[str]
BEFORE_CHARACTERS = 60
LARGEST_WHOLE = 1500
"""From this number on "one in 2016" is a date and no share."""

PERCENT = 100.0
DECIMALS = 2


def find_word_quantities(passage: Passage) -> Iterator[Quantity]:
    """Yield the quantities of words, those that matter most first; a later one may overlap an earlier."""
    has_sign = bool(passage.grammar.words.sign.search(fold_case(passage.text[passage.start : passage.end])))
    if has_sign:
        yield from _find_vague(passage)
    yield from _find_shares(passage)
    if has_sign:
        yield from _find_parts_of_units(passage)
        yield from _find_folds(passage)
        yield from _find_fraction_ranges(passage)
        yield from _find_fractions(passage)


def _build_bounded(passage: Passage, span: tuple[int, int], value: float, unit: str, kind: QuantityKind) -> Quantity:
    """Return a quantity with the bounds before it."""
    before = passage.text[max(0, span[0] - BEFORE_CHARACTERS) : span[0]]
    phrases, rest = read_bounds(before, passage.grammar)
    bounds = passage.grammar.bounds
    if any(phrase in bounds.at_most for phrase in phrases):
        kind = QuantityKind.AT_MOST
    elif any(phrase in bounds.at_least for phrase in phrases):
        kind = QuantityKind.AT_LEAST
    elif kind == QuantityKind.EXACT and any(phrase in bounds.about for phrase in phrases):
        kind = QuantityKind.APPROXIMATE
    low = None if kind == QuantityKind.AT_MOST else value
    high = None if kind == QuantityKind.AT_LEAST else value
    start = span[0] - len(before) + len(rest)
    return Quantity(low, high, unit, Span(start, span[1]), " ".join(reversed(phrases)), kind)


def _build_share(passage: Passage, span: tuple[int, int], share: float) -> Quantity:
    """Return a share of one as a percentage."""
    unit = passage.grammar.units.percent_unit
    return _build_bounded(passage, span, round(PERCENT * share, DECIMALS), unit, QuantityKind.EXACT)


def _find_vague(passage: Passage) -> Iterator[Quantity]:
    """Yield "hundreds of drivers", "several thousand" and "a couple of thousand"."""
    words, values = passage.grammar.words, passage.grammar.words.vague_values
    for match in words.vague.finditer(passage.text, passage.start, passage.end):
        if not words.counted.search(passage.text[max(0, match.start() - BEFORE_CHARACTERS) : match.start()]):
            low = values[match["first"].lower()] * values.get((match["more"] or "").lower(), 1.0)
            yield _build_vague(passage, match, low)
    for match in words.opened.finditer(passage.text, passage.start, passage.end):
        yield _build_vague(passage, match, words.opened_times * _scale_of(match, passage.grammar))
    for match in words.couple.finditer(passage.text, passage.start, passage.end):
        value = words.couple_times * _scale_of(match, passage.grammar)
        unit, currency, end = find_named(passage, match.end())
        span = Span(match.start(), max(end, match.end()))
        yield Quantity(value, value, unit, span, "", QuantityKind.APPROXIMATE, currency)


def _scale_of(match: Match, grammar: QuantityGrammar) -> float:
    scales = grammar.numerals.scales
    return scales.get(match["scale"].lower(), PERCENT) * scales.get((match["more"] or "").lower(), 1.0)


def _build_vague(passage: Passage, match: Match, low: float) -> Quantity:
    unit, currency, end = find_named(passage, match.end())
    span = Span(match.start(), max(end, match.end()))
    return Quantity(low, None, unit, span, match.group().lower(), QuantityKind.VAGUE, currency)


def _find_shares(passage: Passage) -> Iterator[Quantity]:
    """Yield "one in four", "one child in ten", "every second child" and "3/4 of"."""
    words, numerals = passage.grammar.words, passage.grammar.numerals
    for pattern in (words.share, words.member):
        for match in pattern.finditer(passage.text, passage.start, passage.end):
            part, whole = (parse_number(match[name], numerals) for name in ("part", "whole"))
            is_of = match.groupdict().get("joiner", "").lower() == numerals.of and not match["every"]
            if part is not None and whole and part <= whole < LARGEST_WHOLE and not is_of:
                yield _build_share(passage, match.span(), part / whole)
    for match in words.every.finditer(passage.text, passage.start, passage.end):
        span = (match.start(), match.end("which"))
        yield _build_share(passage, span, 1 / words.ordinals[match["which"].lower()])
    for match in words.slash.finditer(passage.text, passage.start, passage.end):
        top, bottom = map(int, (match["ratio"] or "0/1").split("/"))
        share = VULGAR_FRACTIONS[match["vulgar"]] if match["vulgar"] else top / max(bottom, 1)
        if 0 < share < 1:
            yield _build_share(passage, match.span(), share)


def _find_parts_of_units(passage: Passage) -> Iterator[Quantity]:
    """Yield "half a percentage point", "a quarter of a mile" and "a year and a half"."""
    words, units = passage.grammar.words, passage.grammar.units
    for match in words.part_of_unit.finditer(passage.text, passage.start, passage.end):
        value = _fraction_of(match["top"], match["name"] or match["bare"], passage.grammar)
        group = "unit" if match["unit"] else "bare_unit"
        place = match.start(group) - 1
        named = next((name for pattern, name, _ in units.percent if pattern.match(passage.text, place)), None)
        is_change = named is not None and has_trigger(passage.text, match.start(), passage.grammar.changes)
        kind = QuantityKind.CHANGE_BY if is_change else QuantityKind.EXACT
        yield _build_bounded(passage, match.span(), value, named or match[group].lower(), kind)
    for match in words.unit_and_part.finditer(passage.text, passage.start, passage.end):
        whole = parse_number(match["number"], passage.grammar.numerals) or 1.0
        value = whole + _fraction_of(match["top"], match["name"], passage.grammar)
        yield _build_bounded(passage, match.span(), value, match["unit"].lower(), QuantityKind.EXACT)


def _fraction_of(top: str | None, name: str, grammar: QuantityGrammar) -> float:
    return grammar.numerals.ones.get((top or "").lower(), 1) * grammar.numerals.fractions[name.lower()]


def _find_folds(passage: Passage) -> Iterator[Quantity]:
    """Yield "doubled", "twice as many", "five times the", "threefold", "a factor of ten", "cut in half"."""
    words = passage.grammar.words
    for match in words.fold_verb.finditer(passage.text, passage.start, passage.end):
        name = "verb" if match["verb"] else "infinitive"
        value = words.folds[match[name].lower()]
        found = _build_bounded(passage, match.span(name), value, words.fold_unit, QuantityKind.CHANGE_BY)
        yield _mirror(found) if value < 1 else found
    for match in words.in_half.finditer(passage.text, passage.start, passage.end):
        yield Quantity(1 / 2, 1 / 2, words.fold_unit, Span(*match.span("half")), "", QuantityKind.CHANGE_BY)
    for match in words.multiple.finditer(passage.text, passage.start, passage.end):
        name = "double" if match["double"] else "half"
        value = words.folds[match[name].lower()]
        yield _build_bounded(passage, match.span(name), value, words.fold_unit, QuantityKind.EXACT)
    for pattern in (words.times, words.suffix, words.factor_of):
        yield from _find_multiplied(passage, pattern)


def _mirror(quantity: Quantity) -> Quantity:
    """Return a fold below one with its bounds exchanged: "more than halved" is at most one half."""
    mirrored = {QuantityKind.AT_LEAST: QuantityKind.AT_MOST, QuantityKind.AT_MOST: QuantityKind.AT_LEAST}
    return replace(quantity, low=quantity.high, high=quantity.low, kind=mirrored.get(quantity.kind, quantity.kind))


def _find_multiplied(passage: Passage, pattern: re.Pattern[str]) -> Iterator[Quantity]:
    numerals = passage.grammar.numerals
    for match in pattern.finditer(passage.text, passage.start, passage.end):
        groups = match.groupdict()
        number = (groups["number"] or groups.get("short") or "").lower()
        value = PERCENT if number == numerals.hundred else parse_number(number, numerals)
        if value is not None:
            is_change = has_trigger(passage.text, match.start(), passage.grammar.changes)
            kind = QuantityKind.CHANGE_BY if is_change else QuantityKind.EXACT
            yield _build_bounded(passage, match.span(), value, passage.grammar.words.fold_unit, kind)


def _find_fraction_ranges(passage: Passage) -> Iterator[Quantity]:
    """Yield "between a tenth and an eighth", in percent."""
    for match in passage.grammar.words.fraction_range.finditer(passage.text, passage.start, passage.end):
        ends = ((match["low_top"], match["low"]), (match["top"], match["name"]))
        low, high = (round(PERCENT * _fraction_of(*end, passage.grammar), DECIMALS) for end in ends)
        unit = passage.grammar.units.percent_unit
        yield Quantity(low, high, unit, Span(*match.span()), "", QuantityKind.RANGE)


def _find_fractions(passage: Passage) -> Iterator[Quantity]:
    """Yield "two thirds of" and "by a third", in percent."""
    for match in passage.grammar.words.fraction.finditer(passage.text, passage.start, passage.end):
        start = match.start("top") if match["top"] else match.start("name")
        if _is_share(passage, match, start):
            share = _fraction_of(match["top"], match["name"], passage.grammar)
            is_change = bool(match["by"]) and has_trigger(passage.text, match.start(), passage.grammar.changes)
            kind = QuantityKind.CHANGE_BY if is_change else QuantityKind.EXACT
            span, unit = (start, match.end("name")), passage.grammar.units.percent_unit
            yield _build_bounded(passage, span, round(PERCENT * share, DECIMALS), unit, kind)


def _is_share(passage: Passage, match: Match, start: int) -> bool:
    """Whether a fraction is a share of something and no period or rank ("the first half", "a third man")."""
    numerals, name = passage.grammar.numerals, match["name"].lower()
    if match["before"] or (not match["top"] and name != numerals.half):
        return False
    number = numerals.ones.get((match["top"] or "").lower(), 0)
    is_plural = number > 1 and name.endswith(passage.grammar.units.plural_ending)
    if match["behind"] or match["by"] or is_plural:
        return True
    before = passage.text[max(0, start - BEFORE_CHARACTERS) : start]
    is_bounded = bool(set(read_bounds(before, passage.grammar)[0]) - passage.grammar.bounds.exactly)
    return is_bounded or (number == 1 and not passage.text[match.end("name") :].startswith(" "))
