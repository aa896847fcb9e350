"""Reading what is public: the newest revision of each verdict, all revisions of one, search."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from claims.models import Publication
from claims.refusals import NotFound, require_found
from claims.selectors.fact_checks import search_ours

Kind = Publication.Kind
PAGE_ROWS = 20


def list_current_publications(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The newest revision of every verdict that is not withdrawn, newest first; or the ones that a query finds.

    What a query finds comes best first, by `place`.
    """
    found = Publication.objects.filter(current_of__isnull=False).exclude(kind=Kind.WITHDRAWN)
    if query.strip():
        claims = search_ours(query, rating=rating)
        place = Func(Value(claims, ArrayField(BigIntegerField())), F("claim_id"), function="array_position")
        return found.filter(claim__in=claims).annotate(place=Cast(place, IntegerField())).order_by("place")
    return (found.filter(rating=rating) if rating else found).order_by("-id")


def headlines(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The same as `current`, without what only a verdict's own page shows."""
    return list_current_publications(query=query, rating=rating).defer("document", "page")


def list_revisions(claim_id: int) -> QuerySet[Publication]:
    """Every public revision of a claim's verdict, newest first; refuses with `NotFound` when there is none."""
    found = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    if not found.exists():
        raise NotFound
    return found


def list_newest_revisions(claim_id: int) -> list[Publication]:
    """The newest revisions as they went out, as `revisions`."""
    found = list(Publication.objects.filter(claim_id=claim_id).order_by("-revision")[:200])
    if not found:
        raise NotFound
    return found


def get_newest_publication(claim_id: int) -> Publication:
    """What the public reads about a claim now, be it the notice that it was withdrawn."""
    return _require_publication(Publication.objects.filter(current_of=claim_id))


def get_revision(claim_id: int, number: int) -> Publication:
    """One public revision as it went out."""
    return _require_publication(Publication.objects.filter(claim_id=claim_id, revision=number))


def _require_publication(found: QuerySet[Publication]) -> Publication:
    return require_found(found.first())
