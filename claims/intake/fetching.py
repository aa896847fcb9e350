"""Fetching a web page that somebody named: from public addresses, in short time, of limited size.

Made of httpcore rather than of an HTTP client above it: redirects, proxies, cookies, retries and
unbounded decompression are what a client adds, and all of it would have to be switched off.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import BinaryIO, TypeVar

import httpcore
import httpx

from claims.intake import addresses, documents
from claims.intake.network import Deadline, Failures, Network, send_request
from claims.refusals import EmptyText, FetchFailed, FetchTimeout, NotAnArticle, TooManyRedirects

REDIRECTS = 5
LIMIT = documents.MAX_FILE_BYTES  # decompressed
FEED_LIMIT = 500_000_000  # bytes, decompressed
PIECE = 1_000_000  # bytes
INTERNET = Network()
FEEDS = Network(seconds=120.0)

_HEADERS = {
    "User-Agent": "factcheck-desk (fetches single articles for human fact-checkers)",
    "Accept": documents.ACCEPT_HEADER,
    "Accept-Encoding": "gzip",
}
_MOVED = frozenset({301, 302, 303, 307, 308})
_GZIP = 16 + zlib.MAX_WBITS
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)

_NOT_THERE = "The site says that there is no such page ({status}). Check the address."
_NOT_FOR_US = "The site does not let this desk read the page ({status}). Paste its text instead."
_NOT_NOW = "The site asks to be left alone for a while ({status}). Try later, or paste the text."
_SENTENCES = {404: _NOT_THERE, 410: _NOT_THERE, 429: _NOT_NOW}
_SENTENCES |= dict.fromkeys((401, 402, 403, 407, 451), _NOT_FOR_US)
_SITE_FAILS = "The site has a fault of its own ({status}). Try later, or paste the text."
_UNEXPECTED = "The site answered without a page ({status}). Paste its text instead."
_FAILURES = Failures(
    timeout=FetchTimeout.title,
    certificate="The site cannot prove that it is what it says (TLS). Paste the text instead.",
    unreachable="The site cannot be reached. Try later, or paste the text.",
    broken="The site broke off or sent no proper answer. Paste the text instead.",
)

Taken = TypeVar("Taken")


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent: `url` after redirects, `content_type` without parameters and in lower
    case, `body` decompressed, `charset` as the header declares it (empty if it does not)."""

    url: str
    content_type: str
    body: bytes = field(repr=False)
    charset: str = ""


def article(url: str, network: Network = INTERNET, *, whole: bool = False) -> documents.Document:
    """The article at `url`, or the `whole` page with its tables.

    Raises what `fetch` raises, and `NotText` for what cannot be decoded.
    """
    page = fetch(url, network)
    try:
        return documents.from_web(page.content_type, page.body, charset=page.charset, url=page.url, whole=whole)
    except EmptyText as error:
        raise NotAnArticle(
            "There is no text in this page; it may be built by scripts. Paste the text instead."
        ) from error


def fetch(url: str, network: Network = INTERNET) -> Page:
    """The page at `url`, over at most `REDIRECTS` redirects, each of them checked like the first.

    Raises `BadUrl`, `PrivateUrl`, `FetchTimeout`, `TooManyRedirects`, `NotAnArticle` for
    what is not text, and `FetchFailed` for all else that keeps the page from being read.
    """
    return _followed(url, network, _page)


def feed(url: str, into: BinaryIO, network: Network = FEEDS) -> None:
    """Write the data at `url` into a file, inflated as it comes: a large feed needs no memory.

    Raises what `fetch` raises.
    """

    def write(_address: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> None:
        for piece in _inflated(response.iter_stream(), headers.get("Content-Encoding", "")):
            into.write(piece)
            if into.tell() > FEED_LIMIT:
                raise FetchFailed(f"The feed is larger than {FEED_LIMIT // 1_000_000} MB.")

    _followed(url, network, write)


def _followed(
    url: str, network: Network, take: Callable[[httpx.URL, httpcore.Response, httpx.Headers], Taken]
) -> Taken:
    """What `take` makes of the answer at the end of the redirects."""
    deadline = Deadline(network.seconds)
    address, visited = addresses.parsed(url), set[httpx.URL]()
    while len(visited) <= REDIRECTS:
        if address in visited:
            raise TooManyRedirects("The address leads back to itself. Paste the text instead.")
        visited.add(address)
        with send_request("GET", address, _HEADERS, network=network, deadline=deadline, failures=_FAILURES) as response:
            headers = httpx.Headers(response.headers)
            if response.status not in _MOVED:
                if response.status != HTTPStatus.OK:
                    raise _failure(response.status)
                return take(address, response, headers)
        address = _target(address, headers)
    raise TooManyRedirects(f"The address leads over more than {REDIRECTS} redirects. Paste the text instead.")


def _target(address: httpx.URL, headers: httpx.Headers) -> httpx.URL:
    location = headers.get("Location", "")
    if not location:
        raise FetchFailed("The site redirects to nowhere. Paste the text instead.")
    return addresses.joined(address, location)


def _page(address: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> Page:
    declared = headers.get("Content-Type", "")
    content_type = declared.partition(";")[0].strip().lower()
    if content_type not in documents.MEDIA_TYPES:
        raise NotAnArticle(content_type=content_type)
    charset = _CHARSET.search(declared)
    body = _decompressed(_body(response), headers.get("Content-Encoding", ""))
    return Page(str(address), content_type, body, charset[1] if charset else "")


def _inflated(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """What arrives, in pieces of at most a megabyte however tightly it is packed."""
    if not _is_packed(encoding):
        yield from chunks
        return
    inflater = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            yield inflater.decompress(chunk, PIECE)
            while inflater.unconsumed_tail:
                yield inflater.decompress(inflater.unconsumed_tail, PIECE)
    except zlib.error as error:
        raise FetchFailed("The feed arrived damaged. Try again.") from error
    if not inflater.eof or inflater.unused_data:
        raise FetchFailed("The feed arrived damaged. Try again.")


def _is_packed(encoding: str) -> bool:
    match encoding.strip().lower():
        case "" | "identity":
            return False
        case "gzip" | "x-gzip":
            return True
        case _:
            raise FetchFailed("The site packs its pages in a way nobody asked for. Paste the text instead.")


def _failure(status: int) -> FetchFailed:
    sentence = _SENTENCES.get(status, _SITE_FAILS if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _UNEXPECTED)
    return FetchFailed(sentence.format(status=status), upstream_status=status)


def _body(response: httpcore.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        _check_size(body)
    return bytes(body)


def _decompressed(body: bytes, encoding: str) -> bytes:
    """Inflated up to the limit and no further, one layer only: two make a bomb of any size."""
    if not _is_packed(encoding):
        return body
    inflater = zlib.decompressobj(_GZIP)
    try:
        inflated = inflater.decompress(body, LIMIT + 1)
    except zlib.error as error:
        raise FetchFailed("The page arrived damaged. Try again, or paste its text.") from error
    _check_size(inflated)
    if not inflater.eof or inflater.unused_data:
        raise FetchFailed("The page arrived damaged. Try again, or paste its text.")
    return inflated


def _check_size(body: bytes | bytearray) -> None:
    if len(body) > LIMIT:
        raise FetchFailed(f"The page is larger than {LIMIT // 1_000_000} MB. Paste the text of the article.")
