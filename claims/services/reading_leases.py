"""The lease of a reading: how long a text may be read, and how others notice that its worker has died.

The worker renews the lease while it works, so that the lease can be short whatever the length of the text.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic, sleep
from typing import TypeVar

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models.functions import Now

from claims.models import Article
from claims.services import task_wakeups

log = structlog.get_logger(__name__)

READ_TASK = "claims.tasks.read_article"
READ_PASSAGE_TASK = "claims.tasks.read_passage"
LOAD_TASK = "claims.tasks.load_reader"
LOAD_PAUSE_SECONDS = 60
RENEW_SECONDS = 2.0
READ_BASE_SECONDS = 30.0
"""The time for any text, with the loading of the models."""
CHARACTERS_PER_SECOND = 500
"""A busy machine reads many times as many; a text that takes longer hangs."""
KILL_SECONDS = 10.0
"""A reading that does not end at its limit is killed after so many more seconds."""
AWAY_SECONDS = 60.0
"""A result is kept for so long while the database is away."""
AWAY_PAUSE_SECONDS = 1.0
Result = TypeVar("Result")


def lease_end() -> Now:
    """Return the end of a lease that begins now, by the clock of the database."""
    return Now() + timedelta(seconds=settings.READ_LEASE_SECONDS)  # type: ignore[return-value]


def read_limit_seconds(characters: int) -> float:
    """Return how long the reading of a text may take: a hanging text holds up others no longer."""
    limit: float = settings.CELERY_TASK_SOFT_TIME_LIMIT
    return min(limit, READ_BASE_SECONDS + characters / CHARACTERS_PER_SECOND)


def send_to_readers(article_id: int, characters: int) -> None:
    """Queue the reading of an article, with its time limit."""
    limit = read_limit_seconds(characters)
    task_wakeups.send_task(READ_TASK, article_id, soft_time_limit=limit, time_limit=limit + KILL_SECONDS)


def send_to_passage_reader(claim_id: int) -> None:
    """Queue the reading of a passage that an editor chose, after commit."""
    task_wakeups.send_task_after_commit(READ_PASSAGE_TASK, claim_id)


def wake_reader() -> None:
    """Let a reader load its models, which it drops when nothing is read for long; once a minute at most."""
    if settings.MODEL_IDLE_MINUTES and cache.add("reader_woken", value=True, timeout=LOAD_PAUSE_SECONDS):
        task_wakeups.send_task(LOAD_TASK)


def renew_reading_lease(*, article: Article) -> bool:
    """Renew the lease of a reading. Returns False if this attempt has ended or another one has replaced it."""
    running = Article.objects.filter(pk=article.pk, status=Article.Status.READING, attempts=article.attempts)
    return running.update(reading_until=lease_end()) > 0


@contextmanager
def hold_reading_lease(article: Article) -> Iterator[None]:
    """Renew the lease of a reading from a thread until the block ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(article, ended), name=f"lease-{article.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(RENEW_SECONDS)


def _renew_until(article: Article, ended: threading.Event) -> None:
    while not ended.wait(RENEW_SECONDS):
        try:
            renew_reading_lease(article=article)
        except (DatabaseError, InterfaceError) as error:
            log.warning("reading.lease_not_renewed", article=article.pk, error=str(error))
            connection.close()
    connection.close()


def wait_for_database(work: Callable[[], Result]) -> Result:
    """Return the result of `work`, which is repeated while the database is away: a reading is expensive."""
    end = monotonic() + AWAY_SECONDS
    while True:
        try:
            return work()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block or monotonic() > end:
                raise
            log.warning("reading.database_away", error=str(error))
            connection.close()
            sleep(AWAY_PAUSE_SECONDS)
