"""The web server: Gunicorn runs the processes, Waitress reads requests and sends responses.

``gunicorn --worker-class factcheck.web_server.BufferedWorker``. One loop receives all requests and sends all responses,
so that a slow client occupies no thread: a thread works only on requests that have arrived completely. Clients that
send or read too slowly are disconnected. docs/decisions/0013-web-server.md has the measurements.
"""

import os
import resource
import socket
import time
from collections.abc import Callable, Iterable
from copy import copy
from logging import ERROR, getLogger
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer

from claims.body_limits import body_limit
from claims.client_addresses import address_group

HEADER_SECONDS = 10.0
"""The time for the head of a request."""
BODY_SECONDS = 60.0
"""The time for the body of a request."""
SEND_SECONDS = 30.0
"""The time in which a client reads nothing of a response."""
IDLE_SECONDS = 60.0
"""The time of a connection between two requests."""
MAX_CONNECTIONS = 1_000
MAX_CONNECTIONS_PER_ADDRESS = 50
"""Connections of one address; proxies (`--forwarded-allow-ips`) may have any number."""
MAX_HEADER_BYTES = 32 * 1024
RESERVED_FILES = 100
FORWARDED_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LimitedParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads a request. An announced body that is too large is never read: the application refuses it by its length."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head, and set the limit of the body."""
        super().parse_header(header_plus)
        limit = body_limit(self.path)
        if int(self.headers.get("CONTENT_LENGTH", "0")) > limit:
            self.content_length, self.body_rcv, self.headers["CONNECTION"] = 0, None, "close"
        elif self.chunked:
            self.adj: Adjustments = copy(self.adj)
            self.adj.max_request_body_size = limit


class TimedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection that knows how long the client has taken for the request that it is sending."""

    parser_class = LimitedParser
    request_started = 0.0

    def received(self, data: bytes) -> bool:
        """Take a piece of a request, and note when the request began."""
        before = self.request
        result = super().received(data)
        if self.request is not before and self.request is not None:
            self.request_started = time.time()
        return bool(result)

    def is_too_slow(self, now: float) -> bool:
        """Return whether the client has exceeded one of the times."""
        if self.total_outbufs_len:
            return bool(now > self.last_activity + SEND_SECONDS)
        if self.requests:
            return False
        if self.request is None:
            return bool(now > self.last_activity + IDLE_SECONDS)
        return now > self.request_started + (BODY_SECONDS if self.request.headers_finished else HEADER_SECONDS)


class LimitedServer(TcpWSGIServer):  # type: ignore[misc]
    """A server with limits on the time of its clients and on the connections of each address."""

    def __init__(self, application: Application, adjustments: Adjustments, exempt: set[str]) -> None:
        (listener,) = adjustments.sockets
        self.connections: dict[int, Any] = {}
        self.exempt = exempt
        super().__init__(
            application,
            map=self.connections,
            _sock=listener,
            adj=adjustments,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            bind_socket=False,
        )

    def channel_class(self, _server: Any, connection: socket.socket, address: Any, adj: Any, **options: Any) -> None:
        """Open a connection, unless its address has too many."""
        group = address_group(address[0])
        others = sum(address_group(channel.addr[0]) == group for channel in self.active_channels.values())
        if others >= MAX_CONNECTIONS_PER_ADDRESS and address[0] not in self.exempt:
            connection.close()
        else:
            TimedChannel(self, connection, address, adj, **options)

    def maintenance(self, now: float) -> None:
        """Close the connections of slow clients. A full socket never becomes writable, so it is closed here."""
        for channel in list(self.active_channels.values()):
            if channel.is_too_slow(now):
                channel.handle_close()

    def serve_events(self, seconds: float) -> None:
        """Receive and send what is ready; wait for it if nothing is."""
        wasyncore.poll2(seconds, self.connections)

    def stop_accepting(self) -> None:
        """Leave new connections to the other processes."""
        self.accepting = False
        self.del_channel(self.connections)

    @property
    def is_answering(self) -> bool:
        """Whether a response is being made or sent."""
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())


def trust_proxies(application: Application, proxies: set[str]) -> Application:
    """Believe the forwarded headers of the proxies, and remove those of everybody else."""

    def respond(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "*" not in proxies and environ["REMOTE_ADDR"] not in proxies:
            for name in FORWARDED_HEADERS:
                environ.pop(name, None)
        elif environ.get("HTTP_X_FORWARDED_PROTO") == "https":
            environ["wsgi.url_scheme"] = "https"
        return application(environ, start_response)

    return respond


class BufferedWorker(Worker):  # type: ignore[misc]
    """A worker process of Gunicorn that serves with Waitress."""

    def run(self) -> None:
        """Serve until the arbiter stops this process or is gone; then finish the responses."""
        getLogger("waitress.queue").setLevel(ERROR)  # a line for each request that waits for a thread says nothing
        server = self._make_server()
        while self.alive and os.getppid() == self.ppid:
            self.notify()
            server.serve_events(seconds=1.0)
        server.stop_accepting()
        until = time.monotonic() + self.cfg.graceful_timeout
        while server.is_answering and time.monotonic() < until:
            self.notify()
            server.serve_events(seconds=0.1)
        server.task_dispatcher.shutdown(timeout=1)

    def _make_server(self) -> LimitedServer:
        proxies = {str(address) for address in self.cfg.forwarded_allow_ips}
        files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        adjustments = Adjustments(
            sockets=[self.sockets[0].sock],
            threads=self.cfg.threads,
            connection_limit=min(MAX_CONNECTIONS, files - RESERVED_FILES),
            cleanup_interval=1,
            max_request_header_size=MAX_HEADER_BYTES,
            clear_untrusted_proxy_headers=False,
            log_socket_errors=False,
            ident=None,
        )
        return LimitedServer(trust_proxies(self.wsgi, proxies), adjustments, proxies)
