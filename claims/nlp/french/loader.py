"""The pack of French, put together from the tables and modules of this folder."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, partial

from claims.nlp.dates import find_dates as find_dates_by_grammar
from claims.nlp.dates.grammar import DateGrammar, build_date_grammar
from claims.nlp.french.hedges import find_hedge, find_statement_problem
from claims.nlp.french.quantities import find_quantities
from claims.nlp.french.sayings import find_sayings
from claims.nlp.french.tables import load_table
from claims.nlp.parsing.datelines import compile_dateline
from claims.nlp.parsing.quotations import find_quotations
from claims.nlp.parsing.rules import build_sentence_rules
from claims.nlp.parsing.sentences import split_sentences
from claims.nlp.plain.names import find_names
from claims.nlp.plain.pack import LanguagePack
from claims.nlp.reading import DateMention, Span


@cache
def load_pack() -> LanguagePack:
    """Return the pack of French, built once per process."""
    sentences = load_table("sentences")
    return LanguagePack(
        code="fr",
        name="French",
        function_words=frozenset(sentences["detection"]["function_words"].split()),
        frequent_words=frozenset(sentences["detection"]["frequent_words"].split()),
        dateline=compile_dateline(sentences["datelines"]),
        split_sentences=partial(split_sentences, rules=build_sentence_rules(sentences)),
        find_quotations=partial(find_quotations, speech_tail=re.compile(sentences["speech_tail"])),
        find_sayings=find_sayings,
        find_quantities=find_quantities,
        find_dates=find_dates,
        find_names=find_names,
        find_hedge=find_hedge,
        find_statement_problem=find_statement_problem,
    )


@cache
def load_date_grammar() -> DateGrammar:
    """Return how French writes dates, built once per process."""
    return build_date_grammar(load_table("dates"))


def find_dates(text: str, span: Span, today: date | None, counted: Sequence[Span]) -> tuple[DateMention, ...]:
    """Return the dates of a passage; the day stands before the month."""
    return find_dates_by_grammar(
        text, span.start, span.end, today, load_date_grammar(), is_day_first=True, counted=counted
    )
