"""Search of fact-checks, ours and imported ones, by full text and trigrams in the database."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast

from claims.models import FactCheck, SearchTerm
from claims.models.fact_check import normalised_text, search_vector
from claims.nlp.language_table import TEXT_SEARCH_CONFIG
from claims.nlp.matching import SearchPlan, plan_search
from claims.selectors import waiting_counts
from claims.selectors.fact_check_sql import (
    CONDITIONS_SQL,
    COUNT_SQL,
    LANGUAGE_SQL,
    LIST_SQL,
    NEWEST_FIRST_SQL,
    NEWEST_SQL,
    RANK_SQL,
)

MAX_QUERY_CHARACTERS = 5_000  # of a text that are used
MAX_CANDIDATES = 2_000  # rows that are ranked by words
MAX_HITS = 100  # candidates that are compared by trigrams, and results of a search

MAX_LISTED_ROWS = 1_000  # of a list without a search

QUERY_CHARACTERS = 400  # of a search query that are used
SEARCH_RESULTS = 1_000  # results of a search of our own verdicts

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

    `ours` leaves only the desk's own verdicts; `rating` is the code of their rating. `withdrawn` includes withdrawn
    verdicts, `earlier` includes words of earlier revisions.
    """

    language: str = ""
    site: str = ""
    since: date | None = None
    ours: bool = False
    rating: str = ""
    withdrawn: bool = False
    earlier: bool = False


NO_FILTER = FactCheckFilter()


@dataclass(frozen=True, slots=True)
class FactCheckHit:
    """A fact-check and its similarity to the text: 0 (nothing in common) to about 1 (the same words)."""

    fact_check: FactCheck
    score: float


def search_fact_checks(
    text: str, filters: FactCheckFilter = NO_FILTER, *, limit: int = 10, offset: int = 0
) -> list[FactCheckHit]:
    """Return the fact-checks most similar to a text, best first, up to `MAX_HITS`."""
    ranked = _rank_ids(text[:MAX_QUERY_CHARACTERS].replace("\0", " "), filters)[offset : offset + limit]
    scores = {fact_check_id: score for fact_check_id, _, score in ranked}
    fact_checks = FactCheck.objects.in_bulk(list(scores))
    return [FactCheckHit(fact_checks[key], score) for key, score in scores.items()]


def list_fact_checks(filters: FactCheckFilter, *, limit: int = 10, offset: int = 0) -> list[FactCheck]:
    """Return fact-checks, newest first, those without a date last, up to `MAX_LISTED_ROWS`."""
    window = {"limit": max(min(limit, MAX_LISTED_ROWS - offset), 0), "offset": min(offset, MAX_LISTED_ROWS)}
    return list(
        FactCheck.objects.raw(
            LIST_SQL.format(fact_checks=NEWEST_SQL, language=LANGUAGE_SQL), _filter_parameters(filters) | window
        )
    )


def search_ours(query: str, *, rating: str = "") -> list[int]:
    """Return the ids of claims whose published verdict matches a query, best first, up to `SEARCH_RESULTS`.

    The query is written as for a search engine: quotes for a phrase, a minus to exclude a word, "or".
    """
    text = query[:QUERY_CHARACTERS].replace("\0", " ")
    search = _parse_query(text)
    if not search.tsquery:
        return []
    filters = FactCheckFilter(ours=True, rating=rating)
    most = min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES)
    ranked = _rank(search, text, filters, most=most, depth=SEARCH_RESULTS)
    return [claim_id for _, claim_id, _ in ranked if claim_id is not None]


def search_newest_of_ours(query: str) -> list[int]:
    """Return the ids of claims with a matching revision of their verdict, including withdrawn ones, newest first.

    There are at most `SEARCH_RESULTS`.
    """
    filters = FactCheckFilter(ours=True, withdrawn=True, earlier=True)
    search = _parse_query(query[:QUERY_CHARACTERS].replace("\0", " "))
    if not search.tsquery:
        return []
    common = _is_too_common(search, filters, most=min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES))
    parameters = _filter_parameters(filters) | {"tsquery": search.tsquery, "depth": SEARCH_RESULTS}
    return [claim_id for (claim_id,) in _fetch(_sql(NEWEST_FIRST_SQL, common=common), parameters)]


@dataclass(frozen=True, slots=True)
class Search:
    """The words of a text with their weights, and the tsquery of the candidates; empty if nothing can match.

    `at_most` is an upper bound of the candidates: the sum of the fact-checks that contain each word.
    """

    plan: SearchPlan
    tsquery: str
    at_most: int


EMPTY_SEARCH = Search(plan_search({}, 0), "", 0)
TEXT_PARAMETER = "<text>"
"""Stands for the text in the cached parameters."""


def _parse_query(text: str) -> Search:
    """Parse a query in the syntax of a search engine; a query with only excluded words is empty."""
    terms = _terms(text)
    if not terms or terms[0].positive in ("", "T"):
        return EMPTY_SEARCH
    return Search(
        _plan_search(text, terms), terms[0].tsquery, sum(term.fact_check_count for term in terms if term.lexeme)
    )


class FoundTerm(NamedTuple):
    """A term of a text that some fact-check contains; `stems`, `tsquery` and `positive` are those of the text."""

    lexeme: str
    fact_check_count: int
    stems: list[str]
    tsquery: str
    positive: str


def _terms(text: str) -> list[FoundTerm]:
    """Return the terms of a text that some fact-check contains, including the empty term, which all contain."""
    sql, parameters = _terms_sql()
    return [
        FoundTerm(*row) for row in _fetch(sql, [text if value == TEXT_PARAMETER else value for value in parameters])
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


def _plan_search(text: str, terms: list[FoundTerm] | None = None) -> SearchPlan:
    """Plan a search from the words of a text and the number of fact-checks that contain each."""
    found_terms = _terms(text) if terms is None else terms
    fact_check_count = {term.lexeme: term.fact_check_count for term in found_terms}
    if "" not in fact_check_count:
        return plan_search({}, 0)
    return plan_search({stem: fact_check_count.get(stem, 0) for stem in found_terms[0].stems}, fact_check_count[""])


def _rank_ids(text: str, filters: FactCheckFilter) -> list[tuple[int, int | None, float]]:
    terms = _terms(text)
    plan = _plan_search(text, terms)
    if not plan.tsquery:
        return []
    search = Search(plan, plan.tsquery, sum(term.fact_check_count for term in terms if term.lexeme))
    return _rank(search, text, filters, most=waiting_counts.NEWEST_ROWS, depth=MAX_HITS)


def _rank(
    search: Search, text: str, filters: FactCheckFilter, *, most: int, depth: int
) -> list[tuple[int, int | None, float]]:
    """Return id, claim and score of the most similar fact-checks.

    If more than `most` match the words, only the newest are compared. Words that often occur together match more than
    the estimate, which matters if filters apply: then the matches of the index are counted on the way.
    """
    parameters = ranking_parameters(search.plan, text, filters) | {"tsquery": search.tsquery, "depth": depth}
    if search.plan.rows <= most:
        limit = MAX_CANDIDATES if filters == NO_FILTER else most + 1
        rows = _fetch(ranking_sql(common=False), parameters | {"matched": limit})
        if filters == NO_FILTER or rows[0][0] <= most:
            return _without_counts(rows)
    return _without_counts(_fetch(ranking_sql(common=True), parameters))


def _without_counts(rows: list[Any]) -> list[tuple[int, int | None, float]]:
    return [(key, claim_id, score) for _, key, claim_id, score in rows if key is not None]


def _fetch(sql: str, parameters: dict[str, Any] | list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _is_too_common(search: Search, filters: FactCheckFilter, *, most: int) -> bool:
    """Return whether more than `most` fact-checks match the words.

    Words that often occur together match more than the estimate, which matters if filters apply; then it counts.
    """
    if search.plan.rows > most or search.at_most <= most or filters == NO_FILTER:
        return search.plan.rows > most
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [search.tsquery, most + 1])
        return int(cursor.fetchall()[0][0]) > most


def ranking_sql(*, common: bool) -> str:
    """Return the query over the index, or for `common` words over the newest fact-checks."""
    return _sql(RANK_SQL, common=common)


def _sql(template: str, *, common: bool) -> str:
    return template.format(
        fact_checks=NEWEST_SQL if common else "claims_factcheck",
        conditions=CONDITIONS_SQL.format(language=LANGUAGE_SQL),
    )


def ranking_parameters(plan: SearchPlan, text: str, filters: FactCheckFilter) -> dict[str, Any]:
    """Return the parameters of the query."""
    return _filter_parameters(filters) | {
        "words": list(plan.weights),
        "weights": list(plan.weights.values()),
        "tsquery": plan.tsquery,
        "mass": plan.total_weight,
        "text": text,
        "matched": waiting_counts.NEWEST_ROWS,
        "candidates": MAX_CANDIDATES,
        "depth": MAX_HITS,
        "k1": BM25_SATURATION,
        "b": BM25_LENGTH_WEIGHT,
        "ordinary": MEAN_LENGTH_WORDS,
        "by_words": WORD_WEIGHT,
        "by_letters": TRIGRAM_WEIGHT,
    }


def _filter_parameters(filters: FactCheckFilter) -> dict[str, Any]:
    return asdict(filters) | {"newest": waiting_counts.NEWEST_ROWS}
