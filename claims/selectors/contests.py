"""Reading objections to dismissals, and for whoever handed an article in what became of its claims."""

from django.db.models import Prefetch, QuerySet

from claims.models import Appearance, Article, Claim, Contest, User
from claims.selectors.articles import without_minor

LIMIT = 100


def of_user(user: User) -> QuerySet[Contest]:
    """A person's own objections, newest first."""
    return Contest.objects.filter(by=user).select_related("claim", "by", "closed_by").order_by("-id")


def of_claim(claim: Claim, user: User) -> list[Contest]:
    """What this person has objected to about a claim, newest first."""
    return list(of_user(user).filter(claim=claim)[:10])


def results(article: Article, user: User) -> list[Appearance]:
    """The claims of an article that matter, in the order of the text, with this person's objections: two queries.

    `LIMIT` at most; the claim of each has its publication, and its `objections` as a list.
    """
    mine = Prefetch("claim__contests", of_user(user), to_attr="objections")
    places = without_minor(article.appearances.select_related("claim__publication")).prefetch_related(mine)
    places = places.defer("claim__publication__document", "claim__publication__page")
    return list(places.order_by("start", "-end", "id")[:LIMIT])
