"""What a language provides that is read with a pack."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claims.nlp.parsing.quotations import Quotation
from claims.nlp.parsing.sentences import Sentence
from claims.nlp.reading import DateMention, Link, Place, Quantity, Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that a quotation holds together, with the quotations that begin in it."""

    span: Span
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """A paragraph or heading with its sentences and units, without its dateline, whose news agency is `agency`."""

    span: Span
    sentences: tuple[Span, ...]
    units: tuple[Unit, ...]
    is_heading: bool
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text with plain marks, its blocks, its title, and the name of who says the whole of it, if anybody does."""

    text: str
    blocks: tuple[PlainBlock, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says: its pieces, the source chain, and what the words around it make of it.

    A reported one is a clause that a verb governs, in which the conditional may be the future of the past.
    """

    content: tuple[Span, ...]
    chain: tuple[Link, ...]
    is_denied: bool = False
    is_asserted: bool = True
    is_reported: bool = False


FindDates = Callable[[str, Span, date | None, Sequence[Span]], tuple[DateMention, ...]]


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """The functions of a language, one for each concern. All of them read a text with plain marks.

    `name` is the language's name in English. `function_words` are its frequent small words that few other languages
    have, `frequent_words` all of them. `split_sentences` is given a block and its number. `find_sayings` returns
    what sources say, `find_names` names of people, places and groups, `find_hedge` the words that leave a way out; it
    is told whether they are reported. `find_dates` is given the quantities, which are no dates.
    `find_statement_problem` returns the code of what keeps some words from standing alone.
    """

    code: str
    name: str
    function_words: frozenset[str]
    frequent_words: frozenset[str]
    dateline: re.Pattern[str] | None
    split_sentences: Callable[[str, Span, int], Iterable[Sentence]]
    find_quotations: Callable[[str, list[Span]], list[Quotation]]
    find_sayings: Callable[[PlainText], list[Saying]]
    find_quantities: Callable[[str, int, int], tuple[Quantity, ...]]
    find_dates: FindDates
    find_names: Callable[[str, int, int], tuple[Place, ...]]
    find_hedge: Callable[[str, bool], str]
    find_statement_problem: Callable[[str], str]
