"""A web server on loopback with sites to watch: feeds with articles, and sites that never answer."""

import time
from collections import Counter
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

from benchmarks.generated_text import SentenceWriter

SILENT_SECONDS = 30
DEAD = "dead"
"""Hosts with this beginning accept connections and never answer."""


class QuietServer(ThreadingHTTPServer):
    """A server that does not mind clients that are killed."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing."""


class WatchedWeb:
    """Sites whose feed lists `items` articles; `requests` counts what was asked for, by host and path."""

    def __init__(self, items: int) -> None:
        self.items, self.requests, self._lock = items, Counter[str](), Lock()
        self._server = QuietServer(("127.0.0.1", 0), self._build_handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, host: str, path: str = "/feed.xml") -> str:
        """Return an address of a site."""
        return f"http://{host}.example:{self.port}{path}"

    def answer(self, host: str, path: str, etag: str) -> tuple[int, bytes, str]:
        """Return status, body and validator."""
        with self._lock:
            self.requests[f"{host}{path}"] += 1
        if host.startswith(DEAD):
            time.sleep(SILENT_SECONDS)
        current = f'"{self.items}"'
        if path == "/robots.txt":
            return 200, b"User-agent: *\nDisallow: /private/\n", ""
        if path == "/feed.xml":
            return (304, b"", current) if etag == current else (200, self._build_feed(), current)
        return 200, _build_page(f"{host}{path}"), ""

    def _build_feed(self) -> bytes:
        now = format_datetime(datetime.now(UTC))
        rows = "".join(
            f"<item><title>Story {number}</title><link>/{number}</link><pubDate>{now}</pubDate></item>"
            for number in range(self.items)
        )
        return f"<rss version='2.0'><channel><title>News</title>{rows}</channel></rss>".encode()

    def _build_handler(self) -> type[BaseHTTPRequestHandler]:
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = self.headers["Host"].partition(".")[0]
                status, body, etag = web.answer(host, self.path, self.headers.get("If-None-Match", ""))
                self.send_response(status)
                kind = "text/html; charset=utf-8" if self.path[1:].isdigit() else "text/xml"
                for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), ("ETag", etag)):
                    if value:
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


PARAGRAPHS = 24


def _build_page(name: str) -> bytes:
    """Return an article that no other address has, nor a near copy of it."""
    writer = SentenceWriter(int.from_bytes(sha256(name.encode()).digest()[:4]), sources=20)
    lines = (writer.write_statement().sentence for _ in range(PARAGRAPHS))
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html lang=en><head><title>{name}</title></head><body><article>{paragraphs}</article></body>".encode()
