"""Reading articles and passages, and finding those whose task was lost."""

from typing import Any

import structlog
from celery import shared_task

from claims import nlp
from claims.models import Article
from claims.nlp.reading import Reading
from claims.selectors.articles import list_unread_articles
from claims.selectors.claims import list_unread_claim_ids
from claims.selectors.earlier_checks import find_earlier_checks
from claims.selectors.imports import list_unrun_import_ids
from claims.selectors.series_imports import list_unread_series_import_ids
from claims.selectors.submissions import list_unfetched_submission_ids
from claims.services import task_wakeups
from claims.services.articles import begin_article_reading, record_reading_failure, store_reading
from claims.services.imports import RUN_TASK
from claims.services.passages import find_unread_passage, store_passage_reading
from claims.services.reading_leases import (
    READ_PASSAGE_TASK,
    READ_TASK,
    hold_reading_lease,
    send_to_readers,
    wait_for_database,
)
from claims.services.series_imports import READ_FIGURES_TASK
from claims.services.submissions import FETCH_SUBMISSION_TASK
from claims.tasks.vectors import encode

log = structlog.get_logger(__name__)


@shared_task
def read_article(article_id: int) -> None:
    """Read an article. A failure, including a timeout, is recorded and retried by `dispatch_readings`."""
    article = begin_article_reading(article_id=article_id)
    if article is None:
        return
    try:
        with hold_reading_lease(article):
            reading = nlp.read(article.text, **_known_details(article))
            wait_for_database(lambda: _weigh_and_store(article, reading))
    except Exception as error:
        log.exception("reading.failed", article=article_id)
        message = f"{type(error).__name__}: {error}"
        record_reading_failure(article_id=article_id, error=message, attempt=article.attempts)


@shared_task
def load_reader() -> None:
    """Load the models that a reading needs: somebody is about to submit an article."""
    from claims.nlp.embeddings import load_encoder  # 250 MB, which web processes do without

    nlp.load_models()
    load_encoder()


def _known_details(article: Article) -> dict[str, Any]:
    """Return what the reader is told about a text."""
    return {
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "speaker": article.speaker or None,
        "language": None if "language" in article.guesses else article.language,
        "turns": _list_turns(article),
    }


def _list_turns(article: Article) -> list[nlp.Turn]:
    """Return who says which passage of a text, as far as its file names the speakers."""
    rows = article.positions
    return [nlp.Turn(nlp.Span(row["start"], row["end"]), row["speaker"]) for row in rows if row.get("speaker")]


def _weigh(article: Article, reading: Reading) -> Reading:
    from claims.nlp.weighing import weigh_claims  # loads the sentence encoder, which web processes do without

    return weigh_claims(article.text, reading, find_earlier_checks(article, reading, encode))


def _weigh_and_store(article: Article, reading: Reading) -> None:
    store_reading(article_id=article.pk, facts=_weigh(article, reading), version=article.version)


@shared_task
def read_passage(claim_id: int) -> None:
    """Read a passage that an editor chose. If that fails, the claim stays as the editor left it."""
    passage = find_unread_passage(claim_id=claim_id)
    if passage is None:
        return
    article, facts = passage.article, None
    try:
        facts = _weigh(article, nlp.read_passage(article.text, passage.span, **_known_details(article)))
    except Exception:
        log.exception("passage.failed", claim=claim_id)
    store_passage_reading(claim_id=claim_id, passage=passage, facts=facts)


@shared_task
def dispatch_readings() -> None:
    """Queue every unread article, passage, submission and unfinished import whose task was lost or has died."""
    task_wakeups.send_tasks(READ_PASSAGE_TASK, list_unread_claim_ids())
    task_wakeups.send_tasks(FETCH_SUBMISSION_TASK, list_unfetched_submission_ids())
    for article_id, characters in list_unread_articles()[: task_wakeups.queue_room(READ_TASK)]:
        send_to_readers(article_id, characters)
    task_wakeups.send_tasks(RUN_TASK, list_unrun_import_ids())
    task_wakeups.send_tasks(READ_FIGURES_TASK, list_unread_series_import_ids())
