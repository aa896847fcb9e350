"""Finding the quantities of a passage."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from claims.nlp.quantities.amounts import Amount, read_amount
from claims.nlp.quantities.grammar import QuantityGrammar
from claims.nlp.quantities.joining import join_amounts
from claims.nlp.quantities.names import hide_names
from claims.nlp.quantities.numbers import find_numbers
from claims.nlp.quantities.units import Passage
from claims.nlp.quantities.word_quantities import find_word_quantities
from claims.nlp.reading import Quantity, QuantityKind, Span

CONTEXT_CHARACTERS = 100
HIDDEN_CHARACTERS = 50
DECIMALS = 6
LONGEST_MODIFIER_LETTERS = 60


def find_quantities(
    text: str, start: int, end: int, grammar: QuantityGrammar, find_tags: Callable[[], Mapping[int, str]] = dict
) -> tuple[Quantity, ...]:
    """Return the quantities between two offsets, in order.

    `find_tags` returns the tag of each word by its offset where the sentence is parsed: units end where a noun phrase
    does. It is called only if there may be a quantity.
    """
    if not grammar.counting.search(text[start:end].lower()):
        return ()
    first, last = max(0, start - CONTEXT_CHARACTERS), min(len(text), end + CONTEXT_CHARACTERS)
    near = {offset - first: tag for offset, tag in find_tags().items() if first <= offset < last}
    shown = _hide_near(text, (first, start, end, last), grammar)
    found = _find_in(Passage(shown, start - first, end - first, grammar, near))
    return tuple(_cut(quantity, first, start, end) for quantity in found)


def _cut(quantity: Quantity, first: int, start: int, end: int) -> Quantity:
    """Return a quantity at its offsets in the text; a bound outside the passage still holds but is not part of it."""
    span = Span(max(quantity.span.start + first, start), min(quantity.span.end + first, end))
    return replace(quantity, span=span, modifier=quantity.modifier[:LONGEST_MODIFIER_LETTERS])


def _hide_near(text: str, offsets: tuple[int, int, int, int], grammar: QuantityGrammar) -> str:
    """Return the text between the outer offsets; what counts nothing is hidden between and near the inner ones."""
    first, start, end, last = offsets
    low, high = max(first, start - HIDDEN_CHARACTERS), min(last, end + HIDDEN_CHARACTERS)
    return text[first:low] + hide_names(text[low:high], grammar.names, grammar.numerals.start) + text[high:last]


def _find_in(passage: Passage) -> list[Quantity]:
    """Return the quantities whose numbers lie in the passage."""
    found: list[Quantity] = []
    for quantity in find_word_quantities(passage):
        if not any(quantity.span.overlaps(other.span) for other in found):
            found.append(quantity)
    amounts = list(_read_amounts(passage, [quantity.span for quantity in found]))
    found.extend(_build_quantities(passage, amounts))
    return sorted(found, key=lambda quantity: quantity.span.start)


def _read_amounts(passage: Passage, taken: Sequence[Span]) -> Iterator[Amount]:
    for number in find_numbers(passage.text, passage.grammar.numerals, passage.start, passage.end):
        if not any(number.start < span.end and span.start < number.end for span in taken):
            amount = read_amount(passage, number)
            if amount is not None:
                yield amount


def _build_quantities(passage: Passage, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    for one, other in join_amounts(passage, amounts):
        value, modifier = round(one.value, DECIMALS), " ".join(reversed(one.bounds))
        if other is None:
            low = None if one.kind == QuantityKind.AT_MOST else value
            high = None if one.kind == QuantityKind.AT_LEAST else value
            span = Span(one.start, one.end)
            yield Quantity(low, high, one.unit.words, span, modifier, one.kind, one.unit.currency)
        else:
            unit, span = other.unit if other.unit.words else one.unit, Span(one.start, other.end)
            high = round(other.value, DECIMALS)
            yield Quantity(value, high, unit.words, span, modifier, QuantityKind.RANGE, unit.currency)
