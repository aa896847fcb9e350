"""Connections to public addresses only, with one deadline for the whole fetch.

The check happens where the connection is made, below HTTP and TLS: the name is resolved once, every address is
checked, and the socket connects to a checked address. The name is never resolved again, so a second answer
cannot lead to a private address (DNS rebinding). TLS still verifies the certificate against the name.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
from django.utils.translation import gettext as _

from claims.intake.public_addresses import IPAddress, is_public_address
from claims.refusals import BadUrl, FetchFailed, FetchTimeout, PrivateUrl

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

CONNECT_SECONDS = 4.0  # per address, so that an unreachable one leaves time for the next

LOOPBACK = ipaddress.IPv4Address("127.0.0.1")
LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa")
"""Names that the public internet does not have; nor has it names without a dot. A network may use them if it may use
loopback addresses."""


def resolve_host(host: str) -> list[str]:
    """Return all addresses of `host` from the resolver of the system. Raises OSError."""
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


@dataclass(frozen=True, slots=True)
class Network:
    """The network that a fetch uses; tests inject their own.

    `resolve` returns the addresses of a name, `is_allowed` says whether an address may be used, `timeout_seconds`
    is the time for a whole fetch, `tls` verifies certificates (None for the standard roots).
    """

    resolve: Callable[[str], Iterable[str]] = resolve_host
    is_allowed: Callable[[IPAddress], bool] = is_public_address
    ports: frozenset[int] = frozenset({80, 443})
    timeout_seconds: float = 10.0
    tls: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Failures:
    """The sentences of the refusals, by the kind of failure.

    `retry_advice` follows those of failures that may pass, `advice` the others.
    """

    timeout: "_StrOrPromise"
    certificate: "_StrOrPromise"
    unreachable: "_StrOrPromise"
    broken: "_StrOrPromise"
    advice: "_StrOrPromise" = ""
    retry_advice: "_StrOrPromise" = ""


class Deadline:
    """The deadline of a fetch, over all its steps."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def seconds_left(self) -> float:
        """Return the seconds until the deadline; raises `FetchTimeout` if it has passed."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise FetchTimeout
        return seconds


def check_destination(host: str, port: int, network: Network) -> None:
    """Refuse a host and port that a network never reaches, without resolving the name.

    Raises `BadUrl` for a port, `PrivateUrl` for an address or a name that only a private network has.
    """
    if port not in network.ports:
        raise BadUrl(_("The desk uses only the standard ports of the web, 80 and 443."), port=port)
    try:
        addresses = [ipaddress.ip_address(host)]
    except ValueError:
        addresses = [LOOPBACK] if _is_local_name(host) else []
    _check_addresses(addresses, network)


def is_public_host(host: str) -> bool:
    """Return whether readers may reach a host: it has a public address, or a name that the public internet may have."""
    try:
        return is_public_address(ipaddress.ip_address(host))
    except ValueError:
        return not _is_local_name(host)


def _is_local_name(host: str) -> bool:
    return "." not in host or host.endswith(LOCAL_SUFFIXES)


def _check_addresses(addresses: list[IPAddress], network: Network) -> None:
    if not all(network.is_allowed(address) for address in addresses):
        raise PrivateUrl


class GuardedBackend(httpcore.NetworkBackend):
    """The connections of httpcore, made through `network` before `deadline`."""

    def __init__(self, network: Network, deadline: Deadline) -> None:
        self._network = network
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        check_destination(host, port, self._network)
        failure: Exception = FetchFailed(_("The host in the URL does not exist. Check the spelling."))
        for address in self._checked_addresses(host):
            seconds = min(CONNECT_SECONDS, self._deadline.seconds_left())
            try:
                stream = self._sockets.connect_tcp(str(address), port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise PrivateUrl

    def _checked_addresses(self, host: str) -> list[IPAddress]:
        addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in self._addresses(host)]
        _check_addresses(addresses, self._network)
        return addresses

    def _addresses(self, host: str) -> list[str]:
        """Resolve a host before the deadline; the resolver has no time limit and may take half a minute."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            lookup = _run_in_background(lambda: list(self._network.resolve(host)))
        try:
            return lookup.result(self._deadline.seconds_left())
        except TimeoutError as error:
            raise FetchTimeout from error
        except (OSError, UnicodeError):
            return []


class _TimedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the deadline.

    The time limits of httpcore restart with every byte, so a slow server could keep a fetch open for days.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.seconds_left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.seconds_left())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.seconds_left())
        return _TimedStream(stream, self._deadline)

    def close(self) -> None:
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@contextmanager
def send_request(
    method: str,
    address: httpx.URL,
    headers: Mapping[str, str],
    *,
    network: Network,
    deadline: Deadline,
    failures: Failures,
    body: bytes | None = None,
) -> Iterator[httpcore.Response]:
    """Send a request over its own connection, and yield the response before its body is read.

    Raises `PrivateUrl`, `BadUrl`, `FetchTimeout`, and `FetchFailed` for all other failures.
    """
    url = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    all_headers = [("Host", address.netloc.decode("ascii")), ("Connection", "close"), *headers.items()]
    backend = GuardedBackend(network, deadline)
    try:
        with (
            httpcore.ConnectionPool(ssl_context=network.tls, network_backend=backend) as pool,
            pool.stream(method, url, headers=all_headers, content=body) as response,
        ):
            yield response
    except (httpcore.TimeoutException, FetchTimeout) as error:
        raise FetchTimeout(str(failures.timeout), advice=failures.retry_advice) from error
    except httpcore.NetworkError as error:
        if isinstance(error.__context__, ssl.SSLCertVerificationError):
            raise FetchFailed(str(failures.certificate), advice=failures.advice) from error
        raise FetchFailed(str(failures.unreachable), advice=failures.retry_advice) from error
    except httpcore.ProtocolError as error:
        raise FetchFailed(str(failures.broken), advice=failures.advice) from error


def _run_in_background(work: Callable[[], list[str]]) -> Future[list[str]]:
    """Run in a daemon thread: a thread of an executor that hangs would delay the end of the process."""
    future: Future[list[str]] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except (OSError, UnicodeError) as error:
            future.set_exception(error)

    threading.Thread(target=run, name="resolver", daemon=True).start()
    return future
