"""Celery's door: an id in, a service called, safe to run twice and in any order."""

import structlog
from celery import shared_task

from claims import nlp
from claims.selectors import articles as waiting_articles
from claims.selectors import matches as unmatched_claims
from claims.selectors import notices as waiting_notices
from claims.selectors import queue as waiting_claims
from claims.services import articles, matches, notices, queue, wake
from claims.services import log as public_log

log = structlog.get_logger(__name__)


@shared_task
def read_article(article_id: int) -> None:
    """Read one article; what goes wrong, time running out included, is kept, and tried again by the sweep."""
    article = articles.begin_reading(article_id=article_id)
    if article is None:
        return
    try:
        published = article.published.isoformat() if article.published else None
        facts = nlp.read(article.text, title=article.title, published=published)
        articles.store_reading(article_id=article_id, facts=facts)
    except Exception as error:
        log.exception("reading.failed", article=article_id)
        articles.reading_failed(article_id=article_id, error=f"{type(error).__name__}: {error}")


@shared_task
def dispatch() -> None:
    """Wake the reading of every article that no nudge has reached."""
    for article_id in waiting_articles.unread():
        wake.now(articles.READ, article_id)


@shared_task
def expire() -> None:
    """Put claims whose lease ran out back into the queue, for the eye; taking them does not wait for this."""
    for claim_id in waiting_claims.lapsed():
        queue.release_expired(claim_id=claim_id)


@shared_task
def suggest_matches() -> None:
    """Put what has been checked already beside every claim that has not been compared with it yet."""
    for claim_id in unmatched_claims.unmatched():
        matches.suggest(claim_id=claim_id)


@shared_task
def sign_head() -> None:
    """Sign the day's head of the log; all further runs of the day find it done."""
    public_log.sign()


@shared_task
def tell_reporters() -> None:
    """Mail everybody whose report, or objection, was answered, or who reported what has since been put right."""
    for flag_id, publication_id in waiting_notices.due():
        notices.tell(flag_id=flag_id, publication_id=publication_id)
    for contest_id in waiting_notices.due_contests():
        notices.tell_contest(contest_id=contest_id)
