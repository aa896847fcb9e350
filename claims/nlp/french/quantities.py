"""Finding the quantities of a French passage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claims.nlp.french.number_context import CHANGE_CHARACTERS, is_change, read_bound, read_noun
from claims.nlp.french.numbers import Number, compile_number, read_number
from claims.nlp.french.quantity_rules import QuantityRules, load_rules
from claims.nlp.french.tables import load_table
from claims.nlp.french.word_quantities import find_word_quantities
from claims.nlp.reading import Quantity, QuantityKind, Span

BEFORE_CHARACTERS = 60
LEAST_BARE = 10
THOUSAND = 1000
FIRST_YEAR, LAST_YEAR = 1500, 2101
PLURAL_ENDINGS = ("s", "x", "z")
OPEN = {QuantityKind.AT_LEAST, QuantityKind.AT_MOST}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what stands around it: `start` is where its bound begins, `end` where its unit of measure ends."""

    number: Number
    value: float
    start: int
    end: int
    unit: str
    kind: QuantityKind
    modifier: str = ""
    currency: str = ""
    is_measure: bool = False
    is_bare: bool = False


def find_quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """Return the quantities between two offsets, in order. The text has plain marks and spaces."""
    rules = load_rules()
    found = list(find_word_quantities(text, start, end, rules))
    taken = [one.span for one in found] + [Span(*match.span()) for match in rules.hidden.finditer(text, start, end)]
    amounts: list[Amount | None] = []
    for match in compile_number().finditer(text, start, end):
        number = read_number(match)
        if number and not any(span.start < number.end and number.start < span.end for span in taken):
            amounts.append(_read_amount(text, number, start, end, rules))
    found += _join(text, [one for one in amounts if one is not None], rules)
    return tuple(sorted(found, key=lambda one: one.span.start))


def _read_amount(text: str, number: Number, start: int, end: int, rules: QuantityRules) -> Amount | None:
    """Return a number with its surroundings, None if it counts nothing."""
    kind, modifier, first = read_bound(text, number.start, rules)
    for pattern, behind in rules.behind:
        if match := pattern.match(text, number.end, end):
            kind, modifier = behind, match.group().strip()
    amount = Amount(number, number.value, max(first, start), number.end, "", kind, modifier)
    measured = _read_measure(text, amount, rules)
    if measured is not None:
        return measured
    before = text[max(0, first - BEFORE_CHARACTERS) : first]
    if number.value and ((is_divided := rules.divided.search(before)) or rules.multiplied.search(before)):
        return replace(amount, value=1 / number.value if is_divided else number.value, unit="fois")
    if (
        rules.name_before.search(before)
        or rules.month.match(text, number.end)
        or text[number.end : number.end + 1].isalpha()
    ):
        return None
    unit, _ = read_noun(text, number.end, rules)
    if not _may_count(text, amount, unit, before, rules):
        return None
    is_small = number.value < LEAST_BARE and (number.is_plain or number.in_words)
    return replace(amount, unit=unit, is_bare=is_small and not unit and kind == QuantityKind.EXACT)


def _read_measure(text: str, amount: Amount, rules: QuantityRules) -> Amount | None:
    """Return an amount of percent, points, money or an abbreviated measure, None for any other."""
    end, table = amount.number.end, load_table("quantities")
    if match := rules.percent.match(text, end):
        return replace(amount, unit=table["percent"][0], end=match.end(), is_measure=True)
    if match := rules.points.match(text, end):
        share = 100 if "base" in match.group() else 1
        return replace(amount, value=amount.value / share, unit=table["points_unit"], end=match.end(), is_measure=True)
    if match := rules.money.match(text, end):
        form = text[match.start("form") : match.end("form")]
        code = rules.money_codes[form.lower()]
        return replace(amount, unit=form, end=match.end(), currency=code, is_measure=True)
    if (match := rules.attached.match(text, end)) and amount.number.is_plain | (not amount.number.in_words):
        return replace(amount, unit=match.group().strip(), end=match.end(), is_measure=True)
    return None


def _may_count(text: str, amount: Amount, unit: str, before: str, rules: QuantityRules) -> bool:
    """Whether a number counts something; years, ages, times of day and points of time do not."""
    number, table = amount.number, load_table("quantities")
    if _is_age_or_time(text, amount, unit, before, rules):
        return False
    if number.is_plain and FIRST_YEAR <= number.value < LAST_YEAR and amount.kind == QuantityKind.EXACT:
        return unit.lower().endswith(PLURAL_ENDINGS) and not before.rstrip().endswith((" en", " de", "depuis", " dès"))
    is_bounded = amount.kind in OPEN and unit in rules.durations
    if number.in_words and unit and not unit.split(maxsplit=1)[0].lower().endswith(PLURAL_ENDINGS):
        is_brand = number.value > 1 and unit[0].isupper()
        return number.value >= LEAST_BARE or unit == table["fold_unit"] or is_bounded or is_brand
    return is_bounded or not (number.in_words and number.value == 1)


def _is_age_or_time(text: str, amount: Amount, unit: str, before: str, rules: QuantityRules) -> bool:
    """Whether a number is an age, a time of day, or dates something: "il y a cinq ans"."""
    number, table = amount.number, load_table("quantities")
    is_age = unit == table["age_unit"] or rules.age_range.match(text, number.end)
    directly = text[max(0, number.start - BEFORE_CHARACTERS) : number.start]
    is_clock = unit in rules.clock and number.value <= table["last_hour"] and rules.clock_before.search(before)
    dates = rules.time_point.match(text, number.end) or before.rstrip().endswith(table["ago"])
    return bool(is_clock or dates or (is_age and rules.age_before.search(directly)))


def _join(text: str, amounts: list[Amount], rules: QuantityRules) -> Iterator[Quantity]:
    """Yield the quantities of amounts: ranges, ends and sizes of changes, and single ones."""
    skip = False
    for place, one in enumerate(amounts):
        if skip:
            skip = False
            continue
        other = amounts[place + 1] if place + 1 < len(amounts) else None
        joined = _join_two(text, one, other, rules) if other else ()
        skip = bool(joined)
        if joined or not one.is_bare:
            yield from joined or [_build(_mark_change(text, one, rules))]


def _join_two(text: str, one: Amount, other: Amount, rules: QuantityRules) -> list[Quantity]:
    """Return the range or the two ends that two amounts make, nothing if they make neither."""
    between, before = (
        text[one.end : other.number.start].strip(),
        text[max(0, one.start - BEFORE_CHARACTERS) : one.start],
    )
    between = between.removeprefix(one.unit).strip() if one.unit and not one.is_measure else between
    lead = re.search(r"(?:\b(entre)|\b(de)|\b(d'))\s*$", before)
    first = one.start - len(before) + lead.start() if lead else one.start
    is_between = bool(lead and lead[1] and between == "et")
    is_from = bool(lead and between in ("à", "à près de", "à plus de", "à environ", "à quelque"))
    is_either = between in ("-", "–", "à", "ou") and one.end == one.number.end and one.kind not in OPEN
    if not (is_between or is_from or is_either) or other.value <= 0:
        return []
    is_size = (
        not one.unit and other.unit == "%" and not rules.moving.search(text, max(0, first - CHANGE_CHARACTERS), first)
    )
    one = _share_scale(one, other)
    if is_from and not is_size and is_change(text, first, 0, rules):
        return [
            _build(replace(one, kind=QuantityKind.CHANGE_FROM)),
            _build(replace(other, start=other.number.start, kind=QuantityKind.CHANGE_TO)),
        ]
    if one.value > other.value:
        return []
    span = Span(first if lead else one.start, other.end)
    return [
        Quantity(
            one.value, other.value, other.unit, span, "entre" if is_between else "", QuantityKind.RANGE, other.currency
        )
    ]


def _share_scale(one: Amount, other: Amount) -> Amount:
    """Return the first of two amounts with the scale and the unit of the second: "entre 3 et 4 milliards d'euros"."""
    shares = (
        one.number.scale == 1
        and other.number.scale > 1
        and not one.unit
        and one.value <= other.value / other.number.scale * 10
    )
    value = one.value * other.number.scale if shares else one.value
    if (
        one.number.is_plain
        and not other.number.is_plain
        and other.number.scale == 1
        and other.value >= THOUSAND > one.value
    ):
        value = value * THOUSAND if value * THOUSAND < other.value else value
    if one.unit:
        return one
    return replace(one, value=value, unit=other.unit, currency=other.currency)


def _mark_change(text: str, one: Amount, rules: QuantityRules) -> Amount:
    """Return an amount as the size or the end of a change, if a verb before it says so."""
    if one.kind != QuantityKind.EXACT or not is_change(text, one.start, 0, rules):
        return one
    before = text[max(0, one.start - BEFORE_CHARACTERS) : one.start]
    if rules.change_by.search(before):
        return replace(one, kind=QuantityKind.CHANGE_BY)
    return replace(one, kind=QuantityKind.CHANGE_TO) if rules.change_to.search(before) else one


def _build(one: Amount) -> Quantity:
    low = None if one.kind == QuantityKind.AT_MOST else one.value
    high = None if one.kind == QuantityKind.AT_LEAST else one.value
    return Quantity(low, high, one.unit, Span(one.start, one.end), one.modifier, one.kind, one.currency)
