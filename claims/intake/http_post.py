"""Sending a message to an address that somebody named: to public addresses, in short time, redirects not followed."""

from dataclasses import dataclass

import httpcore

from claims.intake.addresses import parse_url
from claims.intake.network import Deadline, Failures, Network, send_request

POST_NETWORK = Network(timeout_seconds=15.0)
MAX_RESPONSE_BYTES = 500  # bytes of an answer that are worth keeping
FAILURES = Failures(
    timeout="The receiver did not answer in time.",
    certificate="The receiver cannot prove that it is what it says (TLS).",
    unreachable="The receiver cannot be reached.",
    broken="The receiver broke off or sent no proper answer.",
)


@dataclass(frozen=True, slots=True)
class PostResponse:
    """What a receiver said: HTTP's status, and the beginning of the body as text."""

    status: int
    text: str


def post_message(url: str, body: bytes, headers: dict[str, str], network: Network = POST_NETWORK) -> PostResponse:
    """POST a body and hear the beginning of the answer.

    Raises `BadUrl`, `PrivateUrl`, `FetchTimeout`, and `FetchFailed` for all else on the way.
    """
    address = parse_url(url)
    sent = {"Content-Length": str(len(body)), **headers}
    deadline = Deadline(network.timeout_seconds)
    with send_request(
        "POST", address, sent, network=network, deadline=deadline, failures=FAILURES, body=body
    ) as response:
        return PostResponse(response.status, _read_response(response))


def _read_response(response: httpcore.Response) -> str:
    heard = b""
    for chunk in response.iter_stream():
        heard += chunk[: MAX_RESPONSE_BYTES - len(heard)]
        if len(heard) >= MAX_RESPONSE_BYTES:
            break
    return heard.decode(errors="replace").replace("\0", "")
