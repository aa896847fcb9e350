"""People who work on a desk through its API, and what the desk has acknowledged to them."""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from benchmarks.faults.desk import FaultDesk

PAUSE_SECONDS = 0.5
READ_SECONDS = 10.0
"""How long a submitter waits for the reading before the next article."""
CREATE_PEOPLE = """
import json
from claims.models import User
from claims.services.tokens import create_token
from claims.services.webhooks import create_webhook
roles = ["contributor"] * 3 + ["editor"] * 2 + ["moderator"]
people = [
    User.objects.create_user(f"{{n}}@desk.example", "a quiet desk at noon", name=f"Person {{n}}", role=role)
    for n, role in enumerate(roles)
]
create_webhook(owner=people[-1], url="{receiver}", events=["verdict.published", "article.read"])
print(json.dumps([create_token(user=person)[1] for person in people]))
"""
EVIDENCE = {"question": "How many?", "answer": "The parks office counted.", "stance": "supports",
            "quote": "so many trees", "url": "https://parks.example/trees"}  # fmt: skip
VERDICT = {"rating": "mostly_true", "summary": "Two trees fewer, but close.",
           "justification": "The parks office counted the trees of the district."}  # fmt: skip


@dataclass
class Acknowledged:
    """What the desk has said that it holds. `drafts` has the version of the draft of each claim.

    `failures` counts requests without an answer and those that were refused, by what was asked.
    """

    articles: set[int] = field(default_factory=set)
    drafts: dict[int, int] = field(default_factory=dict)
    submitted: set[int] = field(default_factory=set)
    published: set[int] = field(default_factory=set)
    requests: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    slowest_seconds: float = 0.0


class People:
    """Three submitters, two editors, and a moderator who wrote none of the verdicts that they publish."""

    def __init__(self, desk: FaultDesk) -> None:
        self.desk, self.held = desk, Acknowledged()
        script = CREATE_PEOPLE.format(receiver=desk.receiver.url)
        output = desk.manage("shell", "--no-imports", "--command", script)
        if not output.startswith("["):
            raise RuntimeError(output)
        self._tokens: list[str] = json.loads(output)
        self._numbers, self._ended = count(1), threading.Event()

    @contextmanager
    def work(self) -> Iterator[Acknowledged]:
        """Let everybody work until the block ends."""
        self._ended.clear()
        self.held.slowest_seconds, self.held.requests = 0.0, 0
        self.held.failures.clear()
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

    def _repeat(self, step: Callable[[httpx.Client], None], token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"{self.desk.url}/api/v1", timeout=60, headers=headers) as client:
            while not self._ended.is_set():
                try:
                    step(client)
                except httpx.TransportError as error:
                    self.held.failures[type(error).__name__] += 1
                except httpx.HTTPStatusError as error:
                    self.held.failures[_describe(error.response)] += 1
                self._ended.wait(PAUSE_SECONDS)

    def send(self, client: httpx.Client, method: str, path: str, body: Any = None) -> Any:
        """Send a request and return its answer; raises HTTPError unless it succeeds."""
        started = time.monotonic()
        try:
            answer = client.request(method, path, json=body)
        finally:
            self.held.requests += 1
            self.held.slowest_seconds = max(self.held.slowest_seconds, time.monotonic() - started)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def submit_article(self, client: httpx.Client) -> None:
        """Submit a new text, and wait for its reading: a queue would hide how long a recovery takes."""
        number = next(self._numbers)
        sentences = [
            f"The mayor said on Monday that {number * 7 + row} trees were planted in district {row}."
            for row in range(6)
        ]
        body = {"title": f"Trees {number}", "text": "\n\n".join(sentences), "published": "2026-03-02"}
        article = self.send(client, "POST", "/articles/", body)
        self.held.articles.add(int(article["id"]))
        end = time.monotonic() + READ_SECONDS
        while time.monotonic() < end and not self._ended.wait(PAUSE_SECONDS):
            if self.send(client, "GET", f"/articles/{article['id']}/")["status"] == "read":
                return

    def review_claim(self, client: httpx.Client) -> None:
        """Go on with the claim that this person holds, or take one, and submit a verdict."""
        mine = self.send(client, "GET", "/queue/mine/")["results"]
        claim = mine[0]["claim"] if mine else self.send(client, "POST", "/queue/next/")
        if claim is None:
            self.accept_claim(client)
            return
        number, path = int(claim["id"]), f"/claims/{claim['id']}"
        draft = self.send(client, "GET", f"{path}/draft/")
        if "evidence" in draft["missing"]:
            self.send(client, "POST", f"{path}/draft/evidence/", EVIDENCE)
        saved = self.send(client, "PATCH", f"{path}/draft/", {"version": draft["version"], **VERDICT})
        self.held.drafts[number] = int(saved["version"])
        self.send(client, "POST", f"{path}/moves/submit/")
        self.held.submitted.add(number)

    def accept_claim(self, client: httpx.Client) -> None:
        """Accept the first undecided claim of the newest articles that are read."""
        for article in self.send(client, "GET", "/articles/?status=read&limit=5")["results"]:
            for place in self.send(client, "GET", f"/articles/{article['id']}/claims/")["results"]:
                claim = place["claim"]
                if claim["status"] == "detected":
                    self.send(client, "POST", f"/claims/{claim['id']}/moves/accept/", {"version": claim["version"]})
                    return

    def publish_verdicts(self, client: httpx.Client) -> None:
        """Approve and publish what waits."""
        for case in self.send(client, "GET", "/moderation/")["results"]:
            if verdict := case["verdict"]:
                claim = int(verdict["claim"]["id"])
                if case["kind"] == "verdict":
                    self.send(client, "POST", f"/claims/{claim}/moves/approve/")
                self.send(client, "POST", f"/claims/{claim}/moves/publish/")
                self.held.published.add(claim)


def _describe(answer: httpx.Response) -> str:
    """Return what was asked, the status and the code of the refusal."""
    path = re.sub(r"\d+", "N", answer.url.path.removeprefix("/api/v1"))
    try:
        code = answer.json().get("code", "")
    except ValueError:
        code = answer.text[:80]
    return f"{answer.status_code} {code}, {answer.request.method} {path}"
