"""A worker goes on taking messages after a Valkey that did not answer."""

from typing import Any
from unittest.mock import MagicMock

import pytest
from celery import current_app
from redis.exceptions import TimeoutError as ValkeyTimeout


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
