"""Articles are submitted and read once, however often a task is delivered."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import DataError

from claims.intake import Document
from claims.models import Appearance, Article, Attribution, Claim, Event, Reading, User
from claims.refusals import BadValue, FieldTooLong, IllegalMove, NotAllowed
from claims.selectors.articles import list_unread_articles
from claims.services import articles
from claims.services.articles import (
    begin_article_reading,
    retry_article,
    store_reading,
    submit_document,
    submit_text,
)
from claims.services.task_wakeups import outbox
from claims.tasks import read_article
from tests.stories import let_lease_lapse, make_article, make_read_article, make_reading


def test_the_same_text_twice_is_one_article(cora: User, edith: User) -> None:
    article = make_article(cora, "Once upon a time 300 trees.")
    again, new = submit_document(document=Document("Another title", article.text), by=edith)
    assert (again, new) == (article, False)
    assert Event.objects.filter(verb="article.submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_fails_after_the_commit_does_not_fail_the_submission(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("No message can be sent.")

    monkeypatch.setattr(articles, "send_to_readers", fail)
    article, is_new = submit_text(text="Once upon a time 300 trees.", by=cora)
    assert (article.status, is_new) == (Article.Status.RECEIVED, True)


def test_the_same_url_twice_is_one_article(cora: User) -> None:
    article = make_article(cora, url="https://courier.example/trees")
    again = make_article(cora, "An updated text", url="https://courier.example/trees")
    assert again == article


def test_a_reading_creates_a_claim_with_attributions_and_quantities(cora: User) -> None:
    article = make_read_article(cora)
    place = Appearance.objects.get(article=article)
    assert article.text[place.start : place.end] == place.exact == place.claim.text
    assert [link.source.name for link in place.attributions.all()] == ["The mayor"]
    assert [(q.low, q.high, q.unit) for q in place.quantities.all()] == [(300, 300, "trees")]
    assert place.claim.reasons == [{"code": "number", "parameters": {"words": "300 trees"}, "weight": 0.4}]


@pytest.mark.parametrize("order", list(itertools.permutations(["begin", "store", "store"])))
def test_a_reading_that_is_delivered_again_in_any_order_changes_nothing(cora: User, order: tuple[str, ...]) -> None:
    article = make_article(cora)
    facts = make_reading(article)
    steps: dict[str, Callable[[], object]] = {
        "begin": lambda: begin_article_reading(article_id=article.pk),
        "store": lambda: store_reading(article_id=article.pk, facts=facts),
    }
    for step in order:
        steps[step]()
    article.refresh_from_db()
    assert (article.status, Claim.objects.count(), Reading.objects.count()) == (Article.Status.READ, 1, 1)
    assert Event.objects.filter(verb="article.read").count() == 1


def test_two_workers_do_not_read_the_same_article(cora: User) -> None:
    article = make_article(cora)
    assert begin_article_reading(article_id=article.pk)
    assert begin_article_reading(article_id=article.pk) is None


def test_an_attempt_is_counted_before_the_work_and_the_third_is_the_last(cora: User) -> None:
    """A worker that is killed three times in the middle leaves a failed article, not a loop."""
    article = make_article(cora)
    for _ in range(3):
        assert list_unread_articles() == [(article.pk, len(article.text))]
        assert begin_article_reading(article_id=article.pk)
        assert list_unread_articles() == []
        let_lease_lapse(article)
    assert begin_article_reading(article_id=article.pk) is None
    article.refresh_from_db()
    assert (article.status, article.attempts) == (Article.Status.FAILED, 3)


def test_a_reading_that_fails_three_times_stores_its_error(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no such grammar")

    monkeypatch.setattr("claims.nlp.read", broken)
    article = make_article(cora)
    for _ in range(4):
        read_article(article.pk)
    article.refresh_from_db()
    assert (article.status, article.attempts) == (Article.Status.FAILED, 3)
    assert article.error == "ValueError: no such grammar"


@pytest.mark.parametrize("error", [DataError("no room"), SoftTimeLimitExceeded()])
def test_a_reading_that_cannot_be_stored_is_retried_with_its_error(
    cora: User, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    article = make_article(cora)
    monkeypatch.setattr("claims.nlp.read", lambda *_, **__: make_reading(article))
    monkeypatch.setattr("claims.services.readings._create_claims", fail)
    read_article(article.pk)
    article.refresh_from_db()
    assert (article.status, article.error.partition(":")[0]) == (Article.Status.RECEIVED, type(error).__name__)
    assert not article.readings.exists()


def test_a_moderator_gives_a_failed_article_three_more_attempts(cora: User, mona: User) -> None:
    article = make_article(cora)
    with pytest.raises(IllegalMove):
        retry_article(article_id=article.pk, moderator=mona)
    Article.objects.filter(pk=article.pk).update(status="failed", attempts=3)
    with pytest.raises(NotAllowed):
        retry_article(article_id=article.pk, moderator=cora)
    retry_article(article_id=article.pk, moderator=mona)
    assert begin_article_reading(article_id=article.pk)


@pytest.mark.django_db(transaction=True)
def test_without_redis_an_article_is_stored_and_the_sweep_reads_it(cora: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from celery import current_app

    monkeypatch.setattr(current_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    current_app.pool.force_close_all()
    monkeypatch.setattr(current_app, "_pool", None)
    article = make_article(cora)
    assert Article.objects.filter(pk=article.pk, status="received").exists()
    outbox.flush()
    assert list_unread_articles() == [(article.pk, len(article.text))]


def test_an_article_has_a_kind_of_text_and_a_speaker(cora: User) -> None:
    article, _ = submit_text(text="We built 300 homes.", by=cora, kind="speech", speaker=" Ana  Lima ")
    assert (article.kind, article.speaker) == ("speech", "Ana Lima")
    assert submit_text(text="300 homes were built.", by=cora)[0].kind == "news"


@pytest.mark.parametrize("details", [{"kind": "poem"}, {"speaker": "x" * 301}])
def test_an_unknown_kind_and_a_long_speaker_are_refused(cora: User, details: dict[str, Any]) -> None:
    with pytest.raises((BadValue, FieldTooLong)):
        submit_text(text="We built 300 homes.", by=cora, **details)
    assert not Article.objects.exists()


def test_the_speaker_is_the_source_of_what_the_text_says_itself(cora: User) -> None:
    article, _ = submit_text(text="We built 300 homes in 2020.", by=cora, kind="speech", speaker="Ana Lima")
    read_article(article.pk)
    link = Attribution.objects.select_related("source").get(appearance__article=article)
    assert (link.source.name, link.source.kind, link.start) == ("Ana Lima", "person", None)
