"""Reading objections to dismissals, and for whoever handed an article in what became of its claims."""

from django.db.models import Prefetch, QuerySet

from claims.models import Appeal, Appearance, Article, Claim, User
from claims.selectors.articles import exclude_minor

MAX_APPEALS = 100


def list_appeals_of_user(user: User) -> QuerySet[Appeal]:
    """A person's own objections, newest first."""
    return Appeal.objects.filter(appellant=user).select_related("claim", "appellant", "closed_by").order_by("-id")


def list_own_appeals(claim: Claim, user: User) -> list[Appeal]:
    """What this person has objected to about a claim, newest first."""
    return list(list_appeals_of_user(user).filter(claim=claim)[:10])


def list_claim_results(article: Article, user: User) -> list[Appearance]:
    """The claims of an article that matter, in the order of the text, with this person's objections: two queries.

    `LIMIT` at most; the claim of each has its publication, and its `objections` as a list.
    """
    mine = Prefetch("claim__appeals", list_appeals_of_user(user), to_attr="objections")
    places = exclude_minor(article.appearances.select_related("claim__publication")).prefetch_related(mine)
    places = places.defer("claim__publication__document", "claim__publication__page")
    return list(places.order_by("start", "-end", "id")[:MAX_APPEALS])
