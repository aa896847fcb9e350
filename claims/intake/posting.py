"""Sending a message to an address that somebody named: to public addresses, in short time, redirects not followed."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore

from claims.intake import addresses
from claims.intake.network import Deadline, GuardedBackend, Network
from claims.refusals import FetchFailed, FetchTimeout

INTERNET = Network(seconds=15.0)
HEARD = 500  # bytes of an answer that are worth keeping


@dataclass(frozen=True, slots=True)
class Answer:
    """What a receiver said: HTTP's status, and the beginning of the body as text."""

    status: int
    text: str


def post(url: str, body: bytes, headers: dict[str, str], network: Network = INTERNET) -> Answer:
    """POST a body and hear the beginning of the answer.

    Raises `BadUrl`, `PrivateUrl`, `FetchTimeout`, and `FetchFailed` for all else on the way.
    """
    address = addresses.parsed(url)
    target = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    sent = {"Host": address.netloc.decode("ascii"), "Connection": "close", "Content-Length": str(len(body)), **headers}
    backend = GuardedBackend(network, Deadline(network.seconds))
    with (
        _plain_refusals(),
        httpcore.ConnectionPool(ssl_context=network.tls, network_backend=backend) as pool,
        pool.stream("POST", target, headers=list(sent.items()), content=body) as response,
    ):
        return Answer(response.status, _heard(response))


def _heard(response: httpcore.Response) -> str:
    heard = b""
    for chunk in response.iter_stream():
        heard += chunk[: HEARD - len(heard)]
        if len(heard) >= HEARD:
            break
    return heard.decode(errors="replace").replace("\0", "")


@contextmanager
def _plain_refusals() -> Iterator[None]:
    """What goes wrong beneath, as the log of attempts tells it."""
    try:
        yield
    except (httpcore.TimeoutException, FetchTimeout) as error:
        raise FetchTimeout("The receiver did not answer in time.") from error
    except httpcore.NetworkError as error:
        if isinstance(error.__context__, ssl.SSLCertVerificationError):
            raise FetchFailed("The receiver cannot prove that it is what it says (TLS).") from error
        raise FetchFailed("The receiver cannot be reached.") from error
    except httpcore.ProtocolError as error:
        raise FetchFailed("The receiver broke off or sent no proper answer.") from error
