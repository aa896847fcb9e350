"""Programs that ask a web server over loopback, each over one connection."""

import random
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPMessage
from itertools import cycle

PROGRAMS = 4
EXPECTED = (200, 304)


@dataclass(frozen=True, slots=True)
class Question:
    """An address, and what else is sent, such as `("Authorization", "Bearer ...")`."""

    path: str
    header: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes


class Program:
    """One that asks, again and again, over one connection."""

    def __init__(self, port: int) -> None:
        self._server = HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, question: Question) -> Answer:
        """Ask, and wait; raises ConnectionError where the answer is a refusal."""
        self._server.request("GET", question.path, headers=dict([question.header] if question.header else []))
        said = self._server.getresponse()
        body = said.read()
        if said.status not in EXPECTED:
            raise ConnectionError(f"{said.status} at {question.path}: {body[:300]!r}")
        return Answer(said.status, said.headers, body)

    def close(self) -> None:
        """Ask no more."""
        self._server.close()


def asked(port: int, questions: Sequence[Question], seconds: float) -> list[float]:
    """How long each answer took, in seconds, that some programs got in so many seconds; each asks in its own order."""
    took: list[float] = []
    failed: list[Exception] = []
    until = time.monotonic() + seconds

    def go_on(number: int) -> None:
        order = random.Random(number).sample(questions, len(questions))  # noqa: S311 - chance, not secrets
        try:
            took.extend(_again(port, order, until))
        except (OSError, HTTPException) as error:
            failed.append(error)

    programs = [threading.Thread(target=go_on, args=[number]) for number in range(PROGRAMS)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    if failed:
        raise failed[0]
    return took


def _again(port: int, questions: list[Question], until: float) -> list[float]:
    took = []
    with closing(Program(port)) as program:
        for question in cycle(questions):
            started = time.perf_counter()
            program.ask(question)
            took.append(time.perf_counter() - started)
            if time.monotonic() >= until:
                break
    return took
