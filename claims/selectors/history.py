"""Reading history: what happened to a claim or an article, newest first."""

from django.db.models import QuerySet

from claims.models import Article, Claim, Event


def of_claim(claim: Claim) -> QuerySet[Event]:
    """All events of a claim."""
    return Event.objects.filter(claim=claim).select_related("actor").order_by("-id")


def told(claim: Claim, limit: int = 200) -> list[Event]:
    """What a person wants to read of it: without the comings and goings of leases, the newest `limit` alone."""
    return list(of_claim(claim).exclude(verb__in=("lease.renewed", "lease.left"))[:limit])


def of_article(article: Article) -> QuerySet[Event]:
    """All events of an article."""
    return Event.objects.filter(article=article).select_related("actor").order_by("-id")
