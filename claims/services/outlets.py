"""Wire copies: a page whose text the desk has already becomes an outlet of its article, and no second article."""

from django.db import connection, transaction
from django.utils import timezone

from claims.event_data.articles import ArticleCopied
from claims.intake.document import Document
from claims.models import Article, Event, Outlet
from claims.selectors.outlets import find_original
from claims.services.article_details import lock_article
from claims.services.articles import update_reach_of_claims
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.verbs.articles import ARTICLE_COPIED

LOCK = "near copies"


def lock_copies() -> None:
    """Let one worker at a time compare and store, so that two copies that come together see each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [LOCK])


@transaction.atomic
def collapse_copy(*, document: Document, reach: int = 0) -> Article | None:
    """Record a fetched page as an outlet of the article that has its text; None if it is a text of its own.

    The audience of the outlet is added to that of the article and its claims.
    """
    original = find_original(document.text) if document.url else None
    if original is None:
        return None
    article, percent = lock_article(original[0].pk), original[1]
    if article.url is None and article.text_sha256 == Article.sha256_of(document.text):
        return None  # the pasted text gets its address
    if article.url == document.url or Outlet.objects.filter(url=document.url).exists():
        return article
    outlet = Outlet.objects.create(
        article=article,
        url=document.url,
        title=cut_to_field(Outlet, "title", document.title),
        publisher=cut_to_field(Outlet, "publisher", document.publisher),
        published=document.published,
        percent=percent,
        found=timezone.now(),
    )
    _record_copy(article, outlet, reach)
    return article


def _record_copy(article: Article, outlet: Outlet, reach: int) -> Event:
    article.reach = min(Article.MAX_REACH, article.reach + reach)
    article.save(update_fields=["reach"])
    update_reach_of_claims(article)
    data = ArticleCopied(outlet=outlet.pk, url=outlet.url, percent=outlet.percent, reach=reach)
    return record_event(ARTICLE_COPIED, actor=None, article=article, data=data)
