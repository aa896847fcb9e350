"""A fetch reaches only public addresses, and ends at its deadline."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from claims.intake.fetching import fetch_page
from claims.intake.network import Network
from claims.intake.public_addresses import is_public_address
from claims.refusals import BadUrl, FetchFailed, FetchTimeout, PrivateUrl
from tests.intake.loopback_web import (
    INWARD_URLS,
    PAGE,
    Chunks,
    LoopbackWeb,
    dripping_body,
    http_answer,
    redirect_answer,
)


@pytest.mark.parametrize("url", INWARD_URLS)
def test_no_spelling_reaches_a_private_address(url: str) -> None:
    with pytest.raises(PrivateUrl):
        fetch_page(url, Network())


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.7", "::1", "fe80::1%eth0", "::ffff:10.0.0.7"])
def test_one_private_address_is_refused(web: LoopbackWeb, inner: str) -> None:
    web.names["news.example"] = ["93.184.215.14", inner, "2606:4700:4700::1111"]
    with pytest.raises(PrivateUrl):
        fetch_page("http://news.example/", replace(web.network, is_allowed=is_public_address))


def test_a_name_is_resolved_once(web: LoopbackWeb) -> None:
    """DNS rebinding: a second lookup would return another address."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    network = replace(web.network, resolve=lambda host: next(answers))
    web.pages["/"] = http_answer(PAGE)
    assert fetch_page(web.url(), network).body == PAGE
    assert next(answers) == ["10.0.0.7"]


def test_proxies_of_the_environment_are_ignored(web: LoopbackWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    web.pages["/"] = http_answer(PAGE)
    assert fetch_page(web.url(), web.network).body == PAGE


def test_the_next_address_is_tried_if_one_is_unreachable(serve: Callable[..., LoopbackWeb]) -> None:
    web = serve()
    web.pages["/"] = http_answer(PAGE)
    web.names["news.example"] = ["127.0.0.9", "127.0.0.1"]
    network = replace(web.network, is_allowed=lambda address: address.is_loopback)
    assert fetch_page(web.url(), network).body == PAGE


def test_other_ports_are_refused() -> None:
    for url in ("http://news.example:22/", "http://127.0.0.1:6379/", "https://news.example:8443/"):
        with pytest.raises(BadUrl, match="80 and 443"):
            fetch_page(url, Network(resolve=lambda host: []))


def test_an_unknown_host_is_explained(web: LoopbackWeb) -> None:
    with pytest.raises(FetchFailed, match="does not exist"):
        fetch_page(web.url(host="nowhere.example"), web.network)


def test_an_unreachable_site_is_explained(web: LoopbackWeb) -> None:
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch_page("http://news.example:443/", web.network)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://jane:secret@news.example/", "news.example"])
def test_a_bad_url_is_not_requested(web: LoopbackWeb, url: str) -> None:
    with pytest.raises(BadUrl):
        fetch_page(url, web.network)
    assert web.lookups == []


SLOW = {
    "never answers": dripping_body(b"", drop=b""),
    "drips its status line": dripping_body(b"HTTP/1.1 200", drop=b" "),
    "drips headers": dripping_body(b"HTTP/1.1 200 OK\r\n", drop=b"x: y\r\n"),
    "drips its body": dripping_body(http_answer(content_length="1000"), drop=b"a"),
    "drips a body without end": dripping_body(
        http_answer(content_length="", transfer_encoding="chunked"), drop=b"1\r\na\r\n"
    ),
    "drips interim answers": dripping_body(b"", drop=b"HTTP/1.1 103 Early Hints\r\n\r\n"),
}


@pytest.mark.parametrize("chunks", SLOW.values(), ids=SLOW)
def test_a_slow_server_is_left_at_the_deadline(hurried: LoopbackWeb, chunks: Callable[[], Chunks]) -> None:
    hurried.pages["/"] = chunks
    start = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetch_page(hurried.url(), hurried.network)
    assert 0.4 < time.monotonic() - start < 3


def test_redirects_share_one_deadline(hurried: LoopbackWeb) -> None:
    def late(number: int) -> Callable[[], Chunks]:
        def chunks() -> Chunks:
            time.sleep(0.2)
            return [redirect_answer(f"/{number + 1}")]

        return chunks

    hurried.pages |= {f"/{number}": late(number) for number in range(6)}
    with pytest.raises(FetchTimeout):
        fetch_page(hurried.url("/0"), hurried.network)


def test_a_slow_resolver_is_left_at_the_deadline(hurried: LoopbackWeb) -> None:
    def resolve(host: str) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    start = time.monotonic()
    with pytest.raises(FetchTimeout):
        fetch_page(hurried.url(), replace(hurried.network, resolve=resolve))
    assert time.monotonic() - start < 3
