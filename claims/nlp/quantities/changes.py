"""Which part of a change a number is: where it began, where it ended, or by how much it changed."""

import re
from collections.abc import Sequence

from claims.nlp.quantities.amounts import Amount
from claims.nlp.quantities.grammar import Changes
from claims.nlp.quantities.units import Passage
from claims.nlp.reading import QuantityKind

CONTEXT_CHARACTERS = 110
WORD = re.compile(r"[\w’'%$£€.-]*[\w%]|[,;:.!?()]")
CLAUSE_MARKS = frozenset(";:.!?()")
ADVERB_ENDING = "ly"


def words_before(text: str, offset: int) -> list[str]:
    """Return the words before an offset in lower case, the nearest first."""
    return [word.lower() for word in WORD.findall(text[max(0, offset - CONTEXT_CHARACTERS) : offset])][::-1]


def has_trigger(text: str, offset: int, changes: Changes, *, most_words: int | None = None) -> bool:
    """Whether a verb of change stands before an offset in its clause."""
    return _is_triggered(words_before(text, offset), changes, most_words or changes.most_gap_words)


def _is_triggered(words: Sequence[str], changes: Changes, most: int) -> bool:
    """Whether the nearest words of a clause have a verb of change."""
    for word in words[: most + 1]:
        if word in changes.moving or word in changes.moved:
            return True
        if word in changes.gap_stops or word in CLAUSE_MARKS:
            return False
    return False


def find_role(passage: Passage, amount: Amount) -> QuantityKind | None:
    """Return which part of a change a number is by the words around it; None if it is none."""
    changes, words = passage.grammar.changes, words_before(passage.text, amount.start)
    while len(words) > 1 and words[0] in changes.peaks and words[0] not in changes.moving:
        words = words[1:]
    if not words:
        return None
    first, rest = words[0], words[1:]
    roles = {
        changes.from_word: QuantityKind.CHANGE_FROM,
        changes.to: QuantityKind.CHANGE_TO,
        changes.by: QuantityKind.CHANGE_BY,
    }
    if first in roles:
        is_moved = _is_triggered(rest, changes, changes.most_gap_words) and not _is_range(rest, changes)
        return roles[first] if is_moved else None
    is_got = amount.unit.is_money and first in changes.getting
    is_direct = _is_moved_directly(words, changes) and _is_measured(amount, passage.grammar.units.points) and not is_got
    is_noun = first == changes.of and rest[:1] != [] and rest[0] in changes.further
    behind = WORD.match(passage.text, amount.end + 1)
    is_further = behind is not None and behind.group().lower() in changes.further and amount.unit.is_percent
    return QuantityKind.CHANGE_BY if is_direct or is_noun or is_further else None


def _is_range(words: Sequence[str], changes: Changes) -> bool:
    return any(word in changes.range_verbs for word in words[: changes.most_gap_words])


def _is_moved_directly(words: Sequence[str], changes: Changes) -> bool:
    """Whether a verb of change stands directly before, adverbs apart: "fell sharply 3 percent"."""
    for word in words:
        if word in changes.moving:
            return True
        if not word.endswith(ADVERB_ENDING):
            return False
    return False


def _is_measured(amount: Amount, points: frozenset[str]) -> bool:
    """Whether a number measures a change by itself: "fell 3 percent", but not "dropped 3 bombs"."""
    unit = amount.unit
    return unit.is_percent or unit.is_money or not unit.is_plural or unit.words.lower() in points
