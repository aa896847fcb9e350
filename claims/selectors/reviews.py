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

from claims.models import Review, Term
from claims.models.review import plain, vector
from claims.nlp.matching import SearchPlan, plan_search
from claims.selectors import counts

TEXT = 5_000  # characters of a text that are looked at
CANDIDATES = 2_000  # rows at most that are ranked, whatever was expected
DEPTH = 100  # of them that are compared letter by letter, and the most that a search answers

LISTED = 1_000  # the most that a list without a search goes back

QUERY_CHARACTERS = 400  # characters of a search query that are used
SEARCH_RESULTS = 1_000  # fact-checks at most that a search of ours answers

SATURATION = 1.2  # BM25's k1: how soon repeating a word tells nothing more
LENGTH_MATTERS = 0.75  # BM25's b
ORDINARY_LENGTH = 16  # different words in a review of ordinary length
WORDS, LETTERS = 0.75, 0.25  # how much of the score is by words, and by trigrams of the claim


class _Among(Func):
    """SQL ``value = ANY (array)``."""

    template = "((%(expressions)s))"
    arg_joiner = ") = ANY ("
    output_field = BooleanField()
    conditional = True


@dataclass(frozen=True, slots=True)
class Filters:
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


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A review and how near it is to the text: 0 (nothing in common) to about 1 (the same)."""

    review: Review
    score: float


WALKED = """
    (
        SELECT * FROM claims_review
        WHERE (%(withdrawn)s OR NOT withdrawn) AND (NOT %(ours)s OR claim_id IS NOT NULL)
          AND (%(site)s = '' OR site = %(site)s)
          AND (%(since)s::date IS NULL OR dated >= %(since)s)
        ORDER BY dated DESC, id DESC
        LIMIT %(newest)s
    ) AS claims_review
"""
"""The newest reviews as a table: to go through them costs the same, however many there are and few fit."""

SPOKEN = "(%(language)s = '' OR language = %(language)s OR starts_with(language, %(language)s || '-'))"

LIST = "SELECT * FROM {reviews} WHERE {spoken} ORDER BY dated DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s"

CROWD = "SELECT count(*) FROM (SELECT FROM claims_review WHERE search @@ %s::tsquery LIMIT %s) AS first"

FITS = """
    search @@ %(tsquery)s::tsquery AND (%(withdrawn)s OR NOT withdrawn) AND (NOT %(ours)s OR claim_id IS NOT NULL)
    AND (%(earlier)s OR earlier = '' OR ts_filter(search, '{{a,b,c}}') @@ %(tsquery)s::tsquery)
    AND {spoken}
    AND (%(site)s = '' OR site = %(site)s)
    AND (%(since)s::date IS NULL OR dated >= %(since)s)
    AND (%(rating)s = '' OR EXISTS (
        SELECT FROM claims_claim JOIN claims_publication ON claims_publication.id = claims_claim.publication_id
        WHERE claims_claim.id = claims_review.claim_id AND claims_publication.rating = %(rating)s
    ))
"""

NEWEST_FIRST = "SELECT claim_id FROM {reviews} WHERE {fits} ORDER BY dated DESC, id DESC LIMIT %(depth)s"

RANK = """
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


def like(text: str, filters: Filters = ANYTHING, *, limit: int = 10, offset: int = 0) -> list[Hit]:
    """The reviews nearest to a text, best first; there are never more than `DEPTH`."""
    ranked = _ranked(text[:TEXT].replace("\0", " "), filters)[offset : offset + limit]
    scores = {review: score for review, _, score in ranked}
    reviews = Review.objects.in_bulk(list(scores))
    return [Hit(reviews[key], score) for key, score in scores.items()]


def newest(filters: Filters, *, limit: int = 10, offset: int = 0) -> list[Review]:
    """The reviews of a site, newest first, those without a date last; there are never more than `LISTED`."""
    place = {"limit": max(min(limit, LISTED - offset), 0), "offset": min(offset, LISTED)}
    return list(Review.objects.raw(LIST.format(reviews=WALKED, spoken=SPOKEN), _filtered(filters) | place))


def search_ours(query: str, *, rating: str = "") -> list[int]:
    """Claims whose public verdict a query finds, best first, `SEARCH_RESULTS` at most.

    The query is written as for a search engine: quotes for a phrase, a minus for words to leave out, "or".
    """
    filters = Filters(ours=True, rating=rating)
    text = query[:QUERY_CHARACTERS].replace("\0", " ")
    search = _parse_query(text)
    if not search.tsquery:
        return []
    sql = ranking(common=_is_common(search, filters, most=min(counts.NEWEST, CANDIDATES)))
    parameters = values(search.plan, text, filters) | {"tsquery": search.tsquery, "depth": SEARCH_RESULTS}
    return [claim for _, claim, _ in _fetch(sql, parameters)]


def search_newest_of_ours(query: str) -> list[int]:
    """Claims that a query finds in any revision of their verdict, withdrawn ones too, newest first.

    There are never more than `SEARCH_RESULTS`.
    """
    filters = Filters(ours=True, withdrawn=True, earlier=True)
    search = _parse_query(query[:QUERY_CHARACTERS].replace("\0", " "))
    if not search.tsquery:
        return []
    common = _is_common(search, filters, most=min(counts.NEWEST, CANDIDATES))
    parameters = _filtered(filters) | {"tsquery": search.tsquery, "depth": SEARCH_RESULTS}
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
    return Search(_plan(text, terms), terms[0].tsquery, sum(term.documents for term in terms if term.lexeme))


class FoundTerm(NamedTuple):
    """A term of a text that some review has; the rest is the same for all terms of the text."""

    lexeme: str
    documents: int
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
    stems = Func(vector(text), function="tsvector_to_array", output_field=ArrayField(TextField()))
    query = SearchQuery(plain(text), config="english", search_type="websearch")
    positive = Func(query, function="querytree", output_field=TextField())
    found = Term.objects.annotate(stems=stems, tsquery=Cast(query, TextField()), positive=positive)
    found = found.filter(Q(lexeme="") | Q(_Among(F("lexeme"), F("stems"))))
    return found.values_list(*FoundTerm._fields).query.sql_with_params()


def _plan(text: str, terms: list[FoundTerm] | None = None) -> SearchPlan:
    """The words of the text with the numbers of reviews they stand in, made into a search."""
    found = _terms(text) if terms is None else terms
    documents = {term.lexeme: term.documents for term in found}
    if "" not in documents:
        return plan_search({}, 0)
    return plan_search({stem: documents.get(stem, 0) for stem in found[0].stems}, documents[""])


def _ranked(text: str, filters: Filters) -> list[tuple[int, int | None, float]]:
    terms = _terms(text)
    plan = _plan(text, terms)
    if not plan.tsquery:
        return []
    search = Search(plan, plan.tsquery, sum(term.documents for term in terms if term.lexeme))
    common = _is_common(search, filters, most=counts.NEWEST)
    return _fetch(ranking(common=common), values(plan, text, filters))


def _fetch(sql: str, parameters: dict[str, Any] | list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _is_common(search: Search, filters: Filters, *, most: int) -> bool:
    """Whether more fits the words than the `most` that a search may look at.

    Words that always stand together are more common than expected; that matters where their reviews are sifted.
    """
    if search.plan.rows > most or search.at_most <= most or filters == ANYTHING:
        return search.plan.rows > most
    with connection.cursor() as cursor:
        cursor.execute(CROWD, [search.tsquery, most + 1])
        return int(cursor.fetchall()[0][0]) > most


def ranking(*, common: bool) -> str:
    """The query that looks up what fits, or goes through the newest where too much would."""
    return _sql(RANK, common=common)


def _sql(template: str, *, common: bool) -> str:
    return template.format(reviews=WALKED if common else "claims_review", fits=FITS.format(spoken=SPOKEN))


def values(plan: SearchPlan, text: str, filters: Filters) -> dict[str, Any]:
    """What the query is executed with."""
    return _filtered(filters) | {
        "words": list(plan.weights),
        "weights": list(plan.weights.values()),
        "tsquery": plan.tsquery,
        "mass": plan.total_weight,
        "text": text,
        "candidates": CANDIDATES,
        "depth": DEPTH,
        "k1": SATURATION,
        "b": LENGTH_MATTERS,
        "ordinary": ORDINARY_LENGTH,
        "by_words": WORDS,
        "by_letters": LETTERS,
    }


def _filtered(filters: Filters) -> dict[str, Any]:
    return asdict(filters) | {"newest": counts.NEWEST}
