"""Reading what is public: the newest revision of each verdict, all revisions of one, search."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, FloatField, QuerySet
from django.db.models.functions import Cast

from claims.models import Publication
from claims.refusals import NotThere

Kind = Publication.Kind


def current(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The newest revision of every verdict that is not withdrawn, newest first; or the ones that a query finds."""
    found = Publication.objects.filter(current_of__isnull=False).exclude(kind=Kind.WITHDRAWN)
    if rating:
        found = found.filter(rating=rating)
    return _searched(found, query) if query.strip() else found.order_by("-id")


def _searched(found: QuerySet[Publication], query: str) -> QuerySet[Publication]:
    wanted = SearchQuery(query[:400], config="english", search_type="websearch")
    return found.filter(search=wanted).annotate(rank=Cast(SearchRank(F("search"), wanted), FloatField())).order_by("-rank", "-id")


def revisions(claim_id: int) -> QuerySet[Publication]:
    """Every public revision of a claim's verdict, newest first; refuses with `NotThere` when there is none."""
    found = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    if not found.exists():
        raise NotThere
    return found


def of_claim(claim_id: int) -> list[Publication]:
    """The newest revisions as they went out, as `revisions`."""
    return list(revisions(claim_id)[:200])


def newest(claim_id: int) -> Publication:
    """What the public reads about a claim now, be it the notice that it was withdrawn."""
    return _one(Publication.objects.filter(current_of=claim_id))


def revision(claim_id: int, number: int) -> Publication:
    """One public revision as it went out."""
    return _one(Publication.objects.filter(claim_id=claim_id, revision=number))


def _one(found: QuerySet[Publication]) -> Publication:
    publication = found.first()
    if publication is None:
        raise NotThere
    return publication
