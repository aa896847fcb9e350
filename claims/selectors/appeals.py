"""Appeals of a person, and the claims of an article with the appeals of the person who submitted it."""

from django.db.models import Prefetch, QuerySet

from claims.models import Appeal, Appearance, Article, Claim, User
from claims.selectors.articles import exclude_minor

MAX_APPEALS = 100


def list_appeals_of_user(user: User) -> QuerySet[Appeal]:
    """Return a person's own appeals, newest first."""
    return Appeal.objects.filter(appellant=user).select_related("claim", "appellant", "closed_by").order_by("-id")


def list_own_appeals(claim: Claim, user: User) -> list[Appeal]:
    """Return a person's appeals about a claim, newest first."""
    return list(list_appeals_of_user(user).filter(claim=claim)[:10])


def list_claim_results(article: Article, user: User) -> list[Appearance]:
    """Return the claims of an article without minor ones, in the order of the text: two queries.

    There are at most `MAX_APPEALS`; each claim has its publication, and this person's appeals in `objections`.
    """
    own_appeals = Prefetch("claim__appeals", list_appeals_of_user(user), to_attr="objections")
    places = exclude_minor(article.appearances.select_related("claim__publication")).prefetch_related(own_appeals)
    places = places.defer("claim__publication__document", "claim__publication__page")
    return list(places.order_by("start", "-end", "id")[:MAX_APPEALS])
