"""No request waits for the broker, and no queue grows without bound."""

import socket
from time import monotonic

import pytest
import redis
from celery import current_app
from django.conf import settings
from django.test import override_settings

from claims.services import task_wakeups
from claims.services.task_wakeups import MAX_WAITING, Outbox, outbox, queue_of, queue_room, send_task, send_tasks

TASK = "claims.tasks.read_article"
LATE_TASK = "claims.tasks.run_import"
"""A thread may send it while the next test counts the messages of the other queue."""


@pytest.mark.parametrize("state", ["away", "hanging"])
def test_sending_does_not_wait_for_a_broker_that_is(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as mute:
        port = mute.getsockname()[1] if state == "hanging" else 1
        monkeypatch.setattr(current_app.conf, "broker_url", f"redis://127.0.0.1:{port}/0")
        monkeypatch.setattr(current_app, "_pool", None)
        monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
        monkeypatch.setattr(task_wakeups, "outbox", Outbox())
        assert current_app.amqp.producer_pool is not None  # made here: the thread may first need it in a later test
        started = monotonic()
        for number in range(20):
            send_task(LATE_TASK, number)
        assert monotonic() - started < 0.5  # each message would wait for seconds


def test_what_waits_for_the_broker_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_wakeups, "MAX_UNSENT", 1)
    small = Outbox()
    monkeypatch.setattr(small, "_send_all", lambda: None)
    monkeypatch.setattr(task_wakeups, "outbox", small)
    for number in range(3):
        send_task(TASK, number)
    assert small._messages.qsize() == 1


def test_a_sweep_fills_a_queue_up_to_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app, "_pool", None)
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    outbox.flush()
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        client.delete(queue_of(TASK))
        send_tasks(TASK, range(2 * MAX_WAITING))
        outbox.flush()
        assert (client.llen(queue_of(TASK)), queue_room(TASK)) == (MAX_WAITING, 0)
        send_tasks(TASK, range(10))
        outbox.flush()
        assert client.llen(queue_of(TASK)) == MAX_WAITING
        client.delete(queue_of(TASK))


@override_settings(REDIS_URL="redis://127.0.0.1:1/0")
def test_a_broker_that_is_away_has_no_room() -> None:
    assert queue_room(TASK) == 0


def test_a_sweep_that_is_woken_many_times_is_woken_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(current_app._get_current_object(), "send_task", lambda name, **_: sent.append(name))
    for room in (0, 1):
        monkeypatch.setattr(task_wakeups, "queue_room", lambda _task, room=room: room)
        send_task("claims.tasks.suggest_matches")
        send_task(TASK, 1)
        outbox.flush()
    assert sent == [TASK, "claims.tasks.suggest_matches", TASK]
