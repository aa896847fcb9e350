"""How often one process lists the queue for programs, beside what Label Studio's task list managed here.

The process is the web server that `bin/up` runs, with its own number of threads; it answers over loopback with
the desk's real authentication, permissions and rate limit (whose rate is raised). Programs ask from this process.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from django.db import connection

from benchmarks import servers
from benchmarks.costs import clock_of
from claims.api.pagination import DEFAULT
from claims.models import User
from claims.services import tokens
from claims.workflow import Role

LABEL_STUDIO, TIMES = 9.2, 20
"""Requests a second that Label Studio's task list answers on one process here, and how many times that we want."""

PATH, PROGRAMS, LONGEST = "/api/v1/queue/", 4, 10


def listed(desk: str, seconds: int) -> bool:
    """Print the requests per second; whether they are enough."""
    editor = User.objects.filter(role=Role.EDITOR).order_by("pk")[0]
    _, secret = tokens.issue(user=editor)
    connection.close()
    seconds = min(seconds, LONGEST)
    with _serving(desk) as (port, server):
        body = _ask(port, secret, until=0)[1]
        rows = len(json.loads(body)["results"])
        _asked(port, secret, 2)
        before = _spent(server, desk)
        answers = _asked(port, secret, seconds)
        python, postgresql = (
            (after - then) / 1e6 / answers for then, after in zip(before, _spent(server, desk), strict=True)
        )
    rate = answers / seconds
    print(f"GET {PATH}: {rate:,.0f} requests per second on one process, {rows} claims a page ({len(body):,} bytes)")
    print(f"one costs {python:.1f} ms of CPU in the web server and {postgresql:.1f} ms in PostgreSQL")
    print(f"{rate / LABEL_STUDIO:.1f} times Label Studio's {LABEL_STUDIO}; wanted: {TIMES} times")
    return rows == DEFAULT and rate >= LABEL_STUDIO * TIMES


def _spent(server: psutil.Process, desk: str) -> tuple[int, int]:
    """Nanoseconds of CPU so far: of the web server's one process, and of all that PostgreSQL runs for this desk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [desk])
        backends = [pid for (pid,) in cursor.fetchall()]
    workers = server.children() or [server]
    return sum(clock_of(each.pid) for each in workers), sum(map(clock_of, backends))


def _asked(port: int, secret: str, seconds: int) -> int:
    """Answers that some programs got in so many seconds."""
    counts: list[int] = []
    until = time.monotonic() + seconds
    programs = [threading.Thread(target=lambda: counts.append(_ask(port, secret, until)[0])) for _ in range(PROGRAMS)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    return sum(counts)


def _ask(port: int, secret: str, until: float) -> tuple[int, bytes]:
    """Ask once, and again until the time is over: how often that was answered, and the last answer."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    count = 0
    while True:
        server.request("GET", PATH, headers={"Authorization": f"Bearer {secret}"})
        answer = server.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise ConnectionError(f"{answer.status}: {body[:300]!r}")
        count += 1
        if time.monotonic() >= until:
            server.close()
            return count, body


@contextmanager
def _serving(desk: str) -> Iterator[tuple[int, psutil.Process]]:
    """The desk's web server with one process that answers, on a free port, until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "factcheck.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--workers", "1", "--threads", "8", "--no-control-socket"]
    process = subprocess.Popen([*command, *options], env=os.environ | servers.environment(desk))
    try:
        _wait(port)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, seconds: int = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The web server did not start.")
