"""How two numbers belong together: a range, the ends of a change, the two sides of a vote, or the result of a game."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.nlp.quantities.amounts import Amount
from claims.nlp.quantities.changes import CONTEXT_CHARACTERS, find_role, has_trigger, words_before
from claims.nlp.quantities.grammar import Changes
from claims.nlp.quantities.units import Passage
from claims.nlp.reading import QuantityKind

LARGEST_SCORE = 200
FARTHEST_RANGE = 3.0
"""In "rose 30 to 1,500" the second number is too many times the first for a range."""

LEAST_SHARE = 0.1
"""In "5-10,000" the first number shares the thousands if it is more than this share of the second."""

THOUSAND = 1000.0
DASH = "-"
SENTENCE_END = ". "
Joined = list[tuple[Amount, Amount | None]]


def join_amounts(passage: Passage, amounts: Sequence[Amount]) -> Iterator[tuple[Amount, Amount | None]]:
    """Yield each amount with the upper end of its range, if it has one; what counts nothing is left out."""
    place = 0
    ended: Amount | None = None
    while place < len(amounts):
        one = _continue_change(passage, _add_role(passage, amounts[place]), ended)
        other = amounts[place + 1] if place + 1 < len(amounts) else None
        joined = _join(passage, one, other) if other is not None else None
        ends = [end for end, _ in joined or [(one, None)] if end.kind == QuantityKind.CHANGE_TO]
        ended = ends[0] if ends else ended
        if joined is not None:
            yield from joined
        elif not one.is_bare:
            yield one, None
        place += 1 if joined is None else 2


def _add_role(passage: Passage, amount: Amount) -> Amount:
    """Return the amount with its part in a change. "Up to" behind a verb of change is no upper end."""
    changes = passage.grammar.changes
    if amount.bounds[:1] == (changes.up_to,) and has_trigger(passage.text, amount.start, changes, most_words=1):
        return replace(amount, kind=QuantityKind.CHANGE_TO)
    role = None if amount.is_open else find_role(passage, amount)
    return replace(amount, kind=role) if role else amount


def _continue_change(passage: Passage, amount: Amount, ended: Amount | None) -> Amount:
    """Return where a change began, in the unit of its end: "fell to 61 million euros last year, from 93 million"."""
    is_from = words_before(passage.text, amount.start)[:1] == [passage.grammar.changes.from_word]
    if ended is None or not is_from or amount.unit.words or SENTENCE_END in passage.text[ended.end : amount.start]:
        return amount
    if not ended.unit.is_percent and amount.number.scale == 1:
        return amount
    unit = replace(ended.unit, end=amount.end, words_end=amount.end)
    return replace(amount, kind=QuantityKind.CHANGE_FROM, unit=unit)


def _join(passage: Passage, one: Amount, other: Amount) -> Joined | None:
    """Return what two neighbours are together, None if they have nothing to do with each other."""
    changes = passage.grammar.changes
    how = _find_joiner(passage, one, other)
    if how is None:
        return None
    is_vote = one.value > other.value and _is_tally(passage, one, other, how)
    if not is_vote and how == changes.to and (ends := _find_ends_of_change(passage, one, other)):
        return [(end, None) for end in ends]
    other = _inherit_from_first(one, other, how, changes)
    if _is_tally(passage, one, other, how):
        return [(_make_vote(each, one, other, changes), None) for each in (one, other)]
    if _is_score(passage, one, other, how):
        return []
    is_apart = bool(one.unit.words) and how != changes.between_joiner and not _are_alike(one, other)
    return None if is_apart else _make_range(passage, one, other, how)


def _make_range(passage: Passage, one: Amount, other: Amount, how: str) -> Joined | None:
    """Return the range of two numbers, or both where the first is the larger."""
    shared = _share_scale(one, other)
    if shared.value <= other.value and _may_be_range(shared, other):
        return [(_inherit(shared, other), other)]
    if how == DASH and not one.unit.is_percent:
        return None
    return [(_inherit(shared, other), None), (other, None)]


def _find_joiner(passage: Passage, one: Amount, other: Amount) -> str | None:
    """Return "-", "to", "or", or the "and" of "between ... and", where one joins two numbers."""
    changes = passage.grammar.changes
    for begin in (one.end, one.unit.words_end):
        match = changes.joiner.match(passage.text, begin, other.start + 1) if begin <= other.start else None
        if match is None or match.end() != other.start:
            continue
        if match["dash"]:
            return DASH
        word, between = match["word"].lower(), set(match["peaks"].lower().split())
        if not between <= changes.peaks | changes.range_doubts:
            continue
        if not between.isdisjoint(changes.range_doubts) and one.unit.words and not _are_alike(one, other):
            continue
        is_opened = word != changes.between_joiner or words_before(passage.text, one.start)[:1] == [changes.between]
        return word if is_opened else None
    return None


def _find_ends_of_change(passage: Passage, one: Amount, other: Amount) -> tuple[Amount, Amount] | None:
    """Return the two numbers of "from ... to ..." or "by ... to ..." after a verb of change."""
    changes, text = passage.grammar.changes, passage.text
    ended = other if other.is_open else replace(other, kind=QuantityKind.CHANGE_TO)
    if one.kind == QuantityKind.CHANGE_FROM:
        started = _inherit(_share_scale(one, other, is_change=True), other)
        return replace(started, kind=QuantityKind.CHANGE_FROM), _inherit(ended, one)
    if words_before(text, one.start)[:1] == [changes.from_word]:
        is_change = one.is_open and has_trigger(text, one.start, changes)
        return (one, _inherit(ended, one)) if is_change else None
    differ = bool(one.unit.words) and not _are_alike(one, other)
    if one.kind == QuantityKind.CHANGE_BY:
        is_far = not one.value <= other.value <= FARTHEST_RANGE * one.value
        is_apart = differ or (is_far and _share_scale(one, other).value == one.value)
        return (one, ended) if is_apart else None
    is_measured = one.unit.is_percent or one.unit.is_money or one.unit.words in passage.grammar.units.points
    if differ and is_measured and has_trigger(text, one.start, changes):
        return (one if one.is_open else replace(one, kind=QuantityKind.CHANGE_BY)), ended
    return None


def _are_alike(one: Amount, other: Amount) -> bool:
    is_same_money = bool(one.unit.currency) and one.unit.currency == other.unit.currency
    return is_same_money or one.unit.words.lower() == other.unit.words.lower()


def _inherit_from_first(one: Amount, other: Amount, how: str, changes: Changes) -> Amount:
    """Return the second number with the unit of the first: "€1.2-1.4bn of damage", "54 percent to 46"."""
    is_measured = other.unit.is_money or other.unit.is_percent
    is_percent = one.unit.is_percent and not other.unit.words and how in {changes.to, DASH}
    if is_measured or not (one.has_sign_before or is_percent):
        return other
    return replace(other, unit=replace(one.unit, end=other.end, words_end=other.end))


def _make_vote(amount: Amount, one: Amount, other: Amount, changes: Changes) -> Amount:
    words = next((each.unit.words for each in (one, other) if each.unit.is_plural), changes.votes_unit)
    unit = replace(amount.unit, words=amount.unit.words if amount.unit.is_plural else words)
    return replace(amount, kind=QuantityKind.EXACT, bounds=(), unit=unit)


def _is_tally(passage: Passage, one: Amount, other: Amount, how: str) -> bool:
    """Whether two numbers are the two sides of a vote."""
    changes, units = passage.grammar.changes, (one.unit, other.unit)
    is_measured = any(unit.is_money or unit.is_percent for unit in units)
    if how not in {DASH, changes.to} or is_measured or one.number.scale != 1 or other.number.scale != 1:
        return False
    if {unit.words.lower() for unit in units if unit.words} == {changes.votes_unit}:
        return True
    context = _read_context(passage, one, other)
    is_vote = changes.votes.search(context) and not one.unit.words and not other.unit.is_plural
    return bool(is_vote) and (how == DASH or one.value > other.value or not changes.games.search(context))


def _is_score(passage: Passage, one: Amount, other: Amount, how: str) -> bool:
    """Whether two numbers are the result of a game."""
    is_plain = other.number.is_plain and not one.unit.words and not other.unit.is_plural
    if how != DASH or not is_plain or one.unit.is_money:
        return False
    is_game = passage.grammar.changes.games.search(_read_context(passage, one, other))
    return one.value >= other.value or (bool(is_game) and other.value <= LARGEST_SCORE)


def _read_context(passage: Passage, one: Amount, other: Amount) -> str:
    return passage.text[max(0, one.start - CONTEXT_CHARACTERS) : other.end + CONTEXT_CHARACTERS]


def _may_be_range(one: Amount, other: Amount) -> bool:
    """Whether no percent sign, currency or bound stands against a range."""
    is_mixed = bool(one.unit.words) and one.unit.is_percent != other.unit.is_percent
    return not is_mixed and not one.is_open and (not one.unit.is_money or other.unit.is_money)


def _share_scale(one: Amount, other: Amount, *, is_change: bool = False) -> Amount:
    """Return the first number with the scale of the second: "five to six million", "300-400,000".

    The scale is not shared where the first number would pass the second, or has a unit or a currency of its own. A
    change shares only a scale in words.
    """
    number, high = one.number, other.number
    is_repeated = one.has_sign_before and other.has_sign_before
    has_unit = bool(one.unit.words) and not one.has_sign_before
    if number.scale != 1 or number.lead or has_unit or is_repeated or one.value <= 0:
        return one
    scale = high.scale
    if scale == 1 and high.lead and not is_change and number.is_plain:
        is_near = LEAST_SHARE * other.value < one.value * THOUSAND and other.value < THOUSAND * THOUSAND
        scale = THOUSAND if is_near else 1.0
    shared = one.value * scale
    return replace(one, value=shared) if shared <= other.value else one


def _inherit(one: Amount, other: Amount) -> Amount:
    """Return an amount with the unit of the other if it has none."""
    if one.unit.words or not other.unit.words:
        return one
    unit = replace(other.unit, end=one.unit.end, words_end=one.unit.words_end)
    return replace(one, unit=unit, value=one.value * other.unit.share)
