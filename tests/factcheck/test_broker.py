"""A worker goes on taking messages after a Valkey that did not answer, and from queues that others do not fill."""

from collections.abc import Iterator
from contextlib import suppress
from secrets import token_hex
from typing import Any
from unittest.mock import MagicMock

import pytest
from celery import current_app
from kombu.entity import Queue
from redis.exceptions import TimeoutError as ValkeyTimeout

from claims.selectors.heartbeats import list_queues
from factcheck.local.procfile import read_commands


@pytest.mark.parametrize(
    "end", [lambda qos: qos.ack("tag"), lambda qos: qos.reject("tag"), lambda qos: qos.reject("tag", requeue=True)]
)
def test_a_message_whose_end_valkey_does_not_take_frees_its_place(end: Any) -> None:
    channel_class = current_app.connection_for_write().transport.Channel
    channel = MagicMock()
    qos = channel_class.QoS(channel, 1)
    qos.append(MagicMock(delivery_info={"exchange": "", "routing_key": "read"}, _raw={}), "tag")
    assert not qos.can_consume()
    channel.conn_or_acquire.side_effect = ValkeyTimeout
    with pytest.raises(ValkeyTimeout):
        end(qos)
    assert qos.can_consume()
    qos._on_collect.cancel()


@pytest.fixture
def broker() -> Iterator[Any]:
    """A connection on which the queue of slow tasks has two places."""
    names = {"queue_places": {"slow": 2}, "global_keyprefix": f"test-{token_hex(4)}-"}
    with current_app.connection_for_write(transport_options=current_app.conf.broker_transport_options | names) as one:
        yield one


def make_queue(name: str) -> Any:
    return Queue(name, routing_key=name)  # type: ignore[no-untyped-call]


def take_messages(broker: Any, seconds: float = 0.3) -> None:
    """Take what comes until nothing does for some time."""
    with suppress(TimeoutError):
        while True:
            broker.drain_events(timeout=seconds)


def test_a_queue_of_slow_tasks_leaves_the_others_their_places(broker: Any) -> None:
    queues = {name: make_queue(name) for name in ("slow", "deliver")}
    taken: list[Any] = []
    with broker.Consumer(list(queues.values()), on_message=taken.append, prefetch_count=20):
        producer = broker.Producer()
        for _ in range(4):
            producer.publish({}, routing_key="slow", declare=[queues["slow"]])
        take_messages(broker)
        assert [row.delivery_info["routing_key"] for row in taken] == ["slow", "slow"], "both places"
        producer.publish({}, routing_key="deliver", declare=[queues["deliver"]])
        take_messages(broker, seconds=1.5)
        assert [row.delivery_info["routing_key"] for row in taken] == ["slow", "slow", "deliver"]
        taken[0].ack()
        take_messages(broker, seconds=1.5)
        assert [row.delivery_info["routing_key"] for row in taken[3:]] == ["slow"]
        for row in taken[1:]:
            row.ack()
        take_messages(broker, seconds=1.5)


def test_a_task_that_waits_for_its_time_takes_no_place(broker: Any) -> None:
    queue, taken = make_queue("slow"), list[Any]()
    with broker.Consumer([queue], on_message=taken.append, prefetch_count=20):
        for _ in range(4):
            broker.Producer().publish({}, routing_key="slow", declare=[queue], headers={"eta": "2100-01-01T00:00:00Z"})
        take_messages(broker)
        assert len(taken) == 4
        for row in taken:
            row.ack()


def test_every_queue_is_served_by_one_worker_and_has_places_if_it_shares_it() -> None:
    served = [arguments[arguments.index("--queues") + 1].split(",") for arguments in read_commands({}).values()
              if "--queues" in arguments]  # fmt: skip
    assert sorted(queue for row in served for queue in row) == list_queues()
    shared = {queue for row in served if len(row) > 1 for queue in row}
    assert shared == set(current_app.conf.broker_transport_options["queue_places"])
