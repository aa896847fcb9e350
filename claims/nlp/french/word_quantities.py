"""French quantities that are words: fractions, collectives, vague numbers, factors and shares."""

import re
from collections.abc import Iterator
from itertools import pairwise

from claims.nlp.french.number_context import is_change, read_bound, read_noun
from claims.nlp.french.numbers import compile_number, list_number_words, read_number
from claims.nlp.french.quantity_rules import QuantityRules
from claims.nlp.french.tables import load_table
from claims.nlp.reading import Quantity, QuantityKind, Span

DECIMALS = 4
WHOLE = 100.0
HALF = "moitié"
HALF_MORE = 0.5
SHORTEST_SHARE_WORDS, LONGEST_SHARE_WORDS = 2, 4


def find_word_quantities(text: str, start: int, end: int, rules: QuantityRules) -> Iterator[Quantity]:
    """Yield fractions, collectives ("une centaine"), vague numbers and factors."""
    table = load_table("quantities")
    for match in rules.vague.finditer(text, start, end):
        low = float(table["vague"][match["name"].lower()]) * (2 if match["opener"].lower() == "plusieurs" else 1)
        low *= table["vague"][match["second"].lower()] if match["second"] else 1
        unit, _ = read_noun(text, match.end() - 1, rules)
        yield Quantity(low, None, unit, Span(*match.span()), match["opener"].lower(), QuantityKind.VAGUE)
    for match in rules.collective.finditer(text, start, end):
        unit, _ = read_noun(text, match.end(), rules)
        yield _bound(text, table["collectives"][match["name"].lower()], unit, Span(*match.span()), rules)
    for match in rules.fraction.finditer(text, start, end):
        name, top = (match["name"] or match["by"] or match["half"]).lower(), _read_top(match)
        takes = match["by"] or match["half"] or rules.change_by.search(text[start : match.start()])
        kind = QuantityKind.CHANGE_BY if takes and is_change(text, match.start(), start, rules) else None
        if name != HALF or (match["top"] or "").lower() == "la" or (match["half"] and kind):
            value = round(top * table["fractions"][name], DECIMALS)
            yield _bound(text, value, table["percent"][0], Span(*match.span()), rules, kind=kind)
    for match in rules.fold.finditer(text, start, end):
        yield _read_fold(text, match, rules)
    yield from _find_shares(text, start, end, rules)


def _read_fold(text: str, match: re.Match[str], rules: QuantityRules) -> Quantity:
    """Return the factor of "a doublé" or "une fois et demie"."""
    table = load_table("quantities")
    if match["word"]:
        factor = table["folds"][match["word"]]
        return Quantity(factor, factor, table["fold_unit"], Span(*match.span("word")))
    whole = match["whole"].lower()
    factor = HALF_MORE + (int(whole) if whole.isdigit() else list_number_words()[whole])
    kind, modifier, first = read_bound(text, match.start(), rules)
    low, high = (None if kind == QuantityKind.AT_MOST else factor), (None if kind == QuantityKind.AT_LEAST else factor)
    return Quantity(low, high, table["fold_unit"], Span(first, match.end()), modifier, kind)


def _read_top(match: re.Match[str]) -> int:
    return {"deux": 2, "trois": 3, "quatre": 4, "les deux": 2, "les trois": 3}.get((match["top"] or "un").lower(), 1)


def _bound(
    text: str, value: float, unit: str, span: Span, rules: QuantityRules, *, kind: QuantityKind | None = None
) -> Quantity:
    """Return a quantity in words with the bound in front of it; without one it is about so many, or a share."""
    found, modifier, first = read_bound(text, span.start, rules)
    is_share = unit == load_table("quantities")["percent"][0]
    kind = kind or (found if found != QuantityKind.EXACT or is_share else QuantityKind.APPROXIMATE)
    low, high = (None if kind == QuantityKind.AT_MOST else value), (None if kind == QuantityKind.AT_LEAST else value)
    return Quantity(low, high, unit, Span(first, span.end), modifier, kind)


def _find_shares(text: str, start: int, end: int, rules: QuantityRules) -> Iterator[Quantity]:
    """Yield the shares of "un Français sur cinq" and "neuf hôpitaux sur dix"."""
    numbers = [one for match in compile_number().finditer(text, start, end) if (one := read_number(match))]
    for top, whole in pairwise(numbers):
        between = text[top.end : whole.start]
        words = between.split()
        is_share = (
            rules.share_of.search(between)
            and SHORTEST_SHARE_WORDS - top.in_words <= len(words) <= LONGEST_SHARE_WORDS
            and "," not in between
        )
        if is_share and 0 < top.value <= whole.value and rules.no_members.isdisjoint(words):
            kind, modifier, first = read_bound(text, top.start, rules)
            value = round(WHOLE * top.value / whole.value, DECIMALS)
            low, high = (
                (None if kind == QuantityKind.AT_MOST else value),
                (None if kind == QuantityKind.AT_LEAST else value),
            )
            yield Quantity(low, high, load_table("quantities")["percent"][0], Span(first, whole.end), modifier, kind)
