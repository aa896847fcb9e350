"""Webs to fetch from, and to post to: each a real server on loopback."""

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from ipaddress import ip_address
from socketserver import ThreadingTCPServer
from threading import Thread

import pytest

from claims.intake.network import Network
from tests.intake.web import Web, server_of


@pytest.fixture
def serve() -> Iterator[Callable[..., Web]]:
    """Starts a web; only its loopback address is allowed, so that nothing else is ever reached."""
    servers: list[ThreadingTCPServer] = []

    def start(tls: ssl.SSLContext | None = None) -> Web:
        web = Web()
        server = server_of(web, tls)
        servers.append(server)
        web.port = server.server_address[1]
        web.network = Network(
            resolve=web.resolve,
            allows=lambda address: address == ip_address("127.0.0.1"),
            ports=frozenset({80, 443, web.port}),
            seconds=5.0,
        )
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return web

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web(serve: Callable[..., Web]) -> Web:
    return serve()


@pytest.fixture
def hurried(web: Web) -> Web:
    """The same with half a second for a whole fetch."""
    web.network = replace(web.network, seconds=0.5)
    return web
