"""What a language tells the wording of statements."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from claims.nlp.parsing.trees import Tree
from claims.nlp.reading import Span
from claims.nlp.statements.bodies import BodyKind

MONTH_LENGTHS = (3, 4)


class Topic(NamedTuple):
    """The subject of a sentence: its span without clauses behind its head, the head in lower case, and its number."""

    span: Span
    head: str
    is_plural: bool
    is_pronoun: bool
    is_proper: bool


class Noun(NamedTuple):
    """A noun phrase: its head in lower case, its span up to the head and "of" phrases behind it."""

    head: str
    span: Span
    words: int
    is_proper: bool


class Replacement(NamedTuple):
    """Words in place of a span."""

    span: Span
    words: str


class Agree(Protocol):
    """Finds what stands for "I" or "we" with the verb behind it; None if the form of the verb is not known."""

    def __call__(self, text: str, start: int, end: int, name: str, *, is_plural: bool) -> Replacement | None: ...


@dataclass(frozen=True, slots=True)
class StatementRules:
    """The words and functions of a language by which claims are reworded.

    `leading` matches words in front of a claim that join it to another sentence, `trailing` those behind it.
    `asking` matches the first word of a content that states nothing. `anaphoric` nouns refer back behind "the" or
    "this". `is_complete` tells whether a passage of a sentence has a verb with its subject, `find_shared_subject`
    returns the subject that its verb shares with the verb before it. `find_topics` returns the subjects of the main
    clauses of a sentence, `is_noun` tells whether a word heads a noun phrase, and `describe_noun` returns that phrase.
    `word_time` returns what a relative time becomes, None if it stays.
    """

    leading: re.Pattern[str]
    reported_leading: re.Pattern[str]
    trailing: re.Pattern[str]
    state: re.Pattern[str]
    inserted: re.Pattern[str]
    asking: re.Pattern[str]
    empty_it: re.Pattern[str]
    empty_before: re.Pattern[str]
    empty_object: re.Pattern[str]
    describing_it: re.Pattern[str]
    counting_it: re.Pattern[str]
    acting_it: re.Pattern[str]
    owners: str
    locating: str
    person_pronoun: re.Pattern[str]
    repeated_mark: re.Pattern[str]
    finite: frozenset[str]
    auxiliaries: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    possessive: frozenset[str]
    neuter: frozenset[str]
    plural: frozenset[str]
    first_singular: frozenset[str]
    first_plural: frozenset[str]
    second: frozenset[str]
    reflexive: frozenset[str]
    object_followers: frozenset[str]
    anaphoric: frozenset[str]
    specifying: frozenset[str]
    defining: frozenset[str]
    person_nouns: frozenset[str]
    deictic: frozenset[str]
    honorifics: frozenset[str]
    plural_names: frozenset[str]
    function_words: frozenset[str]
    speaker_pronouns: dict[str, dict[str, str]]
    references: frozenset[str]
    plural_clitics: dict[str, str]
    third_words: frozenset[str]
    third_person: frozenset[str]
    demonstratives: frozenset[str]
    counted: frozenset[str]
    determiners: frozenset[str]
    indefinite: frozenset[str]
    indefinite_openers: frozenset[str]
    perfect: frozenset[str]
    person_endings: tuple[str, ...]
    role_endings: tuple[tuple[str, tuple[str, ...]], ...]
    role_nouns: frozenset[str]
    role_abbreviations: dict[str, str]
    shifting: frozenset[str]
    highest: frozenset[str]
    comparing: frozenset[str]
    comparing_adjectives: frozenset[str]
    unique: frozenset[str]
    plural_antecedents: frozenset[str]
    group_nouns: frozenset[str]
    bodies: frozenset[str]
    media_nouns: frozenset[str]
    measures: frozenset[str]
    plural_demonstratives: frozenset[str]
    bounding: frozenset[str]
    bodies_by_kind: tuple[BodyKind, ...]
    role_based: re.Pattern[str]
    business_figures: frozenset[str]
    business_nouns: frozenset[str]
    business_heads: str
    place_nouns: frozenset[str]
    common_words: frozenset[str]
    unnamed_source: str
    past: frozenset[str]
    subordinators: frozenset[str]
    prepositions: frozenset[str]
    time_words: frozenset[str]
    is_complete: Callable[[Tree, Span], bool]
    find_shared_subject: Callable[[Tree, Span], Span | None]
    find_topics: Callable[[Tree], list[Topic]]
    describe_noun: Callable[[Tree, int], Noun]
    is_noun: Callable[[Tree, int], bool]
    is_demonstrative: Callable[[Tree, int], bool]
    find_times: Callable[[str, Span, date | None], list[Replacement]]
    word_time: Callable[[str, Span, str, date | None], Replacement | None]
    agree: Agree

    def is_body(self, name: str) -> bool:
        """Whether a source without a name is several people who decide together: "the tribunal"."""
        return name.rsplit(maxsplit=1)[-1].lower() in self.bodies | self.group_nouns

    def may_be(self, role: str, gender: str) -> bool:
        """Whether a role without a name can be that of a man or a woman: no "spokesman" is "she"."""
        known = next((one for one, endings in self.role_endings if role.lower().endswith(endings)), gender)
        return known == gender

    def is_month(self, word: str) -> bool:
        """Whether a word in lower case is a time, or short for a month: "feb"."""
        return word in self.time_words or (
            len(word) in MONTH_LENGTHS
            and any(name.startswith(word) for name in self.time_words if len(name) > len(word))
        )
