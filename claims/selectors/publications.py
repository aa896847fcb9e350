"""Publications: current revisions of all verdicts, search, and all revisions of one verdict."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Now

from claims.models import Claim, Publication
from claims.refusals import NotFound, require_found
from claims.selectors.fact_checks import search_ours

Kind = Publication.Kind
PAGE_ROWS = 20


def list_current_publications(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """Return the current revisions that are not withdrawn, newest first; with a query, the matching ones.

    Matches come best first, in the order of `place`.
    """
    publications = Publication.objects.filter(current_of__isnull=False).exclude(kind=Kind.WITHDRAWN)
    if query.strip():
        claims = search_ours(query, rating=rating)
        place = Func(Value(claims, ArrayField(BigIntegerField())), F("claim_id"), function="array_position")
        return publications.filter(claim__in=claims).annotate(place=Cast(place, IntegerField())).order_by("place")
    return (publications.filter(rating=rating) if rating else publications).order_by("-id")


def list_headlines(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """Return `list_current_publications` without the fields that only the page of a verdict shows."""
    return list_current_publications(query=query, rating=rating).defer("document", "page")


def list_revisions(claim_id: int) -> QuerySet[Publication]:
    """Return every revision of a verdict, newest first; raises `NotFound` if there is none."""
    publications = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    if not publications.exists():
        raise NotFound
    return publications


def list_newest_revisions(claim_id: int) -> list[Publication]:
    """Return the newest revisions of a verdict, up to 200; raises `NotFound` if there is none."""
    publications = list(Publication.objects.filter(claim_id=claim_id).order_by("-revision")[:200])
    if not publications:
        raise NotFound
    return publications


def get_newest_publication(claim_id: int) -> Publication:
    """Return the current publication of a claim, which may be a withdrawal."""
    return _require_publication(Publication.objects.filter(current_of=claim_id))


def get_revision(claim_id: int, number: int) -> Publication:
    """Return a revision as published."""
    return _require_publication(Publication.objects.filter(claim_id=claim_id, revision=number))


def _require_publication(publications: QuerySet[Publication]) -> Publication:
    return require_found(publications.first())


def list_due_claim_ids(limit: int = 100) -> list[int]:
    """Return the claims whose publication or withdrawal has waited long enough, by the clock of the database."""
    due = Claim.objects.filter(goes_out__lte=Now()).order_by("goes_out", "id")
    return list(due.values_list("pk", flat=True)[:limit])
