"""The words of a text that are searched for among fact-checks, and the queries that rank what has them."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast

from claims.models import SearchTerm
from claims.models.fact_check import normalised_text, search_vector
from claims.nlp.language_table import TEXT_SEARCH_CONFIG
from claims.nlp.matching import SearchPlan, plan_search
from claims.selectors import waiting_counts
from claims.selectors.fact_check_sql import (
    BY_WORDS_SQL,
    COUNT_SQL,
    COUNTED_SQL,
    FILTER_SQL,
    IS_CURRENT_SQL,
    LANGUAGE_SQL,
    NEWEST_SQL,
    RANK_SQL,
    WORD_SCORES_SQL,
)

MAX_CANDIDATES = 2_000  # rows that are ranked by words

BM25_SATURATION = 1.2  # k1: how soon repetitions of a word stop counting
BM25_LENGTH_WEIGHT = 0.75  # b
MEAN_LENGTH_WORDS = 16  # different words of an average fact-check
WORD_WEIGHT, TRIGRAM_WEIGHT = 0.75, 0.25  # shares of the score by words, and by trigrams of the claim


class _Among(Func):
    """SQL ``value = ANY (array)``."""

    template = "((%(expressions)s))"
    arg_joiner = ") = ANY ("
    output_field = BooleanField()
    conditional = True


@dataclass(frozen=True, slots=True)
class FactCheckFilter:
    """Filters of a search; empty values do not filter. `language` is a primary subtag ("en").

    Nothing is found that is dated before `since` or after `until`, which is the day of the text that is compared.
    `ours` leaves only the desk's own verdicts; `rating` is the code of their rating. `translated` includes their
    translations into any language, `withdrawn` withdrawn verdicts, `earlier` words of earlier revisions.
    """

    language: str = ""
    site: str = ""
    since: date | None = None
    until: date | None = None
    ours: bool = False
    rating: str = ""
    translated: bool = False
    withdrawn: bool = False
    earlier: bool = False


NO_FILTER = FactCheckFilter()


@dataclass(frozen=True, slots=True)
class Search:
    """The words of a text with their weights, and tsqueries: a candidate matches one. None if nothing can match.

    `at_most` is an upper bound of the candidates: the sum of the fact-checks that contain each word.
    """

    plan: SearchPlan
    tsqueries: tuple[str, ...]
    at_most: int

    @property
    def tsquery(self) -> str:
        """The tsqueries as one, for a row that is at hand; the index finds them faster one by one."""
        return " | ".join(self.tsqueries)

    @property
    def parameters(self) -> dict[str, str]:
        """The tsqueries by the names of their parameters."""
        return {f"tsquery_{number}": tsquery for number, tsquery in enumerate(self.tsqueries)}


EMPTY_SEARCH = Search(plan_search({}, 0), (), 0)
TEXT_PARAMETER = "<text>"
"""Stands for the text in the cached parameters."""


def parse_query(text: str) -> Search:
    """Parse a query in the syntax of a search engine; a query with only excluded words is empty."""
    terms = find_terms(text)
    if not terms or terms[0].positive in ("", "T"):
        return EMPTY_SEARCH
    return Search(
        plan_text_search(text, terms), (terms[0].tsquery,), sum(term.fact_check_count for term in terms if term.lexeme)
    )


class FoundTerm(NamedTuple):
    """A term of a text that some fact-check contains; `stems`, `tsquery` and `positive` are those of the text."""

    lexeme: str
    fact_check_count: int
    stems: list[str]
    tsquery: str
    positive: str


def find_terms(text: str) -> list[FoundTerm]:
    """Return the terms of a text that some fact-check contains, including the empty term, which all contain."""
    sql, parameters = _terms_sql()
    return [
        FoundTerm(*row) for row in fetch_all(sql, [text if value == TEXT_PARAMETER else value for value in parameters])
    ]


@cache
def _terms_sql() -> tuple[str, tuple[Any, ...]]:
    """Write the query for the terms of a text, once: writing it takes longer than running it."""
    text = Value(TEXT_PARAMETER)
    stems = Func(search_vector(text), function="tsvector_to_array", output_field=ArrayField(TextField()))
    query = SearchQuery(normalised_text(text), config=TEXT_SEARCH_CONFIG, search_type="websearch")
    positive = Func(query, function="querytree", output_field=TextField())
    found = SearchTerm.objects.annotate(stems=stems, tsquery=Cast(query, TextField()), positive=positive)
    found = found.filter(Q(lexeme="") | Q(_Among(F("lexeme"), F("stems"))))
    return found.values_list(*FoundTerm._fields).query.sql_with_params()


def plan_text_search(text: str, terms: list[FoundTerm] | None = None) -> SearchPlan:
    """Plan a search from the words of a text and the number of fact-checks that contain each."""
    found_terms = find_terms(text) if terms is None else terms
    fact_check_count = {term.lexeme: term.fact_check_count for term in found_terms}
    if "" not in fact_check_count:
        return plan_search({}, 0)
    return plan_search({stem: fact_check_count.get(stem, 0) for stem in found_terms[0].stems}, fact_check_count[""])


def search_of_text(text: str) -> Search:
    """Plan the search for the words of a text; without a word that some fact-check has, there is no tsquery."""
    terms = find_terms(text)
    plan = plan_text_search(text, terms)
    return Search(plan, plan.tsqueries, sum(term.fact_check_count for term in terms if term.lexeme))


def fetch_ranked(
    search: Search,
    text: str,
    filters: FactCheckFilter,
    *,
    template: str,
    most: int,
    depth: int,
    given: dict[str, Any] | None = None,
) -> list[Any]:
    """Return the rows of a ranking query that have a fact-check.

    If more than `most` match the words, only the newest are compared. Words that often occur together match more than
    the estimate, which matters if filters apply and leave few: then the matches of the index are counted on the way.
    """
    bounds = {"depth": depth, "counts_all": most <= MAX_CANDIDATES}
    parameters = ranking_parameters(search, text, filters) | bounds | (given or {})
    if search.plan.rows <= most:
        limit = MAX_CANDIDATES if filters == NO_FILTER else most + 1
        rows = fetch_all(write_sql(template, search, common=False), parameters | {"matched": limit})
        if filters == NO_FILTER or rows[0][0] <= most:
            return [row for row in rows if row[1] is not None]
    rows = fetch_all(write_sql(template, search, common=True), parameters)
    return [row for row in rows if row[1] is not None]


def fetch_all(sql: str, parameters: dict[str, Any] | list[Any]) -> list[Any]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def is_too_common(search: Search, filters: FactCheckFilter, *, most: int) -> bool:
    """Return whether more than `most` fact-checks match the words.

    Words that often occur together match more than the estimate, which matters if filters apply; then it counts.
    """
    if search.plan.rows > most or search.at_most <= most or filters == NO_FILTER:
        return search.plan.rows > most
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [search.tsquery, most + 1])
        return int(cursor.fetchall()[0][0]) > most


def ranking_sql(search: Search, *, common: bool) -> str:
    """Return the query over the index, or for `common` words over the newest fact-checks."""
    return write_sql(BY_WORDS_SQL, search, common=common)


def write_sql(template: str, search: Search, *, common: bool) -> str:
    """Write a query over the index, or for `common` words over the newest fact-checks."""
    parts = {
        "fact_checks": NEWEST_SQL if common else "claims_factcheck",
        "matches": f"({' OR '.join(f'search @@ %({name})s::tsquery' for name in search.parameters) or 'FALSE'})",
        "is_current": IS_CURRENT_SQL,
        "filters": FILTER_SQL.format(language=LANGUAGE_SQL),
        "counted": COUNTED_SQL,
    }
    rank = RANK_SQL.format(**parts, scores=WORD_SCORES_SQL.format(rows="candidates"))
    return template.format(**parts, rank=rank, scores_of_chosen=WORD_SCORES_SQL.format(rows="chosen"))


def ranking_parameters(search: Search, text: str, filters: FactCheckFilter) -> dict[str, Any]:
    """Return the parameters of the query."""
    return search_parameters(search, filters) | {
        "words": list(search.plan.weights),
        "weights": list(search.plan.weights.values()),
        "mass": search.plan.total_weight,
        "text": text,
        "matched": waiting_counts.NEWEST_ROWS,
        "candidates": MAX_CANDIDATES,
        "k1": BM25_SATURATION,
        "b": BM25_LENGTH_WEIGHT,
        "ordinary": MEAN_LENGTH_WORDS,
        "by_words": WORD_WEIGHT,
        "by_letters": TRIGRAM_WEIGHT,
    }


def search_parameters(search: Search, filters: FactCheckFilter) -> dict[str, Any]:
    """Return the parameters of what matches a search and passes the filters."""
    return filter_parameters(filters) | search.parameters | {"tsquery": search.tsquery}


def filter_parameters(filters: FactCheckFilter) -> dict[str, Any]:
    """Return the parameters of the filters."""
    return asdict(filters) | {"newest": waiting_counts.NEWEST_ROWS}
