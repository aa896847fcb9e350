"""Reading what is public: the newest revision of each verdict, all revisions of one, search."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet

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
    return found.filter(search=wanted).annotate(rank=SearchRank(F("search"), wanted)).order_by("-rank", "-id")


def of_claim(claim_id: int) -> list[Publication]:
    """Every public revision of a claim's verdict, newest first; refuses with `NotThere` when there is none."""
    revisions = list(Publication.objects.filter(claim_id=claim_id).order_by("-revision")[:200])
    if not revisions:
        raise NotThere
    return revisions


def revision(claim_id: int, number: int) -> Publication:
    """One public revision as it went out."""
    found = Publication.objects.filter(claim_id=claim_id, revision=number).first()
    if found is None:
        raise NotThere
    return found
