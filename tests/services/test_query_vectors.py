"""A search asks the worker for the vector of its words, and goes on without it."""

import time
from dataclasses import replace
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from redis import Redis

from claims.selectors.heartbeats import connect_to_valkey
from claims.selectors.text_vectors import TextVectors
from claims.services.heartbeats import record_heartbeats
from claims.services.query_vectors import QUEUE, WAIT_SECONDS, answer_query, get_query_vectors

VECTORS = TextVectors((0.5, -0.25, *([0.0] * 382)), (0.125, *([0.0] * 511)), "fr")
pytestmark = pytest.mark.usefixtures("vectors")


@pytest.fixture
def valkey() -> Redis:
    valkey = connect_to_valkey(settings.REDIS_URL)
    valkey.flushdb()
    return valkey


@pytest.mark.parametrize("answer", [VECTORS, replace(VECTORS, across=None, language="hu")])
def test_a_worker_answers_and_the_answer_is_kept(
    valkey: Redis, answer: TextVectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def work(task: str, args: tuple[str, str], **_: Any) -> None:
        asked.append(task)
        answer_query(text=args[0], reply=args[1], encode=lambda texts: [answer for _ in texts])

    monkeypatch.setattr(current_app, "send_task", work)
    record_heartbeats(QUEUE)
    assert get_query_vectors("trees") == get_query_vectors(" trees ") == answer
    assert asked == ["claims.tasks.encode_query"]


def test_nobody_waits_where_no_worker_is_or_many_wait(valkey: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: pytest.fail("asked"))
    assert get_query_vectors("trees") is None
    record_heartbeats(QUEUE)
    valkey.rpush(QUEUE, *map(str, range(8)))
    assert get_query_vectors("trees") is None
    assert get_query_vectors("  ") is None


def test_a_worker_that_hangs_costs_a_moment(valkey: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    record_heartbeats(QUEUE)
    started = time.monotonic()
    assert get_query_vectors("trees") is None
    assert time.monotonic() - started >= WAIT_SECONDS
