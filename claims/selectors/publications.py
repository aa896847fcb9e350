"""Reading what is public: the newest revision of each verdict, all revisions of one, search."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import F, FloatField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from claims.models import Publication
from claims.refusals import NotFound, require_found
from claims.selectors import counts
from claims.selectors.counts import CAP

Kind = Publication.Kind
PER_PAGE = 20


MATCHES = """
    WITH words AS MATERIALIZED (
        SELECT every.documents * exp(sum(ln(GREATEST(COALESCE(term.documents, 0), 0.5) / every.documents))) > %(newest)s
               AS are_common
        FROM unnest(tsvector_to_array(to_tsvector('english', %(query)s))) AS word
        LEFT JOIN claims_term AS term ON term.lexeme = word
        JOIN claims_term AS every ON every.lexeme = '' AND every.documents > 0
        GROUP BY every.documents
    ), looked_up AS MATERIALIZED (
        SELECT id, rating FROM claims_publication
        WHERE search @@ websearch_to_tsquery('english', %(query)s) AND (SELECT are_common FROM words) IS NOT TRUE
        LIMIT %(newest)s
    ), crowd AS MATERIALIZED (
        SELECT COALESCE((SELECT are_common FROM words), FALSE)
               OR EXISTS (SELECT FROM looked_up OFFSET %(newest)s - 1) AS is_there
    ), newest AS (
        SELECT id, rating, search FROM claims_publication ORDER BY id DESC LIMIT %(newest)s
    ), walked AS (
        SELECT id FROM newest
        WHERE search @@ websearch_to_tsquery('english', %(query)s) AND (%(rating)s = '' OR rating = %(rating)s)
        LIMIT %(cap)s
    )
    SELECT id FROM looked_up
    WHERE NOT (SELECT is_there FROM crowd) AND (%(rating)s = '' OR rating = %(rating)s)
    UNION ALL
    SELECT id FROM walked WHERE (SELECT is_there FROM crowd)
    ORDER BY id DESC LIMIT %(cap)s
"""
"""Two ways, each with an end: by the index of the words or, where too much is found so, from the newest on.

The index is not asked where words are so common that, were they independent of each other, too much would be found.
"""


def current(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The newest revision of every verdict that is not withdrawn, newest first; or the ones that a query finds."""
    found = Publication.objects.filter(current_of__isnull=False).exclude(kind=Kind.WITHDRAWN)
    if rating:
        found = found.filter(rating=rating)
    return _searched(found, query, rating) if query.strip() else found.order_by("-id")


def _searched(found: QuerySet[Publication], query: str, rating: str) -> QuerySet[Publication]:
    """The best first, of the newest `CAP` matches: a common word costs no more than a rare one."""
    wanted = SearchQuery(query[:400], config="english", search_type="websearch")
    ranked = found.filter(pk__in=matches(query, rating=rating))
    ranked = ranked.annotate(rank=Cast(SearchRank(F("search"), wanted), FloatField()))
    return ranked.order_by("-rank", "-id")


def matches(query: str, *, rating: str = "") -> RawSQL:
    """Ids of the newest `CAP` revisions that a query finds, for use in others; common words only among the newest."""
    query = query[:400].replace("\0", " ")
    with connection.cursor() as cursor:
        cursor.execute(MATCHES, {"query": query, "rating": rating, "newest": counts.NEWEST, "cap": CAP})
        return RawSQL("SELECT unnest(%s::bigint[])", [[pk for (pk,) in cursor.fetchall()]])


def headlines(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The same as `current`, without what only a verdict's own page shows."""
    return current(query=query, rating=rating).defer("document", "page", "search")


def revisions(claim_id: int) -> QuerySet[Publication]:
    """Every public revision of a claim's verdict, newest first; refuses with `NotFound` when there is none."""
    found = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    if not found.exists():
        raise NotFound
    return found


def of_claim(claim_id: int) -> list[Publication]:
    """The newest revisions as they went out, as `revisions`."""
    found = list(Publication.objects.filter(claim_id=claim_id).order_by("-revision")[:200])
    if not found:
        raise NotFound
    return found


def newest(claim_id: int) -> Publication:
    """What the public reads about a claim now, be it the notice that it was withdrawn."""
    return _one(Publication.objects.filter(current_of=claim_id))


def revision(claim_id: int, number: int) -> Publication:
    """One public revision as it went out."""
    return _one(Publication.objects.filter(claim_id=claim_id, revision=number))


def _one(found: QuerySet[Publication]) -> Publication:
    return require_found(found.first())
