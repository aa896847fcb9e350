"""Programs that ask a web server over loopback, each over one connection."""

import random
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from itertools import cycle

CLIENT_COUNT = 4
EXPECTED_STATUSES = (200, 304)


@dataclass(frozen=True, slots=True)
class HttpQuestion:
    """An address, and what else is sent, such as `("Authorization", "Bearer ...")`."""

    path: str
    header: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes


class HttpClient:
    """One that asks, again and again, over one connection."""

    def __init__(self, port: int) -> None:
        self._server = HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, question: HttpQuestion) -> HttpAnswer:
        """Ask, and wait; raises ConnectionError where the answer is a refusal."""
        self._server.request("GET", question.path, headers=dict([question.header] if question.header else []))
        said = self._server.getresponse()
        body = said.read()
        if said.status not in EXPECTED_STATUSES:
            raise ConnectionError(f"{said.status} at {question.path}: {body[:300]!r}")
        return HttpAnswer(said.status, said.headers, body)

    def close(self) -> None:
        """Ask no more."""
        self._server.close()


def measure_answers(port: int, questions: Sequence[HttpQuestion], seconds: float) -> list[float]:
    """How long each answer took, in seconds, that some programs got in so many seconds; each asks in its own order."""
    took: list[float] = []
    failed: list[Exception] = []
    until = time.monotonic() + seconds

    def go_on(number: int) -> None:
        order = random.Random(number).sample(questions, len(questions))  # noqa: S311 - chance, not secrets
        try:
            took.extend(_ask_repeatedly(port, order, until))
        except (OSError, HTTPException) as error:
            failed.append(error)

    programs = [threading.Thread(target=go_on, args=[number]) for number in range(CLIENT_COUNT)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    if failed:
        raise failed[0]
    return took


def _ask_repeatedly(port: int, questions: list[HttpQuestion], until: float) -> list[float]:
    took = []
    with closing(HttpClient(port)) as program:
        for question in cycle(questions):
            started = time.perf_counter()
            program.ask(question)
            took.append(time.perf_counter() - started)
            if time.monotonic() >= until:
                break
    return took
