"""A desk that `up` runs on embedded servers, with people who work on it through the API, and processes to kill."""

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
from environ import Env

ROOT = Path(__file__).parents[1]
START_SECONDS = 180.0
CREATE_PEOPLE = """
import json
from claims.models import User
from claims.services.tokens import create_token
roles = ["contributor"] * 3 + ["editor"] * 2 + ["moderator"]
people = [
    User.objects.create_user(f"{n}@desk.example", "a quiet desk at noon", name=f"Person {n}", role=role)
    for n, role in enumerate(roles)
]
print(json.dumps([create_token(user=person)[1] for person in people]))
"""
EVIDENCE = {"question": "How many?", "answer": "The office counted.", "stance": "supports", "quote": "so many trees",
            "url": "https://parks.example/trees"}  # fmt: skip
VERDICT = {"rating": "mostly_true", "summary": "Close.", "justification": "The parks office counted the trees."}


class FaultDesk:
    """A running desk. It can be killed and started again over the same data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes]
        self.start()

    @property
    def url(self) -> str:
        """The root of the API."""
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self) -> None:
        """Start the desk and wait until it is open."""
        command = [sys.executable, "-m", "factcheck", "up", "--no-demo", "--port", str(self.port)]
        output = self.data.with_suffix(".output")
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data)],
                cwd=ROOT,
                env={
                    **os.environ,
                    "THROTTLE_USER": "100000/min",
                    "LOG_LEVEL": "WARNING",
                    "PUBLICATION_DELAY_SECONDS": "2",
                },
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + START_SECONDS
        while "Ctrl-C stops it" not in output.read_text():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(output.read_text())
            time.sleep(0.1)

    def list_processes(self, word: str = "") -> list[psutil.Process]:
        """Return the processes of the desk whose command has this word, without the runner."""
        found = []
        for process in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if word in " ".join(process.cmdline()):
                    found.append(process)
        return found

    def kill_any(self, chance: random.Random) -> str:
        """Kill a process, or the runner, which is started again. Returns what was killed."""
        victims = self.list_processes()
        if chance.random() < 1 / (len(victims) + 1):
            self.process.kill()
            self.process.wait()
            self.start()
            return "up"
        victim = chance.choice(victims)
        name = "gone"
        with suppress(psutil.Error):
            name = " ".join(victim.cmdline())
            victim.kill()
        return name

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py and return its output."""
        environment = {**os.environ, "FACTCHECK_DATA": str(self.data)}
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return run.stdout if run.returncode == 0 else f"failed: {run.stdout}{run.stderr}"

    def query(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        host = Env.db_url_config(self.variable("DATABASE_OWNER_URL"))
        with psycopg.connect(
            host=host["OPTIONS"]["host"] if "OPTIONS" in host else host["HOST"], user=host["USER"], dbname=host["NAME"]
        ) as connection:
            return connection.execute(sql, parameters).fetchall()

    def variable(self, name: str) -> str:
        """Return a variable of the running desk."""
        rows = dict(line.split("=", 1) for line in (self.data / "env").read_text().splitlines())
        return rows[name]

    def unread_count(self) -> int:
        """Count the articles that wait or are being read."""
        ((number,),) = self.query("SELECT count(*) FROM claims_article WHERE status IN ('received', 'reading')")
        return int(number)

    def waiting_count(self) -> int:
        """Count the publications that wait to go out."""
        ((number,),) = self.query("SELECT count(*) FROM claims_claim WHERE goes_out IS NOT NULL")
        return int(number)

    def seconds_until_done(self, limit: float = 600.0) -> float:
        """Return the seconds until the web answers and everything is read and has gone out."""
        started = time.monotonic()
        while time.monotonic() - started < limit:
            with suppress(httpx.HTTPError, psycopg.Error, OSError):
                health = httpx.get(f"http://127.0.0.1:{self.port}/health/", timeout=5)
                if health.is_success and not self.unread_count() and not self.waiting_count():
                    return time.monotonic() - started
            time.sleep(0.1)
        return float("inf")

    def stop(self) -> None:
        """Stop the desk."""
        self.process.terminate()
        self.process.wait(60)


@dataclass
class Acknowledged:
    """What the desk has said that it holds."""

    articles: set[int] = field(default_factory=set)
    submitted: set[int] = field(default_factory=set)
    published: set[int] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    slowest_seconds: float = 0.0


class People:
    """Three submitters, two editors and a moderator."""

    def __init__(self, desk: FaultDesk) -> None:
        self.desk, self.held = desk, Acknowledged()
        output = desk.manage("shell", "--no-imports", "--command", CREATE_PEOPLE)
        if not output.startswith("["):
            raise RuntimeError(output)
        self._tokens: list[str] = json.loads(output)
        self._numbers, self._ended = count(1), threading.Event()

    @contextmanager
    def work(self) -> Iterator[Acknowledged]:
        """Let everybody work until the block ends."""
        self._ended.clear()
        steps = [self.submit_article] * 3 + [self.review_claim] * 2 + [self.publish_verdicts]
        threads = [
            threading.Thread(target=self._repeat, args=(step, token))
            for step, token in zip(steps, self._tokens, strict=True)
        ]
        for thread in threads:
            thread.start()
        try:
            yield self.held
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()

    def _repeat(self, step: Any, token: str) -> None:
        with httpx.Client(base_url=self.desk.url, timeout=60, headers={"Authorization": f"Bearer {token}"}) as client:
            while not self._ended.is_set():
                try:
                    step(client)
                except (httpx.HTTPError, KeyError, ValueError) as error:
                    self.held.errors.append(f"{type(error).__name__}: {error}")
                self._ended.wait(0.5)

    def post(self, client: httpx.Client, path: str, body: Any = None) -> Any:
        """Send a request and return its answer; raises HTTPError unless it succeeds."""
        started = time.monotonic()
        answer = client.post(path, json=body)
        self.held.slowest_seconds = max(self.held.slowest_seconds, time.monotonic() - started)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def submit_article(self, client: httpx.Client) -> None:
        """Submit a new text."""
        number = next(self._numbers)
        sentences = [
            f"The mayor said on Monday that {number * 7 + row} trees were planted in district {row}."
            for row in range(12)
        ]
        article = self.post(client, "/articles/", {"title": f"Trees {number}", "text": "\n\n".join(sentences)})
        self.held.articles.add(int(article["id"]))

    def review_claim(self, client: httpx.Client) -> None:
        """Accept a claim of a read article, take one, and submit a verdict."""
        if not self.held.articles:
            return
        article = random.choice(sorted(self.held.articles))  # noqa: S311 - not a secret
        for place in client.get(f"/articles/{article}/claims/").raise_for_status().json()["results"]:
            if place["claim"]["status"] == "detected":
                body = {"version": place["claim"]["version"]}
                self.post(client, f"/claims/{place['claim']['id']}/moves/accept/", body)
                break
        if taken := self.post(client, "/queue/next/"):
            path = f"/claims/{taken['id']}"
            draft = client.get(f"{path}/draft/").raise_for_status().json()
            self.post(client, f"{path}/draft/evidence/", EVIDENCE)
            client.patch(f"{path}/draft/", json={"version": draft["version"], **VERDICT}).raise_for_status()
            self.post(client, f"{path}/moves/submit/")
            self.held.submitted.add(int(taken["id"]))

    def publish_verdicts(self, client: httpx.Client) -> None:
        """Approve and publish what waits."""
        for case in client.get("/moderation/").raise_for_status().json()["results"]:
            if case.get("verdict"):
                claim = int(case["verdict"]["claim"]["id"])
                self.post(client, f"/claims/{claim}/moves/approve/")
                self.post(client, f"/claims/{claim}/moves/publish/")
                self.held.published.add(claim)
