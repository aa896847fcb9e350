"""What the comparison of two claims takes and what it returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from claims.nlp.quantities import Bounded


class Relation(StrEnum):
    """What our claim is to the other one.

    A narrower claim says the same of less: it names a place, a time, a person or a number that the other leaves open.
    `UNCLEAR` is all that code cannot tell, including claims about something else.
    """

    SAME = "same"
    NUMBER_DIFFERS = "number_differs"
    CONTRADICTS = "contradicts"
    NARROWER = "narrower"
    WIDER = "wider"
    UNCLEAR = "unclear"


class ReasonCode(StrEnum):
    """What two claims have in common, or what keeps them apart."""

    SHARED_NAMES = "shared_names"
    SHARED_WORDS = "shared_words"
    EQUAL_NUMBERS = "equal_numbers"
    EQUAL_DATES = "equal_dates"
    EQUAL_SOURCES = "equal_sources"
    DIFFERENT_NUMBERS = "different_numbers"
    UNPAIRED_NUMBERS = "unpaired_numbers"
    DIFFERENT_DATES = "different_dates"
    DIFFERENT_PLACES = "different_places"
    UNPAIRED_NAMES = "unpaired_names"
    OTHER_WORDS = "other_words"
    OPPOSITE_WORDS = "opposite_words"
    NEGATION = "negation"
    EXCHANGED_NAMES = "exchanged_names"
    UNCERTAIN = "uncertain"
    DIFFERENT_SOURCES = "different_sources"
    FIRST_PERSON = "first_person"
    OTHER_LANGUAGE = "other_language"
    UNREAD_LANGUAGE = "unread_language"


REASONS_FOR = frozenset(
    {
        ReasonCode.SHARED_NAMES,
        ReasonCode.SHARED_WORDS,
        ReasonCode.EQUAL_NUMBERS,
        ReasonCode.EQUAL_DATES,
        ReasonCode.EQUAL_SOURCES,
    }
)
"""The codes that say why two claims are the same; all others say why they may not be."""


@dataclass(frozen=True, slots=True)
class ComparisonReason:
    """A reason with the words of both claims that show it; either may be empty."""

    code: ReasonCode
    ours: str = ""
    theirs: str = ""

    def to_json(self) -> dict[str, str]:
        """Return all three fields."""
        return {"code": self.code.value, "ours": self.ours, "theirs": self.theirs}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ComparisonReason":
        """Return a reason that was stored."""
        return cls(ReasonCode(data["code"]), data["ours"], data["theirs"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relation of our claim to the other one, and the reasons for and against their being the same."""

    relation: Relation
    reasons: tuple[ComparisonReason, ...]


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim to compare: its words, language, the day it was made ("last month" is read from it), who made it.

    `quantities` are those of a reading; None lets the comparison find them in the text.
    """

    text: str
    language: str = "en"
    day: date | None = None
    source: str = ""
    quantities: Sequence[Bounded] | None = None
