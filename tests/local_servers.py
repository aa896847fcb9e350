"""Webs to fetch from, and to post to: each a real server on loopback."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_address
from socketserver import ThreadingTCPServer
from threading import Thread

import pytest

from claims.intake import http_post
from claims.intake.network import Network
from claims.services import task_wakeups
from claims.services.webhook_deliveries import attempt_delivery
from tests.intake.loopback_web import LoopbackWeb, http_answer, start_server


@pytest.fixture
def serve() -> Iterator[Callable[..., LoopbackWeb]]:
    """Starts a web; only its loopback address is allowed, so that nothing else is ever reached."""
    servers: list[ThreadingTCPServer] = []

    def start(tls: ssl.SSLContext | None = None) -> LoopbackWeb:
        web = LoopbackWeb()
        server = start_server(web, tls)
        servers.append(server)
        web.port = server.server_address[1]
        web.network = Network(
            resolve=web.resolve,
            is_allowed=lambda address: address == ip_address("127.0.0.1"),
            ports=frozenset({80, 443, web.port}),
            timeout_seconds=5.0,
        )
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return web

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web(serve: Callable[..., LoopbackWeb]) -> LoopbackWeb:
    return serve()


@pytest.fixture
def hurried(web: LoopbackWeb) -> LoopbackWeb:
    """The same with half a second for a whole fetch."""
    web.network = replace(web.network, timeout_seconds=0.5)
    return web


@pytest.fixture
def receiver(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> LoopbackWeb:
    """A receiver of webhooks at /hook; the desk posts over its network, and deliveries run as they are woken."""
    web.pages["/hook"] = http_answer(b"thanks")
    post = http_post.post_message
    monkeypatch.setattr(http_post, "post_message", lambda url, body, headers: post(url, body, headers, web.network))
    parse = http_post.parse_receiver_url
    monkeypatch.setattr(http_post, "parse_receiver_url", lambda url: parse(url, web.network))
    monkeypatch.setattr(task_wakeups, "send_task", lambda _name, delivery_id: attempt_delivery(delivery_id=delivery_id))
    return web
