"""Searches fact-checks, ours and those of others: by full text and trigrams, in the database."""

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
from claims.nlp.matching import SearchPlan, plan_search
from claims.selectors import waiting_counts

MAX_QUERY_CHARACTERS = 5_000  # characters of a text that are looked at
MAX_CANDIDATES = 2_000  # rows at most that are ranked, whatever was expected
MAX_HITS = 100  # of them that are compared letter by letter, and the most that a search answers

MAX_LISTED_ROWS = 1_000  # the most that a list without a search goes back

QUERY_CHARACTERS = 400  # characters of a search query that are used
SEARCH_RESULTS = 1_000  # fact-checks at most that a search of ours answers

BM25_SATURATION = 1.2  # BM25's k1: how soon repeating a word tells nothing more
BM25_LENGTH_WEIGHT = 0.75  # BM25's b
MEAN_LENGTH_WORDS = 16  # different words in a review of ordinary length
WORD_WEIGHT, TRIGRAM_WEIGHT = 0.75, 0.25  # how much of the score is by words, and by trigrams of the claim


class _Among(Func):
    """SQL ``value = ANY (array)``."""

    template = "((%(expressions)s))"
    arg_joiner = ") = ANY ("
    output_field = BooleanField()
    conditional = True


@dataclass(frozen=True, slots=True)
class FactCheckFilter:
    """What else a review must be; empty where anything goes. `language` is a primary subtag ("en").

    `ours` leaves only the desk's own, of which `rating` is the code of a rating. `withdrawn` lets withdrawn ones in,
    and `earlier` lets in what only an earlier revision said.
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
    """A review and how near it is to the text: 0 (nothing in common) to about 1 (the same)."""

    fact_check: FactCheck
    score: float


NEWEST_SQL = """
    (
        SELECT * FROM claims_factcheck
        WHERE (%(withdrawn)s OR NOT withdrawn) AND (NOT %(ours)s OR claim_id IS NOT NULL)
          AND (%(site)s = '' OR site = %(site)s)
          AND (%(since)s::date IS NULL OR dated >= %(since)s)
        ORDER BY dated DESC, id DESC
        LIMIT %(newest)s
    ) AS claims_factcheck
"""
"""The newest reviews as a table: to go through them costs the same, however many there are and few fit."""

LANGUAGE_SQL = "(%(language)s = '' OR language = %(language)s OR starts_with(language, %(language)s || '-'))"

LIST_SQL = "SELECT * FROM {reviews} WHERE {spoken} ORDER BY dated DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s"

COUNT_SQL = "SELECT count(*) FROM (SELECT FROM claims_factcheck WHERE search @@ %s::tsquery LIMIT %s) AS first"

FITS = """
    search @@ %(tsquery)s::tsquery AND (%(withdrawn)s OR NOT withdrawn) AND (NOT %(ours)s OR claim_id IS NOT NULL)
    AND (%(earlier)s OR earlier = '' OR ts_filter(search, '{{a,b,c}}') @@ %(tsquery)s::tsquery)
    AND {spoken}
    AND (%(site)s = '' OR site = %(site)s)
    AND (%(since)s::date IS NULL OR dated >= %(since)s)
    AND (%(rating)s = '' OR EXISTS (
        SELECT FROM claims_claim JOIN claims_publication ON claims_publication.id = claims_claim.publication_id
        WHERE claims_claim.id = claims_factcheck.claim_id AND claims_publication.rating = %(rating)s
    ))
"""

NEWEST_FIRST = "SELECT claim_id FROM {reviews} WHERE {fits} ORDER BY dated DESC, id DESC LIMIT %(depth)s"

RANK_SQL = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM unnest(%(words)s::text[], %(weights)s::float[]) AS wanted (lexeme, weight)
    ), candidates AS MATERIALIZED (
        SELECT id, claim_id, search, claim_text FROM {reviews}
        WHERE {fits}
        LIMIT %(candidates)s
    ), by_words AS MATERIALIZED (
        SELECT candidates.id, sum(
            wanted.weight * cardinality(word.positions)
            / (cardinality(word.positions)
               + %(k1)s::float * (1 - %(b)s::float + %(b)s::float * length(candidates.search) / %(ordinary)s::float))
        ) AS score
        FROM candidates, unnest(candidates.search) AS word JOIN wanted USING (lexeme)
        GROUP BY candidates.id
        ORDER BY score DESC, candidates.id
        LIMIT %(depth)s
    )
    SELECT id, claim_id,
           %(by_words)s::float * by_words.score / %(mass)s
           + %(by_letters)s::float * similarity(claim_text, %(text)s) AS score
    FROM by_words JOIN candidates USING (id)
    ORDER BY score DESC, id
"""


def search_fact_checks(
    text: str, filters: FactCheckFilter = NO_FILTER, *, limit: int = 10, offset: int = 0
) -> list[FactCheckHit]:
    """The reviews nearest to a text, best first; there are never more than `DEPTH`."""
    ranked = _rank_ids(text[:MAX_QUERY_CHARACTERS].replace("\0", " "), filters)[offset : offset + limit]
    scores = {review: score for review, _, score in ranked}
    reviews = FactCheck.objects.in_bulk(list(scores))
    return [FactCheckHit(reviews[key], score) for key, score in scores.items()]


def list_fact_checks(filters: FactCheckFilter, *, limit: int = 10, offset: int = 0) -> list[FactCheck]:
    """The reviews of a site, newest first, those without a date last; there are never more than `LISTED`."""
    place = {"limit": max(min(limit, MAX_LISTED_ROWS - offset), 0), "offset": min(offset, MAX_LISTED_ROWS)}
    return list(
        FactCheck.objects.raw(
            LIST_SQL.format(reviews=NEWEST_SQL, spoken=LANGUAGE_SQL), _filter_parameters(filters) | place
        )
    )


def search_ours(query: str, *, rating: str = "") -> list[int]:
    """Claims whose public verdict a query finds, best first, `SEARCH_RESULTS` at most.

    The query is written as for a search engine: quotes for a phrase, a minus for words to leave out, "or".
    """
    filters = FactCheckFilter(ours=True, rating=rating)
    text = query[:QUERY_CHARACTERS].replace("\0", " ")
    search = _parse_query(text)
    if not search.tsquery:
        return []
    sql = ranking_sql(common=_is_too_common(search, filters, most=min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES)))
    parameters = ranking_parameters(search.plan, text, filters) | {"tsquery": search.tsquery, "depth": SEARCH_RESULTS}
    return [claim for _, claim, _ in _fetch(sql, parameters)]


def search_newest_of_ours(query: str) -> list[int]:
    """Claims that a query finds in any revision of their verdict, withdrawn ones too, newest first.

    There are never more than `SEARCH_RESULTS`.
    """
    filters = FactCheckFilter(ours=True, withdrawn=True, earlier=True)
    search = _parse_query(query[:QUERY_CHARACTERS].replace("\0", " "))
    if not search.tsquery:
        return []
    common = _is_too_common(search, filters, most=min(waiting_counts.NEWEST_ROWS, MAX_CANDIDATES))
    parameters = _filter_parameters(filters) | {"tsquery": search.tsquery, "depth": SEARCH_RESULTS}
    return [claim for (claim,) in _fetch(_sql(NEWEST_FIRST, common=common), parameters)]


@dataclass(frozen=True, slots=True)
class Search:
    """A text's words with what each tells, and the tsquery of what fits; it is empty where nothing can.

    `at_most` is how many reviews have one of the words or more, each counted once for each of its words.
    """

    plan: SearchPlan
    tsquery: str
    at_most: int


NOTHING = Search(plan_search({}, 0), "", 0)
TEXT_PARAMETER = "the text that is searched for"


def _parse_query(text: str) -> Search:
    """A search for all words of a query, as PostgreSQL reads one for a search engine; one of "not" alone is empty."""
    terms = _terms(text)
    if not terms or terms[0].positive in ("", "T"):
        return NOTHING
    return Search(
        _plan_search(text, terms), terms[0].tsquery, sum(term.fact_check_count for term in terms if term.lexeme)
    )


class FoundTerm(NamedTuple):
    """A term of a text that some review has; the rest is the same for all terms of the text."""

    lexeme: str
    fact_check_count: int
    stems: list[str]
    tsquery: str
    positive: str


def _terms(text: str) -> list[FoundTerm]:
    """The terms of a text that some review has, among them the empty one that all have."""
    sql, parameters = _terms_sql()
    return [FoundTerm(*row) for row in _fetch(sql, [text if each == TEXT_PARAMETER else each for each in parameters])]


@cache
def _terms_sql() -> tuple[str, tuple[Any, ...]]:
    """The query for the terms of a text, written once: to write it costs more than to execute it."""
    text = Value(TEXT_PARAMETER)
    stems = Func(search_vector(text), function="tsvector_to_array", output_field=ArrayField(TextField()))
    query = SearchQuery(normalised_text(text), config="english", search_type="websearch")
    positive = Func(query, function="querytree", output_field=TextField())
    found = SearchTerm.objects.annotate(stems=stems, tsquery=Cast(query, TextField()), positive=positive)
    found = found.filter(Q(lexeme="") | Q(_Among(F("lexeme"), F("stems"))))
    return found.values_list(*FoundTerm._fields).query.sql_with_params()


def _plan_search(text: str, terms: list[FoundTerm] | None = None) -> SearchPlan:
    """The words of the text with the numbers of reviews they stand in, made into a search."""
    found = _terms(text) if terms is None else terms
    fact_check_count = {term.lexeme: term.fact_check_count for term in found}
    if "" not in fact_check_count:
        return plan_search({}, 0)
    return plan_search({stem: fact_check_count.get(stem, 0) for stem in found[0].stems}, fact_check_count[""])


def _rank_ids(text: str, filters: FactCheckFilter) -> list[tuple[int, int | None, float]]:
    terms = _terms(text)
    plan = _plan_search(text, terms)
    if not plan.tsquery:
        return []
    search = Search(plan, plan.tsquery, sum(term.fact_check_count for term in terms if term.lexeme))
    common = _is_too_common(search, filters, most=waiting_counts.NEWEST_ROWS)
    return _fetch(ranking_sql(common=common), ranking_parameters(plan, text, filters))


def _fetch(sql: str, parameters: dict[str, Any] | list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _is_too_common(search: Search, filters: FactCheckFilter, *, most: int) -> bool:
    """Whether more fits the words than the `most` that a search may look at.

    Words that always stand together are more common than expected; that matters where their reviews are sifted.
    """
    if search.plan.rows > most or search.at_most <= most or filters == NO_FILTER:
        return search.plan.rows > most
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SQL, [search.tsquery, most + 1])
        return int(cursor.fetchall()[0][0]) > most


def ranking_sql(*, common: bool) -> str:
    """The query that looks up what fits, or goes through the newest where too much would."""
    return _sql(RANK_SQL, common=common)


def _sql(template: str, *, common: bool) -> str:
    return template.format(reviews=NEWEST_SQL if common else "claims_factcheck", fits=FITS.format(spoken=LANGUAGE_SQL))


def ranking_parameters(plan: SearchPlan, text: str, filters: FactCheckFilter) -> dict[str, Any]:
    """What the query is executed with."""
    return _filter_parameters(filters) | {
        "words": list(plan.weights),
        "weights": list(plan.weights.values()),
        "tsquery": plan.tsquery,
        "mass": plan.total_weight,
        "text": text,
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
