"""Clients that send requests to a web server over loopback, each over one connection."""

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
class HttpRequest:
    """A path and an optional header such as `("Authorization", "Bearer ...")`."""

    path: str
    header: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """The response to a request."""

    status: int
    headers: HTTPMessage
    body: bytes


class HttpClient:
    """Sends requests over one connection."""

    def __init__(self, port: int) -> None:
        self._server = HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, request: HttpRequest) -> HttpResponse:
        """Send a request and return the response; raises ConnectionError for an unexpected status."""
        self._server.request("GET", request.path, headers=dict([request.header] if request.header else []))
        response = self._server.getresponse()
        body = response.read()
        if response.status not in EXPECTED_STATUSES:
            raise ConnectionError(f"{response.status} at {request.path}: {body[:300]!r}")
        return HttpResponse(response.status, response.headers, body)

    def close(self) -> None:
        """Close the connection."""
        self._server.close()


def measure_response_times(port: int, requests: Sequence[HttpRequest], seconds: float) -> list[float]:
    """Send requests from several clients for some seconds, each in its own order; return all response times."""
    durations: list[float] = []
    errors: list[Exception] = []
    deadline = time.monotonic() + seconds

    def run_client(number: int) -> None:
        order = random.Random(number).sample(requests, len(requests))  # noqa: S311 - not a secret
        try:
            durations.extend(_send_repeatedly(port, order, deadline))
        except (OSError, HTTPException) as error:
            errors.append(error)

    threads = [threading.Thread(target=run_client, args=[number]) for number in range(CLIENT_COUNT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return durations


def _send_repeatedly(port: int, requests: list[HttpRequest], deadline: float) -> list[float]:
    durations = []
    with closing(HttpClient(port)) as client:
        for request in cycle(requests):
            started = time.perf_counter()
            client.send(request)
            durations.append(time.perf_counter() - started)
            if time.monotonic() >= deadline:
                break
    return durations
