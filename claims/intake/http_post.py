"""Sending a POST to a URL: to public addresses only, with a time limit and without redirects."""

from dataclasses import dataclass

import httpcore
from django.utils.translation import gettext_lazy as _

from claims.intake.addresses import DEFAULT_PORTS, parse_url
from claims.intake.network import Deadline, Failures, Network, check_destination, send_request

POST_NETWORK = Network(timeout_seconds=15.0)
MAX_RESPONSE_BYTES = 500
FAILURES = Failures(
    timeout=_("The receiver did not respond in time."),
    certificate=_("The certificate of the receiver is not valid (TLS)."),
    unreachable=_("The receiver cannot be reached."),
    broken=_("The receiver closed the connection or sent an invalid response."),
)


@dataclass(frozen=True, slots=True)
class PostResponse:
    """The response of a receiver: the HTTP status, and the start of the body as text."""

    status: int
    text: str


def parse_receiver_url(url: str, network: Network = POST_NETWORK) -> str:
    """Return a URL as `post_message` uses it. Raises `BadUrl` or `PrivateUrl` if no message can ever reach it."""
    address = parse_url(url)
    check_destination(address.host, address.port or DEFAULT_PORTS[address.scheme], network)
    return str(address)


def post_message(
    url: str,
    body: bytes,
    headers: dict[str, str],
    network: Network = POST_NETWORK,
    *,
    max_bytes: int = MAX_RESPONSE_BYTES,
) -> PostResponse:
    """POST a body and return the first `max_bytes` of the response.

    Raises `BadUrl`, `PrivateUrl`, `FetchTimeout`, and `FetchFailed` for all other failures.
    """
    address = parse_url(url)
    all_headers = {"Content-Length": str(len(body)), **headers}
    deadline = Deadline(network.timeout_seconds)
    with send_request(
        "POST", address, all_headers, network=network, deadline=deadline, failures=FAILURES, body=body
    ) as response:
        return PostResponse(response.status, _read_response(response, max_bytes))


def _read_response(response: httpcore.Response, max_bytes: int) -> str:
    start = b""
    for chunk in response.iter_stream():
        start += chunk[: max_bytes - len(start)]
        if len(start) >= max_bytes:
            break
    return start.decode(errors="replace").replace("\0", "")
