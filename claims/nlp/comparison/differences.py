"""The reasons for and against two claims being the same, and which of them says more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.nlp.comparison.facts import ClaimFacts, DatedPeriod, Word
from claims.nlp.comparison.frames import Frames
from claims.nlp.comparison.rule_table import get_comparison_rules
from claims.nlp.comparison.types import ComparisonReason, ReasonCode, Relation
from claims.nlp.comparison.wording import Wording
from claims.nlp.language_table import get_language, primary_code
from claims.nlp.quantities import Bounded, find_different_quantities, find_equal_quantities

MOST_WORDS = 6
"""The words of a reason."""

NEAR_COSINE = 0.88
"""From here on two different words in one place may mean the same; below they are taken as two things."""

Code = ReasonCode


@dataclass(frozen=True, slots=True)
class Differences:
    """The reasons, whether the claims contradict each other, and which of them says more if they do not."""

    reasons: tuple[ComparisonReason, ...]
    is_contradiction: bool
    narrowing: Relation


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The quantities of two claims: pairs that are equal, pairs that differ, and what has no counterpart."""

    equal: Sequence[tuple[Bounded, Bounded]]
    different: Sequence[tuple[Bounded, Bounded]]
    inside: Sequence[tuple[Bounded, Bounded]]
    only_ours: Sequence[str]
    only_theirs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Times:
    """The periods of two claims: those that share a day, and those that share none with any of the other claim."""

    equal: Sequence[tuple[DatedPeriod, DatedPeriod]]
    only_ours: Sequence[DatedPeriod]
    only_theirs: Sequence[DatedPeriod]
    is_narrower: bool
    is_wider: bool


def find_differences(ours: ClaimFacts, theirs: ClaimFacts, wording: Wording, cosine: float | None) -> Differences:
    """Compare names, numbers, times, negation and speakers of two claims in one language."""
    numbers = _compare_numbers(ours, theirs)
    times = compare_times(ours.periods, theirs.periods)
    names = _names_apart(wording, cosine)
    reasons = (
        *_word_reasons(wording, names, cosine),
        *_frame_reasons(wording.frames),
        *_number_reasons(numbers),
        *time_reasons(times),
        *negation_reasons(wording, ours, theirs),
        *source_reasons(ours, theirs),
        *_language_reasons(ours.claim.language),
    )
    negated = bool(wording.negated) and ours.open_negations % 2 != theirs.open_negations % 2
    is_contradiction = bool(wording.opposites or wording.frames.turned) != negated
    return Differences(reasons, is_contradiction, _find_narrowing(numbers, times, names))


def _find_narrowing(numbers: _Numbers, times: Times, names: tuple[Sequence[Word], Sequence[Word]]) -> Relation:
    """Return which claim says more: the narrower one has numbers, times or names that the other leaves open."""
    ours_inside = any(_is_inside(mine, other) for mine, other in numbers.inside)
    theirs_inside = any(_is_inside(other, mine) for mine, other in numbers.inside)
    is_narrower = bool(numbers.only_ours or times.only_ours or names[0] or ours_inside or times.is_narrower)
    is_wider = bool(numbers.only_theirs or times.only_theirs or names[1] or theirs_inside or times.is_wider)
    if is_narrower and is_wider:
        return Relation.UNCLEAR
    if is_narrower:
        return Relation.NARROWER
    return Relation.WIDER if is_wider else Relation.SAME


# Names and words -------------------------------------------------------------------


def _names_apart(wording: Wording, cosine: float | None) -> tuple[Sequence[Word], Sequence[Word]]:
    """Return the names of each claim alone.

    A part of a shared name is none: "Barack Obama" and "Obama". A word that opens a sentence may be a name. It counts
    only if both claims have such a word and their vectors are not very near: "Romney was born there", "Obama was born
    there".
    """
    taken = {word.key for pair in wording.opposites for word in pair}
    ours, theirs = (
        [word for word in words if word.is_name and word.key not in taken and word.name_number not in named]
        for words, named in ((wording.only_ours, wording.our_names), (wording.only_theirs, wording.their_names))
    )
    may_be_synonyms = all(word.opens for word in (*ours, *theirs)) and cosine is not None and cosine >= NEAR_COSINE
    if not ours or not theirs or may_be_synonyms:
        ours, theirs = ([word for word in words if not word.opens] for words in (ours, theirs))
    return ours, theirs


def _word_reasons(
    wording: Wording, names: tuple[Sequence[Word], Sequence[Word]], cosine: float | None
) -> Iterator[ComparisonReason]:
    shared_names = [word for word in wording.shared if word.is_name and not word.opens]
    others = sorted((word for word in wording.shared if word not in shared_names), key=lambda word: -len(word.text))
    yield from _show_shared(Code.SHARED_NAMES, shared_names)
    yield from _show_shared(Code.SHARED_WORDS, others)
    ours, theirs = names
    if ours and theirs:
        places = all(any(word.is_place for word in words) for words in names)
        yield ComparisonReason(Code.DIFFERENT_PLACES if places else Code.UNPAIRED_NAMES, _join(ours), _join(theirs))
    elif wording.replaced and (cosine is None or cosine < NEAR_COSINE):
        yield ComparisonReason(Code.OTHER_WORDS, *map(_join, wording.replaced))
    if wording.exchanged:
        yield ComparisonReason(Code.EXCHANGED_NAMES, _join(wording.exchanged), _join(wording.exchanged[::-1]))


def _frame_reasons(frames: Frames) -> Iterator[ComparisonReason]:
    rows = (
        (Code.OPPOSITE_WORDS, frames.turned),
        (Code.OTHER_WORDS, frames.quantified),
        (Code.OTHER_WORDS, frames.substituted),
        (Code.UNCERTAIN, frames.hedges),
    )
    for code, pair in rows:
        if pair:
            yield ComparisonReason(code, *pair)
    if frames.exchanged:
        yield ComparisonReason(Code.EXCHANGED_NAMES, ", ".join(frames.exchanged), ", ".join(frames.exchanged[::-1]))


def _show_shared(code: ReasonCode, words: Sequence[Word]) -> Iterator[ComparisonReason]:
    if words:
        yield ComparisonReason(code, _join(words), _join(words))


def _join(words: Iterable[Word]) -> str:
    return ", ".join([word.text for word in words][:MOST_WORDS])


# Numbers ---------------------------------------------------------------------------


def _compare_numbers(ours: ClaimFacts, theirs: ClaimFacts) -> _Numbers:
    grammar = get_language().quantities
    mine, others = ours.quantities, theirs.quantities
    different = find_different_quantities(mine, others, grammar)
    back = [(one, other) for other, one in find_different_quantities(others, mine, grammar)]
    different += [pair for pair in back if not any(pair[1] is other for _, other in different)]
    equal = find_equal_quantities(mine, others, grammar)
    apart = {id(quantity) for pair in different for quantity in pair}
    paired = apart | {id(quantity) for pair in equal for quantity in pair}
    inside = _pair_rest(mine, others, paired)
    paired |= {id(quantity) for pair in inside for quantity in pair}
    return _Numbers(
        equal,
        different,
        inside,
        [*_show_rest(mine, paired), *sorted(ours.numerals - theirs.numerals)],
        [*_show_rest(others, paired), *sorted(theirs.numerals - ours.numerals)],
    )


def _pair_rest(ours: Sequence[Bounded], theirs: Sequence[Bounded], paired: set[int]) -> list[tuple[Bounded, Bounded]]:
    """Return pairs of quantities that are not equal and meet: "more than 7,000" and "7,200"."""
    grammar = get_language().quantities
    rest = [quantity for quantity in theirs if id(quantity) not in paired]
    found: list[tuple[Bounded, Bounded]] = []
    for mine in ours:
        if id(mine) in paired:
            continue
        for other in rest:
            alike = find_equal_quantities([mine], [_with_ends_of(mine, other)], grammar)
            if alike:
                found.append((mine, other))
                break
    return found


@dataclass(frozen=True, slots=True)
class _Ends:
    low: float | None
    high: float | None
    unit: str
    kind: str
    currency: str


def _with_ends_of(one: Bounded, other: Bounded) -> Bounded:
    """Return the second quantity with the ends of the first: equal to it if both count the same."""
    return _Ends(one.low, one.high, other.unit, other.kind, other.currency)


def _is_inside(one: Bounded, other: Bounded) -> bool:
    """Whether the first range lies within the second one and is shorter."""
    low = other.low is None or (one.low is not None and one.low >= other.low)
    high = other.high is None or (one.high is not None and one.high <= other.high)
    return low and high and (one.low, one.high) != (other.low, other.high)


def _show_rest(quantities: Iterable[Bounded], paired: set[int]) -> list[str]:
    return [show_quantity(quantity) for quantity in quantities if id(quantity) not in paired]


def show_quantity(quantity: Bounded) -> str:
    """Write a quantity in signs that need no language: "≥ 7000 Russians", "3–5 %"."""
    low, high = (None if end is None else f"{end:.12g}" for end in (quantity.low, quantity.high))
    if low == high:
        number = low or ""
    elif low and high:
        number = f"{low}–{high}"
    else:
        number = f"≥ {low}" if low else f"≤ {high}"
    return f"{number} {quantity.unit}".strip()


def _number_reasons(numbers: _Numbers) -> Iterator[ComparisonReason]:
    for mine, other in numbers.equal[:MOST_WORDS]:
        yield ComparisonReason(Code.EQUAL_NUMBERS, show_quantity(mine), show_quantity(other))
    for mine, other in numbers.different[:MOST_WORDS]:
        yield ComparisonReason(Code.DIFFERENT_NUMBERS, show_quantity(mine), show_quantity(other))
    if numbers.only_ours and numbers.only_theirs:
        shown = (", ".join(each[:MOST_WORDS]) for each in (numbers.only_ours, numbers.only_theirs))
        yield ComparisonReason(Code.UNPAIRED_NUMBERS, *shown)


# Times -----------------------------------------------------------------------------


def compare_times(ours: Sequence[DatedPeriod], theirs: Sequence[DatedPeriod]) -> Times:
    """Return which periods of two claims meet."""
    meeting = [(mine, other) for mine in ours for other in theirs if mine.period.overlaps(other.period)]
    return Times(
        equal=[pair for pair in meeting if pair[0].period == pair[1].period],
        only_ours=[mine for mine in ours if not any(mine is pair[0] for pair in meeting)],
        only_theirs=[other for other in theirs if not any(other is pair[1] for pair in meeting)],
        is_narrower=any(_is_shorter(mine, other) for mine, other in meeting),
        is_wider=any(_is_shorter(other, mine) for mine, other in meeting),
    )


def _is_shorter(one: DatedPeriod, other: DatedPeriod) -> bool:
    return one.period.last - one.period.first < other.period.last - other.period.first


def time_reasons(times: Times) -> Iterator[ComparisonReason]:
    """Yield the first period of both claims, and those that do not meet."""
    for mine, other in times.equal[:1]:
        yield ComparisonReason(Code.EQUAL_DATES, mine.text, other.text)
    if times.only_ours and times.only_theirs:
        ours, theirs = (
            ", ".join(each.text for each in periods[:MOST_WORDS]) for periods in (times.only_ours, times.only_theirs)
        )
        yield ComparisonReason(Code.DIFFERENT_DATES, ours, theirs)


# Negation, speakers, languages -----------------------------------------------------


def negation_reasons(wording: Wording, ours: ClaimFacts, theirs: ClaimFacts) -> Iterator[ComparisonReason]:
    """A negation counts as such where it stands at a shared word; elsewhere an odd one leaves the relation open."""
    if wording.opposites:
        mine, other = zip(*wording.opposites, strict=True)
        yield ComparisonReason(Code.OPPOSITE_WORDS, _join(mine), _join(other))
    is_odd = ours.open_negations % 2 != theirs.open_negations % 2
    if wording.negated or (is_odd and not wording.opposites):
        words = _join(wording.negated)
        yield ComparisonReason(Code.NEGATION, words, words)


def source_reasons(ours: ClaimFacts, theirs: ClaimFacts) -> Iterator[ComparisonReason]:
    """Who makes a claim does not change it, unless it says "I"."""
    mine, other = ours.claim.source, theirs.claim.source
    are_equal = bool(mine and other) and _last_name(mine) == _last_name(other)
    if mine and other:
        yield ComparisonReason(Code.EQUAL_SOURCES if are_equal else Code.DIFFERENT_SOURCES, mine, other)
    if (ours.is_first_person or theirs.is_first_person) and not are_equal:
        yield ComparisonReason(Code.FIRST_PERSON, mine, other)


def _last_name(name: str) -> str:
    words = name.casefold().replace(".", "").split()
    return words[-1] if words else ""


def _language_reasons(language: str) -> Iterator[ComparisonReason]:
    """Two texts in a language whose negation is not read are open."""
    if not get_comparison_rules(language).reads_negation:
        code = primary_code(language)
        yield ComparisonReason(Code.UNREAD_LANGUAGE, code, code)
