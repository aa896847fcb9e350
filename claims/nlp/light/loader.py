"""The pack of a language that has no rules of its own."""

from functools import lru_cache, partial

from claims.nlp.light.conventions import MOST_KEPT_LANGUAGES, load_conventions
from claims.nlp.light.dates import find_written_dates
from claims.nlp.light.numbers import find_figures
from claims.nlp.light.sentences import find_any_quotations, split_plainly
from claims.nlp.plain.names import find_names
from claims.nlp.plain.pack import LanguagePack, PlainText, Saying
from claims.nlp.reading import Link, Span

SHORTEST_QUOTED_WORDS = 3
SHORTEST_QUOTED_SIGNS = 8
"""The length of a quotation in a script that sets no spaces."""

UNREAD_SOURCE = "unnamed source"


@lru_cache(maxsize=MOST_KEPT_LANGUAGES)
def load_light_pack(code: str) -> LanguagePack:
    """Return the light pack of a language."""
    known = load_conventions(code)
    return LanguagePack(
        code=code,
        name=known.name,
        function_words=frozenset(),
        frequent_words=frozenset(),
        dateline=None,
        split_sentences=partial(split_plainly, has_ordinal_dot=known.has_ordinal_dot),
        find_quotations=find_any_quotations,
        find_sayings=find_quoted,
        find_quantities=partial(find_figures, code=code),
        find_dates=partial(find_written_dates, code=code),
        find_names=partial(find_names, has_noun_capitals=known.has_noun_capitals),
        find_hedge=find_no_hedge,
        find_statement_problem=word_nothing,
    )


def find_quoted(text: PlainText) -> list[Saying]:
    """Return every quotation; who says it is not read, so the source stays open."""
    quotations = [quote for block in text.blocks for unit in block.units for quote in unit.quotations]
    return [
        Saying((Span(quote.start, quote.end),), (_leave_open(quote.start),))
        for quote in quotations
        if quote.words >= SHORTEST_QUOTED_WORDS or _is_long_unspaced(text.text[quote.start : quote.end])
    ]


def _is_long_unspaced(words: str) -> bool:
    return len(words) >= SHORTEST_QUOTED_SIGNS and " " not in words and not words.isascii() and words[1] > "\u2e80"


def _leave_open(start: int) -> Link:
    return Link(UNREAD_SOURCE, Span(start, start + 1), "unnamed", is_unresolved=True)


def find_no_hedge(words: str, is_reported: bool) -> str:  # noqa: FBT001
    """Return no hedge: a light reading knows no words."""
    return ""


def word_nothing(words: str) -> str:
    """Return the code that says that no statement is built in this language."""
    return "unread_language"
