"""Fetching web pages and feeds by URL: from public addresses only, with limits on time and size.

Uses httpcore instead of an HTTP client: a client adds redirects, proxies, cookies, retries and unbounded
decompression, and all of them would have to be switched off.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import BinaryIO, TypeVar

import httpcore
import httpx
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.intake.addresses import join_url, parse_url
from claims.intake.advice import CHECK_ADVICE, PASTE_ADVICE, RETRY_ADVICE
from claims.intake.document import Document
from claims.intake.documents import ACCEPT_HEADER, MAX_FILE_BYTES, MEDIA_TYPES, document_from_web
from claims.intake.network import Deadline, Failures, Network, send_request
from claims.refusals import EmptyText, FetchFailed, FetchTimeout, NotAnArticle, TooManyRedirects

MAX_REDIRECTS = 5
MAX_PAGE_BYTES = MAX_FILE_BYTES  # decompressed
MAX_FEED_BYTES = 500_000_000  # decompressed
MAX_RETRY_SECONDS = 86_400
CHUNK_BYTES = 1_000_000
PAGE_NETWORK = Network()
FEED_NETWORK = Network(timeout_seconds=120.0)

_HEADERS = {
    "User-Agent": "factcheck-desk (fetches single articles for human fact-checkers)",
    "Accept": ACCEPT_HEADER,
    "Accept-Encoding": "gzip",
}
_REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
_GZIP_WINDOW_BITS = 16 + zlib.MAX_WBITS
_CHARSET_PATTERN = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)

_NOT_FOUND = (_("The site has no page at this URL (status %(status)d)."), CHECK_ADVICE)
_FORBIDDEN = (_("The site does not allow access to the page (status %(status)d)."), PASTE_ADVICE)
_RATE_LIMITED = (_("The site limits requests (status %(status)d)."), RETRY_ADVICE)
_SERVER_ERROR = (_("The site has an error (status %(status)d)."), RETRY_ADVICE)
_UNEXPECTED = (_("The site did not return a page (status %(status)d)."), PASTE_ADVICE)
_REASON_BY_STATUS = {404: _NOT_FOUND, 410: _NOT_FOUND, 429: _RATE_LIMITED}
_REASON_BY_STATUS |= dict.fromkeys((401, 402, 403, 407, 451), _FORBIDDEN)
"""The reason and the advice, by the status of the response."""

_FAILURES = Failures(
    timeout=FetchTimeout.title,
    certificate=_("The certificate of the site is not valid (TLS)."),
    unreachable=_("The site cannot be reached."),
    broken=_("The site closed the connection or sent an invalid response."),
    advice=PASTE_ADVICE,
    retry_advice=RETRY_ADVICE,
)

FetchResult = TypeVar("FetchResult")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The response of a server.

    `url` is the final one after redirects, `content_type` has no parameters and is in lower case, `body` is
    decompressed, `charset` is the one that the header declares, or empty.
    """

    url: str
    content_type: str
    body: bytes = field(repr=False)
    charset: str = ""


@dataclass(frozen=True, slots=True)
class FetchedBody:
    """The response of a server, of any content type; `etag` and `modified` are its validators as it sent them."""

    url: str
    content_type: str
    data: bytes = field(repr=False)
    charset: str = ""
    etag: str = ""
    modified: str = ""


class NotModified(Exception):
    """The server says that the page is what it was."""


def fetch_article(url: str, network: Network = PAGE_NETWORK, *, whole: bool = False) -> Document:
    """Fetch the article at `url`, or the `whole` page with its tables.

    Raises what `fetch_page` raises, and `NotText` if the page cannot be decoded.
    """
    page = fetch_page(url, network)
    return _read_page(page.content_type, page.body, charset=page.charset, url=page.url, whole=whole)


def fetch_again(
    url: str, *, etag: str, modified: str, whole: bool, network: Network = PAGE_NETWORK
) -> tuple[FetchedBody, Document]:
    """Fetch an article or a `whole` page, unless it is still what has these validators; return its answer with it.

    Raises `NotModified`, and what `fetch_article` raises.
    """
    body = fetch_body(url, etag=etag, modified=modified, network=network)
    _check_media_type(body.content_type)
    return body, _read_page(body.content_type, body.data, charset=body.charset, url=body.url, whole=whole)


def _read_page(content_type: str, data: bytes, *, charset: str, url: str, whole: bool) -> Document:
    try:
        return document_from_web(content_type, data, charset=charset, url=url, whole=whole)
    except EmptyText as error:
        reason = gettext("The page contains no text; scripts may build it.")
        raise NotAnArticle(reason, advice=PASTE_ADVICE) from error


def _check_media_type(content_type: str) -> None:
    if content_type not in MEDIA_TYPES:
        raise NotAnArticle(advice=PASTE_ADVICE, content_type=content_type)


def fetch_page(url: str, network: Network = PAGE_NETWORK) -> FetchedPage:
    """Fetch the page at `url` over at most `MAX_REDIRECTS` redirects; each redirect is checked like the first URL.

    Raises `BadUrl`, `PrivateUrl`, `FetchTimeout`, `TooManyRedirects`, `NotAnArticle` if it is not text, and
    `FetchFailed` for all other failures.
    """
    return _follow_redirects(url, network, _build_page)


def fetch_feed(url: str, into: BinaryIO, network: Network = FEED_NETWORK, *, max_bytes: int = MAX_FEED_BYTES) -> None:
    """Write the data at `url` into a file and decompress them on the way: memory use does not grow with the feed.

    Raises what `fetch_page` raises.
    """

    def write(_address: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> None:
        for piece in _inflate_chunks(response.iter_stream(), headers.get("Content-Encoding", "")):
            into.write(piece)
            if into.tell() > max_bytes:
                raise FetchFailed(gettext("The feed is larger than %(limit)d MB.") % {"limit": max_bytes // 1_000_000})

    _follow_redirects(url, network, write)


def fetch_body(
    url: str, *, etag: str = "", modified: str = "", head_only: bool = False, network: Network = PAGE_NETWORK
) -> FetchedBody:
    """Fetch what is at `url`, unless it is still what has these validators; without its data if `head_only`.

    Raises `NotModified`, and what `fetch_page` raises.
    """

    def take(address: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> FetchedBody:
        declared, charset = headers.get("Content-Type", ""), _CHARSET_PATTERN.search(headers.get("Content-Type", ""))
        encoding = headers.get("Content-Encoding", "")
        return FetchedBody(
            url=str(address),
            content_type=declared.partition(";")[0].strip().lower(),
            data=b"" if head_only else _decompress(_read_body(response), encoding),
            charset=charset[1] if charset else "",
            etag=headers.get("ETag", ""),
            modified=headers.get("Last-Modified", ""),
        )

    conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
    return _follow_redirects(url, network, take, {name: value for name, value in conditions.items() if value})


def unpack_gzip(data: bytes) -> bytes:
    """Decompress a body that is a gzip file itself, up to the limit of a page."""
    return _decompress(data, "gzip")


def _follow_redirects(
    url: str,
    network: Network,
    take: Callable[[httpx.URL, httpcore.Response, httpx.Headers], FetchResult],
    conditions: Mapping[str, str] | None = None,
) -> FetchResult:
    """Return the result of `take` for the response at the end of the redirects; `conditions` are further headers."""
    sent = {**_HEADERS, **(conditions or {})}
    deadline = Deadline(network.timeout_seconds)
    address, visited = parse_url(url), set[httpx.URL]()
    while len(visited) <= MAX_REDIRECTS:
        if address in visited:
            raise TooManyRedirects(gettext("The URL redirects to itself."), advice=PASTE_ADVICE)
        visited.add(address)
        with send_request("GET", address, sent, network=network, deadline=deadline, failures=_FAILURES) as response:
            headers = httpx.Headers(response.headers)
            if response.status == HTTPStatus.NOT_MODIFIED and conditions:
                raise NotModified
            if response.status not in _REDIRECT_STATUSES:
                if response.status != HTTPStatus.OK:
                    raise _status_refusal(response.status, headers)
                return take(address, response, headers)
        address = _redirect_target(address, headers)
    reason = gettext("The URL redirects more than %(limit)d times.")
    raise TooManyRedirects(reason % {"limit": MAX_REDIRECTS}, advice=PASTE_ADVICE)


def _redirect_target(address: httpx.URL, headers: httpx.Headers) -> httpx.URL:
    location = headers.get("Location", "")
    if not location:
        raise FetchFailed(gettext("The site sends a redirect without a target."), advice=PASTE_ADVICE)
    return join_url(address, location)


def _build_page(address: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> FetchedPage:
    declared = headers.get("Content-Type", "")
    content_type = declared.partition(";")[0].strip().lower()
    _check_media_type(content_type)
    charset = _CHARSET_PATTERN.search(declared)
    body = _decompress(_read_body(response), headers.get("Content-Encoding", ""))
    return FetchedPage(str(address), content_type, body, charset[1] if charset else "")


def _inflate_chunks(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Decompress chunks into pieces of at most one megabyte."""
    if not _is_compressed(encoding):
        yield from chunks
        return
    inflater = zlib.decompressobj(_GZIP_WINDOW_BITS)
    try:
        for chunk in chunks:
            yield inflater.decompress(chunk, CHUNK_BYTES)
            while inflater.unconsumed_tail:
                yield inflater.decompress(inflater.unconsumed_tail, CHUNK_BYTES)
    except zlib.error as error:
        raise FetchFailed(gettext("The feed is damaged. Try again.")) from error
    if not inflater.eof or inflater.unused_data:
        raise FetchFailed(gettext("The feed is damaged. Try again."))


def _is_compressed(encoding: str) -> bool:
    match encoding.strip().lower():
        case "" | "identity":
            return False
        case "gzip" | "x-gzip":
            return True
        case _:
            raise FetchFailed(gettext("The site uses an unsupported compression."), advice=PASTE_ADVICE)


def _status_refusal(status: int, response_headers: httpx.Headers) -> FetchFailed:
    other = _SERVER_ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _UNEXPECTED
    reason, advice = _REASON_BY_STATUS.get(status, other)
    facts = {"upstream_status": status}
    if (seconds := response_headers.get("Retry-After", "")).isdecimal():
        facts["retry_after"] = min(MAX_RETRY_SECONDS, int(seconds[:9]))
    return FetchFailed(reason % {"status": status}, advice=advice, **facts)


def _read_body(response: httpcore.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        _check_size(body)
    return bytes(body)


def _decompress(body: bytes, encoding: str) -> bytes:
    """Decompress up to the limit, one layer only: two layers could expand to any size."""
    if not _is_compressed(encoding):
        return body
    inflater = zlib.decompressobj(_GZIP_WINDOW_BITS)
    try:
        inflated = inflater.decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error as error:
        raise FetchFailed(gettext("The page is damaged."), advice=RETRY_ADVICE) from error
    _check_size(inflated)
    if not inflater.eof or inflater.unused_data:
        raise FetchFailed(gettext("The page is damaged."), advice=RETRY_ADVICE)
    return inflated


def _check_size(body: bytes | bytearray) -> None:
    if len(body) > MAX_PAGE_BYTES:
        reason = gettext("The page is larger than %(limit)d MB.")
        raise FetchFailed(reason % {"limit": MAX_PAGE_BYTES // 1_000_000}, advice=PASTE_ADVICE)
