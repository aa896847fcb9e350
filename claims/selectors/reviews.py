"""Reviews that are about the same as a text: by full text and trigrams, in the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Func, TextField, Value

from claims.models import Review, Term
from claims.models.review import vector
from claims.nlp.matching import SearchPlan, plan_search
from claims.selectors import counts

TEXT = 5_000  # characters of a text that are looked at
CANDIDATES = 2_000  # rows at most that are ranked, whatever was expected
DEPTH = 100  # of them that are compared letter by letter, and the most that a search answers

LISTED = 1_000  # the most that a list without a search goes back

SATURATION = 1.2  # BM25's k1: how soon repeating a word tells nothing more
LENGTH_MATTERS = 0.75  # BM25's b
ORDINARY_LENGTH = 16  # different words in a review of ordinary length
WORDS, LETTERS = 0.75, 0.25  # how much of the score is by words, and by trigrams of the claim


@dataclass(frozen=True, slots=True)
class Filters:
    """What else a review must be; empty where anything goes. `language` is a primary subtag ("en")."""

    language: str = ""
    site: str = ""
    since: date | None = None


ANYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A review and how near it is to the text: 0 (nothing in common) to about 1 (the same)."""

    review: Review
    score: float


WALKED = """
    (
        SELECT * FROM claims_review
        WHERE NOT withdrawn AND (%(site)s = '' OR site = %(site)s)
          AND (%(since)s::date IS NULL OR dated >= %(since)s)
        ORDER BY dated DESC, id DESC
        LIMIT %(newest)s
    ) AS claims_review
"""
"""The newest reviews as a table: to go through them costs the same, however many there are and few fit."""

SPOKEN = "(%(language)s = '' OR language = %(language)s OR starts_with(language, %(language)s || '-'))"

LIST = "SELECT * FROM {reviews} WHERE {spoken} ORDER BY dated DESC, id DESC LIMIT %(limit)s OFFSET %(offset)s"

CROWD = "SELECT count(*) FROM (SELECT FROM claims_review WHERE search @@ %s::tsquery LIMIT %s) AS first"

RANK = """
    WITH wanted AS MATERIALIZED (
        SELECT * FROM unnest(%(words)s::text[], %(weights)s::float[]) AS wanted (lexeme, weight)
    ), candidates AS MATERIALIZED (
        SELECT id, search, claim_text FROM {reviews}
        WHERE search @@ %(tsquery)s::tsquery AND NOT withdrawn
          AND {spoken}
          AND (%(site)s = '' OR site = %(site)s)
          AND (%(since)s::date IS NULL OR dated >= %(since)s)
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
    SELECT id,
           %(by_words)s::float * by_words.score / %(mass)s
           + %(by_letters)s::float * similarity(claim_text, %(text)s) AS score
    FROM by_words JOIN candidates USING (id)
    ORDER BY score DESC, id
"""


def like(text: str, filters: Filters = ANYTHING, *, limit: int = 10, offset: int = 0) -> list[Hit]:
    """The reviews nearest to a text, best first; there are never more than `DEPTH`."""
    scores = dict(_ranked(text[:TEXT].replace("\0", " "), filters)[offset : offset + limit])
    reviews = Review.objects.in_bulk(list(scores))
    return [Hit(reviews[key], score) for key, score in scores.items()]


def newest(filters: Filters, *, limit: int = 10, offset: int = 0) -> list[Review]:
    """The reviews of a site, newest first, those without a date last; there are never more than `LISTED`."""
    place = {"limit": max(min(limit, LISTED - offset), 0), "offset": min(offset, LISTED)}
    return list(Review.objects.raw(LIST.format(reviews=WALKED, spoken=SPOKEN), _filtered(filters) | place))


def _plan(text: str) -> SearchPlan:
    """The words of the text with the numbers of reviews they stand in, made into a search."""
    stems = Func(vector(Value(text)), function="tsvector_to_array", output_field=ArrayField(TextField()))
    everything = Term.objects.filter(lexeme="").annotate(stems=stems).values_list("documents", "stems").first()
    if everything is None:
        return plan_search({}, 0)
    total, wanted = everything
    known = dict(Term.objects.filter(lexeme__in=wanted).values_list("lexeme", "documents"))
    return plan_search({stem: known.get(stem, 0) for stem in wanted}, total)


def _ranked(text: str, filters: Filters) -> list[tuple[int, float]]:
    plan = _plan(text)
    if not plan.tsquery:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ranking(common=_is_common(plan, filters)), values(plan, text, filters))
        ranked: list[tuple[int, float]] = cursor.fetchall()
    return ranked


def _is_common(plan: SearchPlan, filters: Filters) -> bool:
    """Whether more fits the words than a search may look at.

    Words that always stand together are more common than expected; that matters where their reviews are sifted.
    """
    if plan.rows > counts.NEWEST or filters == ANYTHING:
        return plan.rows > counts.NEWEST
    with connection.cursor() as cursor:
        cursor.execute(CROWD, [plan.tsquery, counts.NEWEST + 1])
        return int(cursor.fetchall()[0][0]) > counts.NEWEST


def ranking(*, common: bool) -> str:
    """The query that looks up what fits, or goes through the newest where too much would."""
    return RANK.format(reviews=WALKED if common else "claims_review", spoken=SPOKEN)


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
    return {"language": filters.language, "site": filters.site, "since": filters.since, "newest": counts.NEWEST}
