"""Measure `/health/` while slow clients occupy the web server of the Procfile, on servers of its own.

``python -m benchmarks.slow_clients [--clients 200] [--worker-class gthread]``: a third of the clients stop in the head
of a request, a third in its body, a third does not read a response of 100 MB. Also printed: the CPU time of a page
without slow clients, and the memory of the web processes.
"""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import httpx
import psutil

from factcheck.local.embedded import run_servers

ROOT = Path(__file__).resolve().parents[1]
LARGE_BYTES = 100_000_000
REQUESTS = 200
PROBE_SECONDS = 10.0


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--worker-class", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory, run_servers(Path(directory)) as servers:
        environment = _environment(directory) | servers.environment
        _manage(environment, "migrate", "--verbosity", "0")
        _manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        _write_large_file(Path(directory))
        with _serve(environment, options.worker_class) as (port, process):
            _print_costs(port, process)
            clients = _open_slow_clients(port, options.clients)
            time.sleep(2)
            _print_times(f"/health/ beside {options.clients} slow clients", port)
            for client in clients:
                client.close()
            time.sleep(2)
            _print_times("/health/ afterwards", port)


def _environment(directory: str) -> dict[str, str]:
    data = {"FACTCHECK_DATA": directory, "STATIC_ROOT": f"{directory}/static", "SECRET_KEY": "benchmark", "LOCAL": "on"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **data, "LOG_LEVEL": "ERROR", "PATH": path}


def _manage(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def _write_large_file(directory: Path) -> None:
    exports = directory / "exports"
    exports.mkdir()
    (exports / "log.jsonl").write_bytes(b"x" * LARGE_BYTES)


@contextmanager
def _serve(environment: dict[str, str], worker_class: str) -> Iterator[tuple[int, psutil.Process]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    (command,) = re.findall(r"^web: (.+)$", (ROOT / "Procfile").read_text(), re.MULTILINE)
    if worker_class:
        command = re.sub(r"--worker-class \S+", f"--worker-class {worker_class}", command)
    process = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=ROOT, env={**environment, "PORT": str(port)})
    try:
        while _health_seconds(port) is None:
            time.sleep(0.2)
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _health_seconds(port: int) -> float | None:
    started = time.monotonic()
    connection = HTTPConnection("127.0.0.1", port, timeout=PROBE_SECONDS)
    with suppress(OSError, HTTPException):
        connection.request("GET", "/health/", headers={"Connection": "close"})
        connection.getresponse().read()
        return time.monotonic() - started
    return None


def _print_costs(port: int, process: psutil.Process) -> None:
    """Print CPU time and memory of the front page over one connection, without slow clients."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for _ in range(100):
            client.get("/")
        before = _cpu_seconds(process)
        for _ in range(5 * REQUESTS):
            client.get("/")
        cpu = (_cpu_seconds(process) - before) / (5 * REQUESTS)
    memory = sum(child.memory_info().rss for child in process.children(recursive=True)) / 1e6
    print(f"front page: {1000 * cpu:.2f} ms CPU, worker memory: {memory:.0f} MB")


def _cpu_seconds(process: psutil.Process) -> float:
    times = [child.cpu_times() for child in process.children(recursive=True)]
    return float(sum(time.user + time.system for time in times))


def _open_slow_clients(port: int, count: int) -> list[socket.socket]:
    starts = (
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        b"POST /tips/new/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\ntext=",
        b"GET /log/log.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n",
    )
    clients = []
    for number in range(count):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", port))
        client.sendall(starts[number % len(starts)])
        clients.append(client)
    return clients


def _print_times(name: str, port: int) -> None:
    times = []
    for _ in range(REQUESTS):
        seconds = _health_seconds(port)
        times.append(PROBE_SECONDS if seconds is None else seconds)
        if sum(times) > 6 * PROBE_SECONDS:
            break
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{name}: median {1000 * statistics.median(times):.0f} ms, p95 {1000 * p95:.0f} ms, of {len(times)} requests")


if __name__ == "__main__":
    main()
