"""Programs that ask a web server over loopback, each over one connection, spending little themselves."""

import random
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle

PROGRAMS = 4
EXPECTED = (200, 304)


@dataclass(frozen=True, slots=True)
class Question:
    """An address, and what else is sent, such as `Authorization: Bearer ...`."""

    path: str
    header: str = ""

    @property
    def message(self) -> bytes:
        """As HTTP has it."""
        lines = [f"GET {self.path} HTTP/1.1", "Host: 127.0.0.1", *([self.header] if self.header else [])]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; the names of `headers` are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


class Program:
    """One that asks, again and again."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._stream = self._socket.makefile("rb")

    def ask(self, message: bytes) -> Answer:
        """Send it, and wait; raises ConnectionError where the answer is a refusal."""
        self._socket.sendall(message)
        status = int(self._stream.readline().split()[1])
        headers = {}
        while line := self._stream.readline().decode("latin-1").strip():
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        body = self._chunks() if "transfer-encoding" in headers else self._read(headers.get("content-length", "0"))
        if status not in EXPECTED:
            raise ConnectionError(f"{status} after {message!r}: {body[:300]!r}")
        return Answer(status, headers, body)

    def _read(self, length: str, base: int = 10) -> bytes:
        return self._stream.read(int(length, base))

    def _chunks(self) -> bytes:
        body = b""
        while chunk := self._read(self._stream.readline().decode(), 16):
            body += chunk
            self._stream.readline()
        self._stream.readline()
        return body

    def close(self) -> None:
        """Ask no more."""
        self._stream.close()
        self._socket.close()


def asked(port: int, questions: Sequence[Question], seconds: float) -> list[float]:
    """How long each answer took, in seconds, that some programs got in so many seconds; each asks in its own order."""
    took: list[float] = []
    failed: list[Exception] = []
    until = time.monotonic() + seconds

    def go_on(number: int) -> None:
        messages = [each.message for each in questions]
        random.Random(number).shuffle(messages)  # noqa: S311 - chance, not secrets
        try:
            took.extend(_again(port, messages, until))
        except (OSError, ValueError, IndexError) as error:
            failed.append(error)

    programs = [threading.Thread(target=go_on, args=[number]) for number in range(PROGRAMS)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    if failed:
        raise failed[0]
    return took


def _again(port: int, messages: list[bytes], until: float) -> list[float]:
    took = []
    with closing(Program(port)) as program:
        for message in cycle(messages):
            started = time.perf_counter()
            program.ask(message)
            took.append(time.perf_counter() - started)
            if time.monotonic() >= until:
                break
    return took
