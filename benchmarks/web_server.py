"""Run a web server with one worker process, as `bin/up` does, on a free port of loopback, and measure its CPU time."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from django.db import connection

from benchmarks.request_costs import process_clock

GUNICORN_OPTIONS = (
    "--worker-class",
    "factcheck.web_server.BufferedWorker",
    "--workers",
    "1",
    "--threads",
    "8",
    "--no-control-socket",
    "--log-level",
    "error",
)


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running server: `worker` is the process that responds, `desk` the name of its database, if any."""

    port: int
    worker: int
    desk: str

    def cpu_nanoseconds(self) -> tuple[int, int]:
        """Return the CPU time so far in nanoseconds, of the worker and of PostgreSQL for this database."""
        with connection.cursor() as cursor:
            ours = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            cursor.execute(ours, [self.desk])
            backends = [pid for (pid,) in cursor.fetchall()]
        return process_clock(self.worker), sum(map(process_clock, backends))


@contextmanager
def serve_application(application: str, environment: dict[str, str], desk: str = "") -> Iterator[WebServer]:
    """Serve a WSGI application until the block ends, with persistent connections so that all CPU time counts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *GUNICORN_OPTIONS]
    process = subprocess.Popen(command, env=os.environ | {"CONN_MAX_AGE": "86400"} | environment)
    try:
        yield WebServer(port, _find_worker(psutil.Process(process.pid)), desk)
    finally:
        process.terminate()
        process.wait()


def _find_worker(server: psutil.Process, seconds: int = 60) -> int:
    """Wait for the worker process of the server and return its id."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if workers := server.children():
            return int(workers[0].pid)
        time.sleep(0.1)
    raise TimeoutError("The web server did not start.")
