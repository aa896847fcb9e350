"""A local web for tests: servers on loopback, and host names that resolve to them."""

import socketserver
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any

from claims.intake.network import Network

Chunks = Iterable[bytes]

PAGE = "<html><head><title>Fire</title></head><body><p>“No,” the mayor said.</p></body></html>".encode()

# Ways to write an address that is not public.
INWARD_URLS = """
http://127.0.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.1/ http://017700000001/ http://127.1/
http://127。0。0。1/ http://0/ http://0.0.0.0/ http://localhost/ http://LOCALHOST./ http://10.0.0.1/
http://172.16.0.1/ http://192.168.1.1/ http://169.254.169.254/latest/meta-data/ http://100.64.0.1/
http://224.0.0.1/ http://255.255.255.255/ http://[::]/ http://[::1]/ http://[::ffff:127.0.0.1]/
http://[::ffff:a9fe:a9fe]/ http://[::127.0.0.1]/ http://[64:ff9b::127.0.0.1]/ http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/ http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/ http://[fd00:ec2::254]/ http://[fe80::1]/
""".split()


def http_answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP response; ``content_type="text/html"`` becomes a header of that name."""
    fields = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def redirect_answer(location: str, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    return http_answer(status=status, location=location)


@dataclass
class LoopbackWeb:
    """Pages by path, names by host; `lookups` counts how often a name was resolved; `bodies` is what was sent along."""

    port: int = 0
    pages: dict[str, Callable[[], Chunks] | bytes] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=lambda: {"news.example": ["127.0.0.1"]})
    requests: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    lookups: list[str] = field(default_factory=list)
    network: Network = field(default_factory=Network)

    def url(self, path: str = "/", host: str = "news.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def resolve(self, host: str) -> list[str]:
        self.lookups.append(host)
        if host not in self.names:
            raise OSError
        return self.names[host]

    def chunks(self, path: str) -> Chunks:
        page = self.pages.get(path, http_answer(status="404 Not Found"))
        return [page] if isinstance(page, bytes) else page()


def read_headers(request: str) -> dict[str, str]:
    """Return the headers of a received request, by name in lower case."""
    pairs = (line.partition(":") for line in request.splitlines()[1:])
    return {name.lower(): value.strip() for name, _, value in pairs}


def _header(request: str, name: str) -> str:
    return read_headers(request).get(name, "")


class _LoopbackServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


def start_server(web: LoopbackWeb, tls: ssl.SSLContext | None) -> socketserver.ThreadingTCPServer:
    """A server on loopback, not yet running, that answers with what `web` has at the path."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            request = self.rfile.readline().decode()
            while (line := self.rfile.readline()) not in (b"\r\n", b""):
                request += line.decode()
            web.requests.append(request)
            web.bodies.append(self.rfile.read(int(_header(request, "content-length") or 0)))
            for chunk in web.chunks(request.split(" ")[1]):
                self.wfile.write(chunk)

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    class Quiet(_LoopbackServer):
        def finish_request(self, request: Any, client_address: Any) -> None:
            with tls.wrap_socket(request, server_side=True) if tls else nullcontext(request) as connection:
                super().finish_request(connection, client_address)

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Clients that go away in the middle are what these tests are about."""

    return Quiet(("127.0.0.1", 0), Handler)


def dripping_body(head: bytes, drop: bytes) -> Callable[[], Chunks]:
    """`head`, then for ten seconds a drop at a time: never so long silent that a read times out."""

    def drops() -> Iterator[bytes]:
        yield head
        for _ in range(200):
            time.sleep(0.05)
            yield drop

    return drops


def endless_body(head: bytes, chunk: bytes, count: int, sent: list[int]) -> Callable[[], Chunks]:
    """`head`, then `count` times `chunk`; `sent` grows by what went out."""

    def chunks() -> Iterator[bytes]:
        yield head
        for _ in range(count):
            sent.append(len(chunk))
            yield chunk

    return chunks
