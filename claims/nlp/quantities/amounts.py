"""One number with what stands around it: sign, currency, bounds, and what is counted."""

import re
from dataclasses import dataclass, replace

from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.quantities.names import HIDDEN
from claims.nlp.quantities.numbers import Number
from claims.nlp.quantities.units import Passage, Unit, find_unit
from claims.nlp.reading import QuantityKind

BEFORE_CHARACTERS = 60
MOST_BOUNDS = 3
LEAST_BARE_NUMBER = 10
"""A bare number below this counts nothing."""

YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
NEGATIVE = re.compile(r"(?:(?<![\w%)–/+-])[-−–]|(?<![\w-])(?<!plus or )(?:minus|negative)[\s-])$", re.IGNORECASE)
POSITIVE = re.compile(r"(?:(?<=\band )|(?<=\bto )|(?<=\bor ))plus[\s-]$|(?<=\s)\+$", re.IGNORECASE)
LAST_WORD = re.compile(r"([\w’'.-]+)\W{1,2}$")
SECOND_NUMBER = re.compile(r"(?:[-–]|\s(?:to|against)\s)\d")
POSSESSIVES = ("'s", "’s", "s'", "s’")
SENTENCE_MARKS = frozenset('.!?“"\n:')
BEHIND_KINDS = {
    "at_least": QuantityKind.AT_LEAST,
    "at_most": QuantityKind.AT_MOST,
    "about": QuantityKind.APPROXIMATE,
}
OPEN_KINDS = frozenset({QuantityKind.AT_LEAST, QuantityKind.AT_MOST})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its surroundings.

    `start` is where its bounds, sign or currency begin, `end` where its percent sign or currency ends. `kind` is what
    its bounds say, `bounds` are their phrases. One that `is_bare` is too small to count something by itself.
    """

    number: Number
    value: float
    start: int
    end: int
    unit: Unit
    kind: QuantityKind = QuantityKind.EXACT
    bounds: tuple[str, ...] = ()
    has_sign_before: bool = False
    is_bare: bool = False

    @property
    def is_open(self) -> bool:
        """Whether one end is open."""
        return self.kind in OPEN_KINDS


def read_amount(passage: Passage, number: Number) -> Amount | None:
    """Return a number with its surroundings; None if it counts nothing."""
    before = passage.text[max(0, number.start - BEFORE_CHARACTERS) : number.start]
    money, is_negative, rest = _read_signs(before, passage.grammar)
    unit = find_unit(passage, number, money)
    if unit is None or not (number.is_certain or unit.is_percent or unit.currency):
        return None
    value = (-number.value if is_negative else number.value) * unit.share
    bounds, rest = read_bounds(rest, passage.grammar)
    start = number.start - len(before) + len(rest)
    amount = Amount(number, value, start, unit.end, unit, bounds=tuple(bounds), has_sign_before=bool(money))
    amount = _apply_bounds_before(amount, rest, passage.grammar)
    amount = _apply_bound_behind(amount, passage)
    return (
        replace(amount, is_bare=_is_bare(amount, rest, passage.grammar)) if _may_count(passage, amount, rest) else None
    )


def _read_signs(before: str, grammar: QuantityGrammar) -> tuple[str, bool, str]:
    """Return the currency before a number, whether it is below zero, and what stands before both."""
    money, rest = "", NEGATIVE.sub("", before)
    if match := grammar.money.before.search(rest):
        money, rest = match[1], rest[: match.start()]
    rest = NEGATIVE.sub("", rest)
    is_negative = bool(before[len(rest) :].replace(money, "").strip())
    return money, is_negative, POSITIVE.sub("", rest)


def read_bounds(before: str, grammar: QuantityGrammar) -> tuple[list[str], str]:
    """Return the phrases before a number that bound it, the nearest first, and what stands before them."""
    phrases: list[str] = []
    while len(phrases) < MOST_BOUNDS and (match := grammar.bounds.before.search(before)):
        phrases.append(" ".join(match[1].lower().replace("-", " ").split()))
        before = before[: match.start()]
    return phrases, before


def _apply_bounds_before(amount: Amount, before: str, grammar: QuantityGrammar) -> Amount:
    """Return the amount with the kind that the phrases before it ask for."""
    bounds, kind = grammar.bounds, QuantityKind.EXACT
    is_turned = bounds.turned.search(before) is not None
    for phrase in amount.bounds:
        if is_turned and phrase in bounds.at_least:
            return replace(amount, kind=QuantityKind.AT_MOST)
        if is_turned and phrase in bounds.at_most:
            return replace(amount, kind=QuantityKind.AT_LEAST)
        if phrase in bounds.at_most:
            return replace(amount, kind=QuantityKind.AT_MOST)
        is_least = phrase in bounds.at_least or (phrase in bounds.at_least_alone and _stands_alone(amount.unit))
        if is_least and not _is_duration(phrase, amount, before, grammar):
            return replace(amount, kind=QuantityKind.AT_LEAST)
        if phrase in bounds.about:
            kind = QuantityKind.APPROXIMATE
    return replace(amount, kind=kind)


def _stands_alone(unit: Unit) -> bool:
    return not unit.words or unit.is_percent or unit.is_money


def _is_duration(phrase: str, amount: Amount, before: str, grammar: QuantityGrammar) -> bool:
    """Whether "over five years" is the time in which something happens."""
    is_time = amount.unit.words.lower() in grammar.units.time
    last = LAST_WORD.search(before)
    return phrase == grammar.bounds.during and is_time and not (last and last[1].lower() in grammar.bounds.lasting)


def _apply_bound_behind(amount: Amount, passage: Passage) -> Amount:
    """Return the amount with the kind that "or more" asks for, behind the number or behind what is counted."""
    bounds = passage.grammar.bounds
    for place in (amount.number.end, amount.end, amount.unit.words_end):
        match = bounds.behind.match(passage.text, place)
        if match is not None:
            phrase = (match[1] or match[2]).lower()
            kind = BEHIND_KINDS[bounds.behind_kinds[phrase]]
            end = max(amount.end, match.end()) if place == amount.end else amount.end
            return replace(amount, kind=kind, end=end, bounds=(phrase.strip("-"),))
    return amount


def _is_bare(amount: Amount, before: str, grammar: QuantityGrammar) -> bool:
    """Whether a number is so small, and so much alone, that it counts something only beside another one.

    Behind "including" it is a part of what was counted before.
    """
    number, unit = amount.number, amount.unit
    is_figure_or_word = number.is_plain or number.in_words
    is_small = number.value < LEAST_BARE_NUMBER and is_figure_or_word
    is_part = unit.is_part or grammar.bounds.including.search(before) is not None
    return is_small and not (unit.words or is_part or _is_bounded(amount, grammar))


def _is_bounded(amount: Amount, grammar: QuantityGrammar) -> bool:
    return bool(set(amount.bounds) - grammar.bounds.exactly)


def _may_count(passage: Passage, amount: Amount, before: str) -> bool:
    """Whether a number counts something; pronouns, years, names and points of time do not."""
    number, unit = amount.number, amount.unit
    words = passage.text[number.start : number.end]
    if unit.is_percent or unit.is_money or amount.has_sign_before:
        return True
    is_pronoun = number.in_words and words.lower() == passage.grammar.numerals.pronoun
    if is_pronoun and not passage.grammar.bounds.opening.search(before):
        return unit.has_whole_number or (bool(amount.bounds) and bool(unit.words) and not unit.is_part)
    is_hidden = passage.text[number.end : number.end + 1] == HIDDEN
    if unit.is_time_point or (number.value == 1 and unit.is_plural) or is_hidden:
        return False
    if number.is_plain and YEAR.match(words) and _is_year(amount, before, passage.grammar):
        return False
    return not (number.is_plain and not amount.bounds and _is_name(passage, amount))


def _is_year(amount: Amount, before: str, grammar: QuantityGrammar) -> bool:
    """Whether a number of four digits is a year: nothing is counted, or a word for time stands before it."""
    if _is_bounded(amount, grammar):
        return False
    last, unit = LAST_WORD.search(before), amount.unit
    word = amount.bounds[0] if amount.bounds else last[1].lower().rstrip(".") if last else ""
    is_dated = unit.words.split(" ")[-1].lower() in grammar.names.dated_nouns
    is_dated = is_dated or word in grammar.names.before_year or word.endswith(POSSESSIVES)
    return not unit.is_plural or is_dated or before.endswith(("‘", "'", "("))


def _is_name(passage: Passage, amount: Amount) -> bool:
    """Whether a number belongs to the name before it: "Windows 10", "bed 12"."""
    if amount.unit.is_plural or amount.unit.is_part or SECOND_NUMBER.match(passage.text, amount.number.end):
        return False
    before = passage.text[max(0, amount.start - BEFORE_CHARACTERS) : amount.start]
    last = LAST_WORD.search(before)
    if (
        not last
        or before[last.end(1) :].strip()
        or last[1].endswith(POSSESSIVES)
        or last[1].lower() in passage.grammar.names.not_names
    ):
        return False
    tag = passage.tags.get(amount.start - len(before) + last.start(1))
    if tag is not None and not amount.unit.words:
        return tag in ("NN", "NNP")
    head = before[: last.start(1)].rstrip()
    return last[1][0].isupper() and bool(head) and head[-1] not in SENTENCE_MARKS
