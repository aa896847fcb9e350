"""Reading articles: lists that do not grow dearer with the table, and one article with all its claims."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from claims import permissions
from claims.models import Appearance, Article, User
from claims.refusals import NotThere

Status = Article.Status


def listed(*, user: User | None = None, status: str = "") -> QuerySet[Article]:
    """Articles, newest first, without their texts; of one person and in one state where that is asked."""
    found = Article.objects.defer("text").select_related("submitted_by").order_by("-id")
    if user:
        found = found.filter(submitted_by=user)
    return found.filter(status=status) if status else found


def detail(article_id: int, *, user: User | None = None) -> Article:
    """One article, if this person may see it; refuses with `NotThere`."""
    article = Article.objects.select_related("submitted_by").filter(pk=article_id).first()
    if article is None or (user and not _visible(article, user)):
        raise NotThere
    return article


def _visible(article: Article, user: User) -> bool:
    """Editors see all articles, others those that they handed in, be it after somebody else."""
    if permissions.allows(user, "claims.see") or article.submitted_by_id == user.pk:
        return True
    return article.events.filter(actor=user).exists()


def appearances(article: Article) -> QuerySet[Appearance]:
    """All claims of an article in the order of the text, with chains and numbers: four queries however many."""
    return (
        article.appearances.select_related("claim", "claim__added_by", "claim__publication")
        .prefetch_related(Prefetch("attributions"), "attributions__source", "quantities")
        .order_by("start", "-end")
    )


def unread(limit: int = 50) -> list[int]:
    """Ids of articles that wait to be read, or whose reader died, oldest first."""
    stale = timezone.now() - timedelta(seconds=settings.READ_LEASE_SECONDS)
    waiting = Article.objects.filter(Q(status=Status.RECEIVED) | Q(status=Status.READING, reading_since__lte=stale))
    return list(waiting.order_by("id").values_list("pk", flat=True)[:limit])
