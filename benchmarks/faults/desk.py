"""A desk that `up` runs on embedded servers, with processes to kill and tables to count."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
from environ import Env

from benchmarks.faults.receiver import Receiver

ROOT = Path(__file__).parents[2]
START_SECONDS = 600.0
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "benchmarks.faults.settings",
    "LOG_LEVEL": "WARNING",
    "PUBLICATION_DELAY_SECONDS": "2",
    "PYTHONPATH": str(ROOT),
    "THROTTLE_ARTICLES": "100000/hour",
    "THROTTLE_USER": "100000/min",
}
KINDS = {
    "postgres: ": "PostgreSQL backend",
    "bin/postgres": "PostgreSQL",
    "valkey-server": "Valkey",
    "factcheck workers": "workers",
}
"""The kinds of processes by a mark of their command line; web, workers and beat are known by their names."""
FORK_NAME = "desk-"
WAITING_SQL = {
    "unread articles": "SELECT count(*) FROM claims_article WHERE status IN ('received', 'reading')",
    "waiting publications": "SELECT count(*) FROM claims_claim WHERE goes_out IS NOT NULL",
    "deliveries": "SELECT count(*) FROM claims_delivery WHERE state = 'waiting' AND attempt_since IS NULL",
    "webhooks behind": "SELECT count(*) FROM claims_webhook"
    " WHERE ended IS NULL AND log_position < (SELECT max(sequence) FROM claims_logentry)",
}
"""The work of the desk that is not done."""
CUT_OFF_SQL = "SELECT count(*) FROM claims_delivery WHERE state = 'waiting'"
"""Deliveries whose worker died while it waited for the receiver: they are repeated when no attempt can run any more."""


class FaultDesk:
    """A running desk. It can be killed and started again over the same data."""

    def __init__(self, data: Path, output: Path, environment: Mapping[str, str] | None = None) -> None:
        self.data, self.output, self.receiver = data, output, Receiver()
        self._environment = {
            **os.environ, **ENVIRONMENT, "RECEIVER_PORT": str(self.receiver.port), **(environment or {}),
        }  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes]
        self.start()

    @property
    def url(self) -> str:
        """The root of the desk."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the desk and wait until it is open."""
        command = [sys.executable, "-m", "factcheck", "up", "--no-demo", "--port", str(self.port)]
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data)],
                cwd=ROOT,
                env=self._environment,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + START_SECONDS
        while "Ctrl-C stops it" not in self.output.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(self.output.read_text())
            time.sleep(0.1)

    def list_processes(self, word: str = "") -> list[psutil.Process]:
        """Return the processes of the desk whose name or command has this word, without the runner."""
        found = []
        for process in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if word in " ".join([process.name(), *process.cmdline()]):
                    found.append(process)
        return found

    def group_processes(self) -> dict[str, list[psutil.Process]]:
        """Return the processes by kind, such as `web`, `web child` and `PostgreSQL backend`."""
        groups: dict[str, list[psutil.Process]] = {"up": [psutil.Process(self.process.pid)]}
        for process in self.list_processes():
            with suppress(psutil.Error):
                kind, above = _kind_of(process), process.parent()
                is_child = above is not None and kind == _kind_of(above)
                groups.setdefault(f"{kind} child" if is_child else kind, []).append(process)
        return groups

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py and return its output."""
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**self._environment, "FACTCHECK_DATA": str(self.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        return run.stdout if run.returncode == 0 else f"failed: {run.stdout}{run.stderr}"

    def connect(self, role: str = "DATABASE_OWNER_URL") -> psycopg.Connection:
        """Return a connection of the owner, or of another role, to the database."""
        parts = Env.db_url_config(self.variable(role))
        host = parts.get("OPTIONS", {}).get("host") or parts["HOST"]
        return psycopg.connect(host=host, user=parts["USER"], dbname=parts["NAME"], connect_timeout=5)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        with self.connect() as connection:
            return connection.execute(sql).fetchall()

    def variable(self, name: str) -> str:
        """Return a variable of the running desk."""
        rows = dict(line.split("=", 1) for line in (self.data / "env").read_text().splitlines())
        return rows[name]

    def count_waiting(self) -> dict[str, int]:
        """Return the work that is not done."""
        counts = {name: int(self.query(sql)[0][0]) for name, sql in WAITING_SQL.items()}
        return {name: number for name, number in counts.items() if number}

    def wait_until_done(self, since: float, limit: float = 300.0) -> tuple[float, list[str]]:
        """Return the seconds from `since` until the desk is ready and has done everything, and what it waited for."""
        steps = list[str]()
        while (seconds := time.monotonic() - since) < limit:
            if not (waiting := self._list_waiting()):
                return seconds, steps or ["nothing waited"]
            if not steps or not steps[-1].startswith(waiting):
                steps.append(f"{waiting} at {seconds:.1f} s")
            time.sleep(0.1)
        return float("inf"), steps

    def wait_for_cut_off_deliveries(self, since: float, limit: float = 60.0) -> float:
        """Return the seconds from `since` until all of them are repeated; 0 if there is none."""
        if not self.query(CUT_OFF_SQL)[0][0]:
            return 0.0
        while self.query(CUT_OFF_SQL)[0][0]:
            if time.monotonic() - since > limit:
                return float("inf")
            time.sleep(0.5)
        return time.monotonic() - since

    def _list_waiting(self) -> str:
        """Return what is not ready and what is not done, empty if everything is."""
        try:
            ready = httpx.get(f"{self.url}/health/ready", timeout=5).json()
            late = [name for name, state in ready.items() if state not in ("ok", "not_ready")]
            return ", ".join([*late, *(f"{number} {name}" for name, number in self.count_waiting().items())])
        except (httpx.HTTPError, ValueError):
            return "web"
        except (psycopg.Error, OSError):
            return "database"

    def stop(self) -> None:
        """Stop the desk."""
        self.process.terminate()
        self.process.wait(60)


def _kind_of(process: psutil.Process) -> str:
    words = " ".join(process.cmdline())
    if fork := re.match(rf"{FORK_NAME}(\w+)", process.name()):
        return fork[1]
    return next((kind for mark, kind in KINDS.items() if mark in words), "other")
