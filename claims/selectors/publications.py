"""Reading what is public: the newest revision of each verdict, all revisions of one, search."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from claims.models import Publication
from claims.refusals import NotThere, there
from claims.selectors import reviews
from claims.selectors.counts import CAP

Kind = Publication.Kind
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of verdicts; `count` stops one above `CAP`, `after` leads to the next page."""

    verdicts: list[Publication]
    count: int
    after: int | None


def current(*, query: str = "", rating: str = "") -> QuerySet[Publication]:
    """The newest revision of every verdict that is not withdrawn, newest first; or the ones that a query finds.

    What a query finds comes best first, by `place`.
    """
    found = Publication.objects.filter(current_of__isnull=False).exclude(kind=Kind.WITHDRAWN)
    if query.strip():
        claims = reviews.search_ours(query, rating=rating)
        place = Func(Value(claims, ArrayField(BigIntegerField())), F("claim_id"), function="array_position")
        return found.filter(claim__in=claims).annotate(place=Cast(place, IntegerField())).order_by("place")
    return (found.filter(rating=rating) if rating else found).order_by("-id")


def listing(*, query: str = "", rating: str = "", after: int = 0) -> Listing:
    """A page of `current`, without what only a verdict's own page shows.

    `after` is the id of the last verdict seen, or, in a search, how many were seen.
    """
    if query.strip():
        return _search_listing(reviews.search_ours(query, rating=rating), after)
    found = current(rating=rating).defer("document", "page")
    verdicts = list((found.filter(pk__lt=after) if after else found)[: PER_PAGE + 1])
    last = verdicts[PER_PAGE - 1].pk if len(verdicts) > PER_PAGE else None
    return Listing(verdicts[:PER_PAGE], found[: CAP + 1].count(), last)


def _search_listing(claims: list[int], after: int) -> Listing:
    """A page of what a search found, in the order of its claims."""
    shown = claims[after : after + PER_PAGE]
    found = Publication.objects.filter(current_of__in=shown).defer("document", "page")
    verdicts = {publication.claim_id: publication for publication in found}
    following = after + PER_PAGE if len(claims) > after + PER_PAGE else None
    return Listing([verdicts[claim] for claim in shown if claim in verdicts], len(claims), following)


def revisions(claim_id: int) -> QuerySet[Publication]:
    """Every public revision of a claim's verdict, newest first; refuses with `NotThere` when there is none."""
    found = Publication.objects.filter(claim_id=claim_id).order_by("-revision")
    if not found.exists():
        raise NotThere
    return found


def of_claim(claim_id: int) -> list[Publication]:
    """The newest revisions as they went out, as `revisions`."""
    found = list(Publication.objects.filter(claim_id=claim_id).order_by("-revision")[:200])
    if not found:
        raise NotThere
    return found


def newest(claim_id: int) -> Publication:
    """What the public reads about a claim now, be it the notice that it was withdrawn."""
    return _one(Publication.objects.filter(current_of=claim_id))


def revision(claim_id: int, number: int) -> Publication:
    """One public revision as it went out."""
    return _one(Publication.objects.filter(claim_id=claim_id, revision=number))


def _one(found: QuerySet[Publication]) -> Publication:
    return there(found.first())
