"""What a claim says that can be held against another one: names, words, numbers, dates, negation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.nlp.comparison.periods import Period, read_period
from claims.nlp.comparison.rules import ComparisonRules
from claims.nlp.comparison.types import ComparedClaim
from claims.nlp.plain.marks import PLAIN
from claims.nlp.quantities import Bounded
from claims.nlp.reading import Quantity, Span

MOST_CHARACTERS = 2_000
"""The beginning of a claim that is compared."""

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[\w’'-]*\w)?")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
POSSESSIVE = re.compile(r"['’]s?$")
CLITIC_NEGATION = re.compile(r"n['’]t$")
LEAST_WORD_LETTERS = 2
SHORT_NAME_LETTERS = 2
"""A name as short as "US" is one in capital letters only."""

LOOK_BACK_CHARACTERS = 4
SENTENCE_START = re.compile(r"(?:^|[.!?:;][\"'”’)]*|[\"“‘(])\s*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something: its stem or alias, as it stands in the text, and how.

    `is_name` is true for a word with a capital letter, `opens` if it begins a sentence, where any word has one.
    The words of one name have the same `name_number`; an attributive one says where or whose.
    """

    key: str
    text: str
    is_name: bool = False
    opens: bool = False
    is_place: bool = False
    is_negated: bool = False
    is_attributive: bool = False
    name_number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A small word that may turn a claim, in lower case; `place` counts the words that say something before it."""

    word: str
    place: int


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """A period with the words that name it."""

    period: Period
    text: str


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim and its parts. `numerals` are the figures outside quantities and dates, without commas."""

    claim: ComparedClaim
    words: tuple[Word, ...]
    marks: tuple[Mark, ...]
    quantities: tuple[Bounded, ...]
    periods: tuple[DatedPeriod, ...]
    numerals: frozenset[str]
    open_negations: int
    is_first_person: bool

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all words."""
        return frozenset(word.key for word in self.words)


def extract_facts(claim: ComparedClaim, rules: ComparisonRules) -> ClaimFacts:
    """Take a claim apart."""
    plain = claim.text[:MOST_CHARACTERS].translate(PLAIN)
    text = rules.elided.sub(r"\1' ", rules.long_names.sub(lambda match: rules.phrases[match.group()], plain))
    found = rules.readers.find_quantities(text)
    dates = rules.readers.find_dates(text, claim.day, found)
    counted = [mention.span for mention in dates]
    spans = [*counted, *(quantity.span for quantity in found)]
    words, marks, negations = _read_words(text, counted, found, rules)
    periods = ((read_period(mention.value), mention.span) for mention in dates)
    first = (POSSESSIVE.sub("", match.group().lower()) for match in WORD.finditer(text))
    return ClaimFacts(
        claim=claim,
        words=words,
        marks=marks,
        quantities=tuple(claim.quantities) if claim.quantities else found,
        periods=tuple(DatedPeriod(period, text[span.start : span.end]) for period, span in periods if period),
        numerals=frozenset(_list_numerals(text, spans)),
        open_negations=negations,
        is_first_person=not rules.first_person.isdisjoint(first),
    )


def _list_numerals(text: str, spans: Sequence[Span]) -> Iterator[str]:
    for match in DIGITS.finditer(text):
        span = Span(*match.span())
        if not any(span.overlaps(other) for other in spans):
            yield match.group().replace(",", "")


def _read_words(
    text: str, skipped: Sequence[Span], counted: Sequence[Quantity], rules: ComparisonRules
) -> tuple[tuple[Word, ...], tuple[Mark, ...], int]:
    """Return the words that say something, the small words that may turn a claim, and the number of negations."""
    places = [place.span for place in rules.readers.find_places(text)]
    words: list[Word] = []
    marks: list[Mark] = []
    is_negated, negations, name_end, last = False, 0, 0, ""
    for match in WORD.finditer(text):
        span, lower, before = Span(*match.span()), match.group().lower(), last
        last = before if lower in rules.articles else lower
        if lower in rules.negations or CLITIC_NEGATION.search(lower):
            is_negated, negations = True, negations + 1
            continue
        if any(span.overlaps(other) for other in skipped) or _is_number_word(match, counted):
            continue
        if lower in rules.marks and (match.group() == lower or _opens_sentence(text, span)):
            marks.append(Mark(lower, len(words)))
        word = _read_word(text, match, rules)
        if word is None:
            continue
        continues = word.is_name and name_end > 0 and text[name_end : span.start].isspace()
        name_number = words[-1].name_number if continues and words else span.end
        name_end = span.end if word.is_name else 0
        is_place = word.is_name and any(span.overlaps(place) for place in places)
        is_attributive = before in rules.attributive or POSSESSIVE.search(lower) is not None
        words.append(
            replace(
                word,
                is_place=is_place,
                is_negated=is_negated,
                is_attributive=is_attributive,
                name_number=name_number,
            )
        )
        is_negated = False
    return tuple(words), tuple(marks), negations


def _is_number_word(match: re.Match[str], counted: Sequence[Quantity]) -> bool:
    """Whether a word belongs to a number and is not what is counted: "three" and "than" in "more than three flats"."""
    span = Span(*match.span())
    return any(span.overlaps(quantity.span) and match.group() not in quantity.unit for quantity in counted)


def _read_word(text: str, match: re.Match[str], rules: ComparisonRules) -> Word | None:
    """Return a word; None for a function word and for a figure."""
    shown = POSSESSIVE.sub("", match.group())
    lower = shown.lower()
    is_capital = shown[:1].isupper()
    is_alias = lower in rules.aliases and (shown.isupper() or len(lower) > SHORT_NAME_LETTERS)
    is_word = shown[:1].isalpha() and len(lower) >= LEAST_WORD_LETTERS and lower not in rules.function_words
    if not is_alias and not is_word:
        return None
    key = rules.aliases[lower] if is_alias else rules.stemmer.stem(lower)
    return Word(key, shown, is_capital, opens=_opens_sentence(text, Span(*match.span())))


def _opens_sentence(text: str, span: Span) -> bool:
    return SENTENCE_START.search(text[max(0, span.start - LOOK_BACK_CHARACTERS) : span.start]) is not None
