"""An article that is submitted again: by whom, and with which details that the desk lacks."""

from typing import Any

from claims.event_data.articles import ArticleConfirmed, ArticleResubmitted
from claims.intake.document import Document
from claims.models import Article, User
from claims.selectors.article_details import is_lacking
from claims.services.article_details import restart_reading
from claims.services.events import record_event
from claims.services.lengths import cut_to_field
from claims.services.revisits import plan_article_revisits
from claims.verbs.articles import ARTICLE_CONFIRMED, ARTICLE_SUBMITTED_AGAIN
from claims.workflow import SUBMITTED_STATUSES

Kind = Article.Kind
OFFERED_LINES = ("title", "publisher", "byline", "speaker")


def confirm_address(article: Article, document: Document, by: User) -> None:
    """Give a pasted text what its page says about itself, unless a verdict on it is submitted."""
    if article.url or article.appearances.filter(claim__status__in=SUBMITTED_STATUSES).exists():
        return
    details = {
        "url": document.url,
        "title": document.title or article.title,
        "publisher": cut_to_field(Article, "publisher", document.publisher) or article.publisher,
        "byline": cut_to_field(Article, "byline", document.byline) or article.byline,
    }
    before = {name: getattr(article, name) or "" for name in details}
    for name, value in details.items():
        setattr(article, name, value)
    declared = {name for name in (*details, "published") if getattr(document, name) and name not in document.guesses}
    guessed = {name for name in document.guesses if name not in article.guesses}
    article.guesses = [name for name in (*article.guesses, *sorted(guessed)) if name not in declared]
    new_day = document.published not in (None, article.published)
    article.published, article.version = document.published or article.published, article.version + 1
    restart_reading(article, ["published"] if new_day else [])
    article.save()
    plan_article_revisits(article)
    record_event(ARTICLE_CONFIRMED, actor=by, article=article, data=ArticleConfirmed(before=before, after=details))


def record_resubmission(article: Article, by: User, document: Document | None = None, claimed_url: str = "") -> Article:
    """Record who else submitted the article, since they may see it too, and details that the desk lacks."""
    details = _find_better_details(article, document, claimed_url) if document else {}
    if details or article.submitted_by_id != by.pk:
        data = ArticleResubmitted(details=details)
        record_event(ARTICLE_SUBMITTED_AGAIN, actor=by, article=article, data=data)
    return article


def _find_better_details(article: Article, document: Document, claimed_url: str) -> dict[str, str]:
    """Return what this submission states where the desk has nothing, or only a guess that differs."""
    stated: dict[str, Any] = {
        name: cut_to_field(Article, name, getattr(document, name))
        for name in OFFERED_LINES
        if name not in document.guesses
    }
    if document.published and "published" not in document.guesses:
        stated["published"] = document.published
    if document.kind != Kind.NEWS:
        stated["kind"] = document.kind
    if not article.url:
        stated["claimed_url"] = claimed_url
    stated["media_url"] = document.media_url
    return {
        name: str(value)
        for name, value in stated.items()
        if value and value != getattr(article, name) and is_lacking(article, name)
    }
