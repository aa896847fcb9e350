"""Nobody waits long for a Valkey that hangs: neither health checks nor sweeps."""

import socket
from collections.abc import Callable
from time import monotonic

import pytest
from django.test import override_settings
from redis.exceptions import RedisError

from claims.selectors import heartbeats
from claims.selectors.heartbeats import count_queued_messages, get_heartbeat_ages


@pytest.mark.parametrize("ask", [get_heartbeat_ages, lambda: count_queued_messages("read")])
def test_a_valkey_that_hangs_is_asked_once(ask: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        monkeypatch.setattr(heartbeats, "MESSAGE_SECONDS", 0.1)
        started = monotonic()
        port = mute.getsockname()[1]
        with override_settings(REDIS_URL=f"redis://127.0.0.1:{port}/0"), pytest.raises(RedisError):
            ask()
        assert monotonic() - started < 0.5
