"""Reading articles: lists that do not grow dearer with the table, and one article with all its claims."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from claims.models import Appearance, Article, Attribution, Claim, Event, User
from claims.nlp import pipeline_name
from claims.permissions import allows
from claims.refusals import NotFound
from claims.workflow import Status as ClaimStatus

Status = Article.Status
COUNT_CAP = 20_000


def list_articles(*, user: User | None = None, status: str = "") -> QuerySet[Article]:
    """Articles, newest first, without their texts; of one person and in one state where that is asked."""
    found = Article.objects.defer("text").select_related("submitted_by").order_by("-id")
    if user:
        found = found.filter(submitted_by=user)
    return found.filter(status=status) if status else found


def get_article(article_id: int, *, user: User | None = None, text: bool = True) -> Article:
    """One article, if this person may see it; refuses with `NotFound`. Cheaper without its `text`."""
    found = Article.objects.select_related("submitted_by").filter(pk=article_id)
    article = (found if text else found.defer("text")).first()
    if article is None or (user and not _may_see(article, user)):
        raise NotFound
    return article


def _may_see(article: Article, user: User) -> bool:
    """Editors see all articles, others those that they handed in, be it after somebody else."""
    if allows(user, "claims.see") or article.submitted_by_id == user.pk:
        return True
    return article.events.filter(actor=user).exists()


def is_own_claim(claim: Claim, user: User) -> bool:
    """Whether a claim is this person's business: editors' all of them, others' those in what they handed in."""
    if allows(user, "claims.see"):
        return True
    again = Event.objects.filter(article=OuterRef("article"), actor=user)
    return claim.appearances.filter(Q(article__submitted_by=user) | Exists(again)).exists()


def count_claims_by_status(articles: list[Article]) -> dict[int, dict[str, int]]:
    """For each of these articles how many of its claims are in which state, without the minor: one query.

    Looks at `TALLIED` claims of all of them together at most.
    """
    places = exclude_minor(Appearance.objects.filter(article__in=articles)).order_by()
    rows = Appearance.objects.filter(pk__in=places.values("pk")[:COUNT_CAP]).order_by()
    counted: dict[int, dict[str, int]] = {}
    for article_id, status, number in rows.values_list("article_id", "claim__status").annotate(Count("id")):
        counted.setdefault(article_id, {})[status] = number
    return counted


def list_appearances(article: Article) -> QuerySet[Appearance]:
    """All claims of an article in the order of the text, with chains and numbers: three queries however many."""
    chains = Prefetch("attributions", Attribution.objects.select_related("source"))
    around = ("added_by", "publication", "topic", "assignee")
    places = article.appearances.select_related(*(f"claim__{each}" for each in around))
    return places.prefetch_related(chains, "quantities").order_by("start", "-end", "id")


def exclude_minor(places: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """Those that matter: without claims that wait for triage and hardly need checking."""
    return places.exclude(claim__status=ClaimStatus.DETECTED, claim__checkworthiness__lt=Claim.MINOR_CHECKWORTHINESS)


def count_undecided(article: Article) -> int:
    """How many of its claims wait for triage, without the minor; `TALLIED` is as much as anybody is told."""
    waiting = exclude_minor(article.appearances.order_by()).filter(claim__status=ClaimStatus.DETECTED)
    return waiting[:COUNT_CAP].count()


def is_reading_outdated(article: Article) -> bool:
    """Whether it was read by another pipeline than today's, so that reading it again may find more."""
    return article.status == Status.READ and article.pipeline != pipeline_name()


def list_unread_article_ids(limit: int = 50) -> list[int]:
    """Ids of articles that wait to be read, or whose reader died, oldest first."""
    stale = timezone.now() - timedelta(seconds=settings.READ_LEASE_SECONDS)
    waiting = Article.objects.filter(Q(status=Status.RECEIVED) | Q(status=Status.READING, reading_since__lte=stale))
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])
