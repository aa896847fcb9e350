"""What stands around a French number: its bound, what it counts, and whether it is a change."""

from claims.nlp.french.quantity_rules import QuantityRules
from claims.nlp.reading import QuantityKind

BOUND_CHARACTERS = 24
CHANGE_CHARACTERS = 90


def read_bound(text: str, start: int, rules: QuantityRules) -> tuple[QuantityKind, str, int]:
    """Return what the words before a number say of it, these words, and where they begin."""
    before = text[max(0, start - BOUND_CHARACTERS) : start]
    match = rules.bound.search(before)
    if match is None:
        return QuantityKind.EXACT, "", start
    phrase, first = match["phrase"].lower(), start - len(before) + match.start()
    return rules.bound_kinds[phrase], phrase, first


def read_noun(text: str, offset: int, rules: QuantityRules) -> tuple[str, int]:
    """Return the words that a number counts and where they end; empty if it stands alone."""
    words = list[str]()
    while match := rules.noun.match(text, offset):
        word = match["noun"]
        if word.lower() in rules.stops or word.lower().split("'")[0] + "'" in rules.stops:
            break
        words.append(word)
        offset = match.end()
        if word.lower() not in rules.adjectives:
            break
    if words and (tail := rules.tail.match(text, offset)):
        words.append(tail.group().strip())
        offset = tail.end()
    return " ".join(words), offset


def is_change(text: str, offset: int, start: int, rules: QuantityRules) -> bool:
    return rules.change.search(text, max(start, offset - CHANGE_CHARACTERS), offset) is not None
