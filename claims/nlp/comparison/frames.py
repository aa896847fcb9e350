"""Where words stand in two claims: small words that turn a claim, and words in the place of others.

"Written by the army" and "read by the army" have other words in one place, so they speak of two things, however near
their vectors are. "Closed since 1994" and "since 1994 shut" have not, and may say the same.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from claims.nlp.comparison.facts import ClaimFacts, Mark, Word
from claims.nlp.comparison.rules import ComparisonRules

LEAST_SWAP_PLACES = 2
"""Words side by side may be a list: "rivers and lakes"."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Frames:
    """What the places of words say; each pair has our words and theirs.

    `turned` are small words of opposite meaning at the same word: "voted for", "voted against". `quantified` are words
    such as "some" and "all", `hedges` those of the claim that alone is uncertain. `substituted` stand in one place,
    `exchanged` in each other's place.
    """

    turned: Pair | None
    quantified: Pair | None
    hedges: Pair | None
    substituted: Pair | None
    exchanged: Pair | None


def compare_frames(
    ours: ClaimFacts,
    theirs: ClaimFacts,
    synonyms: Mapping[str, str],
    opposites: Collection[str],
    rules: ComparisonRules,
) -> Frames:
    """Hold the places of words against each other; `synonyms` are keys of theirs by ours, `opposites` keys of both."""
    back = {other: one for one, other in synonyms.items()}
    others = [back.get(word.key, word.key) for word in theirs.words]
    mine = [word.key for word in ours.words]
    return Frames(
        turned=_find_turned(ours, theirs, mine, others, rules),
        quantified=_find_apart(ours.marks, theirs.marks, rules.quantifiers),
        hedges=_find_lonely(ours.marks, theirs.marks, rules.hedges),
        substituted=_find_substituted((ours, mine), (theirs, others), opposites),
        exchanged=_find_pivoted(ours, theirs, mine, others, rules) or _find_swapped(ours, theirs, mine, others, rules),
    )


# Small words -----------------------------------------------------------------------


def _find_turned(
    ours: ClaimFacts, theirs: ClaimFacts, mine: Sequence[str], others: Sequence[str], rules: ComparisonRules
) -> Pair | None:
    """Return two small opposite words that stand beside the same word."""
    for mark in ours.marks:
        for other in theirs.marks:
            sides = (mark.word, other.word)
            is_opposite = any(
                sides[0] in one and sides[1] in two for pair in rules.small_opposites for one, two in (pair, pair[::-1])
            )
            if is_opposite and _stand_alike(mark, mine, other, others):
                return sides
    return None


def _stand_alike(mark: Mark, mine: Sequence[str], other: Mark, others: Sequence[str]) -> bool:
    before = mark.place > 0 and other.place > 0 and mine[mark.place - 1] == others[other.place - 1]
    after = mark.place < len(mine) and other.place < len(others) and mine[mark.place] == others[other.place]
    return before or after


def _find_apart(ours: Sequence[Mark], theirs: Sequence[Mark], words: Collection[str]) -> Pair | None:
    """Return words of a kind if both claims have some and share none."""
    mine, others = _pick(ours, words), _pick(theirs, words)
    return (", ".join(mine), ", ".join(others)) if mine and others and set(mine).isdisjoint(others) else None


def _find_lonely(ours: Sequence[Mark], theirs: Sequence[Mark], words: Collection[str]) -> Pair | None:
    """Return the words of a kind if one claim alone has some."""
    mine, others = _pick(ours, words), _pick(theirs, words)
    return (", ".join(mine), ", ".join(others)) if bool(mine) != bool(others) else None


def _pick(marks: Sequence[Mark], words: Collection[str]) -> list[str]:
    return [mark.word for mark in marks if mark.word in words]


# Places of words -------------------------------------------------------------------


def _find_substituted(
    ours: tuple[ClaimFacts, Sequence[str]], theirs: tuple[ClaimFacts, Sequence[str]], opposites: Collection[str]
) -> Pair | None:
    """Return words that stand between the same two words, or an end, and are not the same; names are compared apart."""
    (facts, mine), (other_facts, others) = ours, theirs
    shared = {*mine} & {*others}
    for left, words, right in _list_runs(facts.words, mine, shared):
        for other_left, other_words, other_right in _list_runs(other_facts.words, others, shared):
            taken = {word.key for word in (*words, *other_words)} & set(opposites)
            if (left, right) == (other_left, other_right) != ("", "") and not taken:
                return ", ".join(word.text for word in words), ", ".join(word.text for word in other_words)
    return None


def _list_runs(
    words: Sequence[Word], keys: Sequence[str], shared: Collection[str]
) -> Iterator[tuple[str, Sequence[Word], str]]:
    """Yield words in a row that are not shared, with the shared keys before and behind them, empty at an end."""
    start = 0
    for place, key in enumerate((*keys, None)):
        if key is not None and key not in shared:
            continue
        if place > start:
            yield keys[start - 1] if start else "", words[start:place], key or ""
        start = place + 1


def _find_pivoted(
    ours: ClaimFacts, theirs: ClaimFacts, mine: Sequence[str], others: Sequence[str], rules: ComparisonRules
) -> Pair | None:
    """Return words that stand on the other side of "than" or "because"."""
    for mark in ours.marks:
        for other in theirs.marks:
            if mark.word != other.word or mark.word not in rules.pivots:
                continue
            before = [
                key for key in mine[: mark.place] if key in others[other.place :] and key not in mine[mark.place :]
            ]
            behind = [
                key for key in mine[mark.place :] if key in others[: other.place] and key not in mine[: mark.place]
            ]
            if before and behind:
                return before[0], behind[0]
    return None


def _find_swapped(
    ours: ClaimFacts, theirs: ClaimFacts, mine: Sequence[str], others: Sequence[str], rules: ComparisonRules
) -> Pair | None:
    """Return two words that have changed places while all others stay, unless one claim is in the passive.

    A word that says where or whose may stand anywhere.
    """
    if any(_pick(ours.marks, {word}) != _pick(theirs.marks, {word}) for word in rules.agent):
        return None
    free = {word.key for word in (*ours.words, *theirs.words) if word.is_attributive}
    shared = ({*mine} & {*others}) - free
    one, two = ([key for key in keys if key in shared] for keys in (mine, others))
    if sorted(one) != sorted(two):
        return None
    moved = [place for place, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1]]
    return next(
        (
            (one[first], one[second])
            for first, second in combinations(moved, 2)
            if len(moved) == LEAST_SWAP_PLACES and second - first >= LEAST_SWAP_PLACES
        ),
        None,
    )
