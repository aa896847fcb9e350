"""What the words of two claims share, and what of them is opposite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from claims.nlp.comparison.facts import ClaimFacts, Word
from claims.nlp.comparison.frames import Frames, compare_frames
from claims.nlp.comparison.rules import ComparisonRules


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of two claims, each once: those of both, those of one alone, and the pairs that are opposite.

    A shared word is ours: the other claim may have one that means the same.
    `negated` are words that one claim negates and the other does not. `exchanged` are names that stand in the other
    order, as in "Ann sued Bob" and "Bob sued Ann". `our_names` and `their_names` are the numbers of names that share a
    word with the other claim. `frames` are what the places of words say.
    """

    shared: tuple[Word, ...]
    only_ours: tuple[Word, ...]
    only_theirs: tuple[Word, ...]
    opposites: tuple[tuple[Word, Word], ...]
    negated: tuple[Word, ...]
    exchanged: tuple[Word, ...]
    our_names: frozenset[int]
    their_names: frozenset[int]
    frames: Frames

    @property
    def overlap(self) -> float:
        """The share of the words of both in all words, 0 to 1; opposite words count as shared."""
        apart = len(self.only_ours) + len(self.only_theirs) - 2 * len(self.opposites)
        common = len(self.shared) + len(self.opposites)
        return common / (common + max(apart, 0)) if common else 0.0

    @property
    def replaced(self) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
        """The words of each claim alone that are not opposite; None unless both have some."""
        opposite = {word.key for pair in self.opposites for word in pair}
        ours, theirs = (
            tuple(word for word in words if word.key not in opposite) for words in (self.only_ours, self.only_theirs)
        )
        return (ours, theirs) if ours and theirs else None

    @property
    def containment(self) -> float:
        """The share of the words of both in those of the shorter claim."""
        common = len(self.shared) + len(self.opposites)
        shorter = min(len(self.only_ours), len(self.only_theirs)) - len(self.opposites)
        return common / (common + max(shorter, 0)) if common else 0.0


def compare_wording(ours: ClaimFacts, theirs: ClaimFacts, rules: ComparisonRules) -> Wording:
    """Hold the words of two claims against each other."""
    mine, others = _by_key(ours.words), _by_key(theirs.words)
    synonyms = _find_synonyms(mine, others, rules)
    shared = [mine[key] for key in mine if key in others or key in synonyms]
    only_ours = [mine[key] for key in mine if key not in others and key not in synonyms]
    only_theirs = [others[key] for key in others if key not in mine and key not in synonyms.values()]
    opposites = _find_opposites(only_ours, only_theirs, ours, theirs, rules)
    negated = _find_negated(shared, ours.words, theirs.words)
    exchanged = _find_exchanged(ours.words, theirs.words, {word.key for word in shared})
    return Wording(
        shared=tuple(shared),
        only_ours=tuple(only_ours),
        only_theirs=tuple(only_theirs),
        opposites=tuple(opposites),
        negated=tuple(negated),
        exchanged=tuple(exchanged),
        our_names=_number_names(ours.words, theirs.words),
        their_names=_number_names(theirs.words, ours.words),
        frames=compare_frames(ours, theirs, synonyms, {word.key for pair in opposites for word in pair}, rules),
    )


def _number_names(words: Sequence[Word], others: Sequence[Word]) -> frozenset[int]:
    """Return the numbers of the names that the other claim has: the same last word, or all words of the shorter."""
    mine, theirs = _split_names(words), _split_names(others)
    return frozenset(number for number, name in mine.items() if any(_are_one(name, other) for other in theirs.values()))


def _split_names(words: Sequence[Word]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for word in words:
        if word.is_name:
            names.setdefault(word.name_number, []).append(word.key)
    return names


def _are_one(one: Sequence[str], other: Sequence[str]) -> bool:
    return one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one)


def _find_synonyms(ours: dict[str, Word], theirs: dict[str, Word], rules: ComparisonRules) -> dict[str, str]:
    """Return keys of ours with a key of theirs from the same side of a pair of opposites: "fell" and "dropped"."""
    found: dict[str, str] = {}
    for side in (side for pair in rules.opposites for side in pair):
        mine = [key for key in ours if key in side and key not in theirs and key not in found]
        others = [key for key in theirs if key in side and key not in ours and key not in found.values()]
        found |= {
            one: other
            for one, other in zip(mine, others, strict=False)
            if ours[one].is_negated == theirs[other].is_negated
        }
    return found


def _by_key(words: Iterable[Word]) -> dict[str, Word]:
    """Return the first word of each key, a name before others."""
    found: dict[str, Word] = {}
    for word in words:
        if word.key not in found or (word.is_name and not found[word.key].is_name):
            found[word.key] = word
    return found


def _find_negated(shared: Sequence[Word], ours: Sequence[Word], theirs: Sequence[Word]) -> list[Word]:
    """Return shared words that one claim negates. None if they are two that stand side by side, each in one claim.

    "Paid no tax" and "did not pay tax" negate the same.
    """
    found = [word for word in shared if _is_negated_in_one(word.key, ours, theirs)]
    keys = {word.key for word in found}
    is_same = len(keys) == 2 and all(  # noqa: PLR2004 - a pair
        len({word.key for word in words if word.is_negated} & keys) == 1 and _stand_together(keys, words)
        for words in (ours, theirs)
    )
    return [] if is_same else found


def _stand_together(keys: set[str], words: Sequence[Word]) -> bool:
    return any({one.key, other.key} == keys for one, other in pairwise(words))


def _is_negated_in_one(key: str, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether one claim always negates a word and the other never does."""
    signs = [{word.is_negated for word in words if word.key == key} for words in (ours, theirs)]
    return all(len(sign) == 1 for sign in signs) and signs[0] != signs[1]


def _find_opposites(
    only_ours: Sequence[Word],
    only_theirs: Sequence[Word],
    ours: ClaimFacts,
    theirs: ClaimFacts,
    rules: ComparisonRules,
) -> list[tuple[Word, Word]]:
    """Return our words whose opposite stands in the other claim, both or neither of them negated.

    A claim that has words of both sides ("cut taxes and raised spending") is opposite to none. A word and the negated
    word of the other side say the same.
    """
    found: list[tuple[Word, Word]] = []
    for one, other in rules.opposites:
        for left, right in ((one, other), (other, one)):
            mine = next((word for word in only_ours if word.key in left), None)
            yours = next((word for word in only_theirs if word.key in right), None)
            mixed = not ours.keys.isdisjoint(right) or not theirs.keys.isdisjoint(left)
            if mine and yours and not mixed and mine.is_negated == yours.is_negated:
                found.append((mine, yours))
    return found


def _find_exchanged(ours: Sequence[Word], theirs: Sequence[Word], shared: set[str]) -> list[Word]:
    """Return two shared names, subjects or objects in both claims, that stand in the other order."""
    attributive = {word.key for word in (*ours, *theirs) if word.is_attributive}
    names = ({word.key for word in (*ours, *theirs) if word.is_name and not word.opens} & shared) - attributive
    mine, others = ([word.key for word in words if word.key in names] for words in (ours, theirs))
    order, other_order = list(dict.fromkeys(mine)), list(dict.fromkeys(others))
    first = _by_key(ours)
    return next(
        (
            [first[one], first[two]]
            for one, two in combinations(order, 2)
            if other_order.index(two) < other_order.index(one)
        ),
        [],
    )
