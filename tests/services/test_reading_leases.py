"""A reading holds its lease while its worker lives, whatever its length, and no longer."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.db.models.functions import Now

from claims.models import Article, User
from claims.selectors.articles import list_unread_articles
from claims.services import reading_leases, task_wakeups
from claims.services.articles import begin_article_reading, record_reading_failure
from claims.services.reading_leases import (
    LOAD_TASK,
    READ_TASK,
    hold_reading_lease,
    read_limit_seconds,
    renew_reading_lease,
    wait_for_database,
    wake_reader,
)
from claims.tasks import dispatch_readings, load_reader, read_article
from tests.stories import let_lease_lapse, make_article, make_reading


def begin(article: Article) -> Article:
    """Begin an attempt that nobody else has begun."""
    begun = begin_article_reading(article_id=article.pk)
    assert begun
    return begun


def test_what_a_dead_worker_read_is_found_within_fifteen_seconds() -> None:
    assert settings.READ_LEASE_SECONDS + settings.TASK_SECONDS["dispatch_readings"] < 15
    assert settings.READ_LEASE_SECONDS >= 3 * reading_leases.RENEW_SECONDS


@pytest.mark.django_db(transaction=True)
def test_a_living_worker_renews_its_lease(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_leases, "RENEW_SECONDS", 0.02)
    article = begin(make_article(cora))
    let_lease_lapse(article)
    with hold_reading_lease(article):
        eventually(lambda: list_unread_articles() == [])
    let_lease_lapse(article)
    sleep(0.1)
    assert list_unread_articles() == [(article.pk, len(article.text))]


def eventually(holds: Callable[[], bool]) -> None:
    """Wait for ten seconds at most until something holds."""
    end = monotonic() + 10
    while not holds():
        assert monotonic() < end
        sleep(0.02)


def test_a_paused_worker_neither_renews_nor_fails_the_attempt_of_another(cora: User) -> None:
    paused = begin(make_article(cora))
    let_lease_lapse(paused)
    other = begin(paused)
    assert (paused.attempts, other.attempts) == (1, 2)
    assert renew_reading_lease(article=other)
    assert not renew_reading_lease(article=paused)
    record_reading_failure(article_id=paused.pk, error="It was late.", attempt=paused.attempts)
    other.refresh_from_db()
    assert (other.status, other.error) == (Article.Status.READING, "")


def test_a_lease_written_before_the_clock_was_set_back_is_not_believed(cora: User) -> None:
    article = begin(make_article(cora))
    Article.objects.update(reading_until=Now() + timedelta(hours=1))
    assert list_unread_articles() == [(article.pk, len(article.text))]


def test_texts_that_workers_did_not_survive_come_last(cora: User) -> None:
    poison, other = make_article(cora), make_article(cora, "Another text.")
    begin(poison)
    let_lease_lapse(poison)
    assert [pk for pk, _ in list_unread_articles()] == [other.pk, poison.pk]


def test_a_text_may_be_read_for_as_long_as_it_is() -> None:
    limits = [read_limit_seconds(characters) for characters in (0, 10_000, 1_000_000)]
    assert limits == [30, 50, settings.CELERY_TASK_SOFT_TIME_LIMIT]


def test_the_sweep_sends_the_limits_and_no_more_than_the_queue_holds(
    cora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[object, ...]] = []
    monkeypatch.setattr(task_wakeups, "send_task", lambda *args, **options: sent.append((*args, options)))
    article, _ = make_article(cora), make_article(cora, "Another text.")
    monkeypatch.setattr(task_wakeups, "queue_room", lambda _: 1)
    dispatch_readings()
    limit = read_limit_seconds(len(article.text))
    assert sent == [(READ_TASK, article.pk, {"soft_time_limit": limit, "time_limit": limit + 10})]


@pytest.mark.django_db(transaction=True)
def test_a_result_outlives_an_absence_of_the_database(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = [OperationalError("the server closed the connection")] * 2
    article = make_article(cora)

    def find(*_: object) -> list[None]:
        if failures:
            raise failures.pop()
        return []

    monkeypatch.setattr(reading_leases, "AWAY_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr("claims.nlp.read", lambda *_, **__: make_reading(article))
    monkeypatch.setattr("claims.tasks.readings.find_earlier_checks", find)
    monkeypatch.setattr("claims.nlp.weighing.weigh_claims", lambda _text, reading, _checks: reading)
    read_article(article.pk)
    article.refresh_from_db()
    assert (article.status, article.attempts) == (Article.Status.READ, 1)


@pytest.mark.django_db(transaction=True)
def test_an_absence_without_end_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError("no server")

    monkeypatch.setattr(reading_leases, "AWAY_SECONDS", 0.0)
    monkeypatch.setattr(reading_leases, "AWAY_PAUSE_SECONDS", 0.01)
    with pytest.raises(OperationalError):
        wait_for_database(fail)


def test_the_loss_of_the_broker_ends_no_reading() -> None:
    assert settings.CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS is False


@pytest.mark.parametrize(("minutes", "sent"), [(10, [LOAD_TASK]), (0, [])])
def test_a_reader_that_drops_its_models_is_woken_once_a_minute(
    minutes: int, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MODEL_IDLE_MINUTES", minutes)
    cache.clear()
    woken: list[str] = []
    monkeypatch.setattr(task_wakeups, "send_task", woken.append)
    wake_reader()
    wake_reader()
    assert woken == sent


def test_a_woken_reader_has_loaded_what_a_reading_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("claims.nlp.load_models", lambda: loaded.append("models"))
    monkeypatch.setattr("claims.nlp.embeddings.load_encoder", lambda: loaded.append("encoder"))
    load_reader()
    assert loaded == ["models", "encoder"]
