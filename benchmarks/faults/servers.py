"""Faults of PostgreSQL and Valkey under load: stopped, hanging, emptied, without free connections."""

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import psutil
import psycopg
import redis

from benchmarks.faults.desk import FaultDesk
from benchmarks.faults.people import People
from benchmarks.faults.report import fault_under_load, judge

MOST_CONNECTIONS = 300


def break_valkey(desk: FaultDesk, people: People) -> bool:
    """Let Valkey hang, keep it dead, and empty it; return whether all promises were kept."""
    return _cause_each(desk, people, {
        "Valkey hangs for 30 s": lambda: _pause(desk, "valkey-server", 30),
        "Valkey is dead for 30 s": lambda: _keep_dead(desk, "valkey-server", signal.SIGKILL, 30),
        "Valkey is emptied": lambda: _empty_valkey(desk),
    })  # fmt: skip


def break_postgresql(desk: FaultDesk, people: People) -> bool:
    """Stop PostgreSQL, let it hang, and take its connections; return whether all promises were kept."""
    return _cause_each(desk, people, {
        "PostgreSQL is stopped for 20 s": lambda: _keep_dead(desk, "bin/postgres", signal.SIGQUIT, 20),
        "PostgreSQL hangs for 40 s": lambda: _pause(desk, "postgres", 40),
        "PostgreSQL has no free connection for 20 s": lambda: _take_connections(desk, 20),
    })  # fmt: skip


def _cause_each(desk: FaultDesk, people: People, faults: dict[str, Callable[[], None]]) -> bool:
    passed = []
    for name, cause in faults.items():
        with fault_under_load(name, people) as fault:
            cause()
        passed.append(judge(fault, desk, people))
    return all(passed)


def _pause(desk: FaultDesk, word: str, seconds: float) -> None:
    """Stop processes by a signal, and let them go on later."""
    paused = desk.list_processes(word)
    for process in paused:
        with suppress(psutil.Error):
            process.suspend()
    time.sleep(seconds)
    for process in paused:
        with suppress(psutil.Error):
            process.resume()


def _keep_dead(desk: FaultDesk, word: str, number: signal.Signals, seconds: float) -> None:
    """Send a signal to a server whenever it lives."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for process in desk.list_processes(word):
            with suppress(psutil.Error):
                process.send_signal(number)
        time.sleep(0.05)


def _empty_valkey(desk: FaultDesk) -> None:
    """Delete all messages, counts and heartbeats."""
    with redis.Redis.from_url(desk.variable("REDIS_URL")) as client:
        client.flushall()


def _take_connections(desk: FaultDesk, seconds: float) -> None:
    """Hold all connections that the desk could get: those that it has are taken once it closes them."""
    end = time.monotonic() + seconds
    with ExitStack() as stack:
        while time.monotonic() < end:
            with suppress(psycopg.Error):
                stack.enter_context(desk.connect("DATABASE_URL"))
                continue
            time.sleep(0.2)
