"""Slow clients occupy no thread and are disconnected in time; bodies, addresses and proxies are limited."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from tempfile import TemporaryFile
from typing import Any

import pytest
from waitress.adjustments import Adjustments

from claims.body_limits import FORM_BYTES
from claims.models import Article, User
from claims.services.tokens import create_token
from factcheck import web_server
from factcheck.web_server import MAX_CONNECTIONS_PER_ADDRESS, Application, LimitedServer, trust_proxies
from factcheck.wsgi import application as desk

HALF_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_BODY = b"POST /tips/new/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\ntext="
UNREAD_ANSWER = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE_BYTES = 20_000_000


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what arrived, or with a large file."""
    if environ["PATH_INFO"] == "/large":
        file = TemporaryFile()  # noqa: SIM115 - the server closes it
        file.truncate(LARGE_BYTES)
        start_response("200 OK", [("Content-Length", str(LARGE_BYTES))])
        return environ["wsgi.file_wrapper"](file, 65_536)  # type: ignore[no-any-return]
    names = ("CONTENT_LENGTH", "REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "wsgi.url_scheme")
    found = {"body": len(environ["wsgi.input"].read()), **{name: environ.get(name) for name in names}}
    start_response("200 OK", [])
    return [json.dumps(found).encode()]


@dataclass
class RunningServer:
    """A server with two threads, and the clients that a test has opened."""

    port: int
    clients: list[socket.socket] = field(default_factory=list)

    def open(self, start: bytes, address: str = "127.0.0.1") -> socket.socket:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.settimeout(10)
        client.bind((address, 0))
        client.connect(("127.0.0.1", self.port))
        client.sendall(start)
        self.clients.append(client)
        return client

    def request(self, method: str = "GET", path: str = "/", address: str = "127.0.0.1", **options: Any) -> Any:
        """Return the answer as JSON."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(address, 0))
        try:
            connection.request(method, path, **options)
            answer = connection.getresponse()
            body = answer.read()
        finally:
            connection.close()
        return json.loads(body) if answer.status == 200 else answer.status


@pytest.fixture
def server() -> Iterator[RunningServer]:
    with serve(echo) as running:
        yield running


@contextmanager
def serve(application: Application) -> Iterator[RunningServer]:
    """Serve an application on a port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    options = {"threads": 2, "cleanup_interval": 0, "clear_untrusted_proxy_headers": False, "log_socket_errors": False}
    limited = LimitedServer(
        trust_proxies(application, {"127.0.0.1"}), Adjustments(sockets=[listener], **options), {"127.0.0.1"}
    )
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            limited.serve_events(seconds=0.05)

    thread = threading.Thread(target=run)
    thread.start()
    running = RunningServer(listener.getsockname()[1])
    yield running
    for client in running.clients:
        client.close()
    time.sleep(0.2)
    ended.set()
    thread.join()
    limited.task_dispatcher.shutdown()
    for channel in list(limited.active_channels.values()):
        channel.handle_close()
    limited.close()


def is_closed(client: socket.socket) -> bool:
    """Read until the server closes the connection."""
    try:
        while client.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


@pytest.mark.parametrize("start", [HALF_HEAD, HALF_BODY, UNREAD_ANSWER], ids=["head", "body", "answer"])
def test_slow_clients_occupy_no_thread(server: RunningServer, start: bytes) -> None:
    for _ in range(30):
        server.open(start)
    assert server.request()["body"] == 0


@pytest.mark.parametrize(
    ("limit", "start"),
    [
        ("HEADER_SECONDS", HALF_HEAD),
        ("BODY_SECONDS", HALF_BODY),
        ("IDLE_SECONDS", b""),
        ("SEND_SECONDS", UNREAD_ANSWER),
    ],
)
def test_slow_clients_are_disconnected(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch, limit: str, start: bytes
) -> None:
    client = server.open(start)
    monkeypatch.setattr(web_server, limit, 0.3)
    time.sleep(1)
    assert is_closed(client)
    assert server.request()["body"] == 0


def drip(client: socket.socket) -> None:
    for _ in range(40):
        client.sendall(b"x")
        time.sleep(0.1)


def test_a_client_that_drips_a_head_is_disconnected_too(server: RunningServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_server, "HEADER_SECONDS", 0.5)
    client = server.open(HALF_HEAD)
    with pytest.raises(OSError, match=r"Broken pipe|reset"):
        drip(client)


def test_an_announced_body_that_is_too_large_is_not_read(server: RunningServer) -> None:
    head = f"POST /tips/new/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: {FORM_BYTES + 1}\r\n\r\n"
    client = server.open(head.encode())
    answer = b""
    while piece := client.recv(4_096):
        answer += piece
    assert json.loads(answer.partition(b"\r\n\r\n")[2]) | {"REMOTE_ADDR": ""} == {
        "body": 0,
        "CONTENT_LENGTH": str(FORM_BYTES + 1),
        "REMOTE_ADDR": "",
        "HTTP_X_FORWARDED_FOR": None,
        "wsgi.url_scheme": "http",
    }


def test_a_body_in_chunks_is_counted(server: RunningServer) -> None:
    chunks = [b"x" * 64_000] * 3
    headers = {"Transfer-Encoding": "chunked"}
    assert (
        server.request("POST", "/tips/new/", body=iter(chunks[:1]), headers=headers, encode_chunked=True)["body"]
        == 64_000
    )
    assert (
        server.request("POST", "/articles/new/", body=iter(chunks), headers=headers, encode_chunked=True)["body"]
        == 192_000
    )
    client = server.open(b"POST /tips/new/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    client.sendall(b"".join(b"fa00\r\n" + chunk + b"\r\n" for chunk in chunks))
    assert client.recv(4_096).startswith(b"HTTP/1.1 413")


@pytest.mark.django_db(transaction=True)
def test_the_api_reads_a_body_in_chunks(edith: User) -> None:
    _, token = create_token(user=edith)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    text = "The mayor said on Monday that 300 trees were planted. " * 200
    body = json.dumps({"title": "Trees", "text": text}).encode()
    pieces = [body[start : start + 1_000] for start in range(0, len(body), 1_000)]
    with serve(desk) as server:
        sent: dict[str, Any] = {"headers": headers, "encode_chunked": True}
        assert server.request("POST", "/api/v1/articles/", body=iter(pieces), **sent) == 201
        assert Article.objects.get().text == text.strip()
        assert server.request("POST", "/api/v1/articles/", body=iter(pieces[:-1]), **sent) == 400
        assert server.request("POST", "/api/v1/articles/", body=iter([b"{}"]), **sent) == 400
        zone = [b'{"time_', b'zone": "Europe/Lisbon"}']
        assert server.request("PATCH", "/api/v1/me/", body=iter(zone), **sent)["time_zone"] == "Europe/Lisbon"
    assert Article.objects.count() == 1


def test_one_address_has_a_limited_number_of_connections(server: RunningServer) -> None:
    for _ in range(MAX_CONNECTIONS_PER_ADDRESS):
        server.open(HALF_HEAD, address="127.0.0.2")
    assert is_closed(server.open(b"", address="127.0.0.2"))
    assert server.request(address="127.0.0.3")["REMOTE_ADDR"] == "127.0.0.3"
    for _ in range(MAX_CONNECTIONS_PER_ADDRESS + 5):
        server.open(HALF_HEAD)
    assert server.request()["REMOTE_ADDR"] == "127.0.0.1"


def test_only_known_proxies_are_believed(server: RunningServer) -> None:
    headers = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    proxied, direct = (server.request(headers=headers, address=address) for address in ("127.0.0.1", "127.0.0.2"))
    assert (proxied["wsgi.url_scheme"], proxied["HTTP_X_FORWARDED_FOR"]) == ("https", "198.51.100.7")
    assert (direct["wsgi.url_scheme"], direct["HTTP_X_FORWARDED_FOR"]) == ("http", None)
