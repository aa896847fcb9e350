"""Redirects are followed, and each is checked like the first URL."""

from dataclasses import replace
from ipaddress import ip_address

import pytest

from claims.intake.fetching import MAX_REDIRECTS, fetch_page
from claims.intake.public_addresses import IPAddress, is_public_address
from claims.refusals import BadUrl, FetchFailed, PrivateUrl, TooManyRedirects
from tests.intake.loopback_web import INWARD_URLS, PAGE, LoopbackWeb, http_answer, redirect_answer


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed(web: LoopbackWeb, status: str) -> None:
    web.names["www.news.example"] = ["127.0.0.1"]
    web.pages["/old"] = redirect_answer(web.url("/new", host="www.news.example"), status)
    web.pages["/new"] = redirect_answer("latest?a=1", status)
    web.pages["/latest?a=1"] = http_answer(PAGE)
    assert fetch_page(web.url("/old"), web.network).url == web.url("/latest?a=1", host="www.news.example")
    assert web.lookups == ["news.example", "www.news.example", "www.news.example"]


@pytest.mark.parametrize("target", [*INWARD_URLS, "//169.254.169.254/", "http://intranet.example/"])
def test_redirects_do_not_reach_private_addresses(web: LoopbackWeb, target: str) -> None:
    """The first connection may go to the test server; all later ones are checked as in production."""
    web.names |= {"intranet.example": ["192.168.0.7"], "localhost": ["127.0.0.1"]}
    web.pages["/"] = redirect_answer(target)
    judges = iter([lambda address: address == ip_address("127.0.0.1")])

    def allows(address: IPAddress) -> bool:
        return next(judges, is_public_address)(address)

    with pytest.raises(PrivateUrl):
        fetch_page(web.url(), replace(web.network, is_allowed=allows))
    assert len(web.requests) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "ftp://news.example/"])
def test_redirects_to_other_schemes_are_refused(web: LoopbackWeb, target: str) -> None:
    web.pages["/"] = redirect_answer(target)
    with pytest.raises(BadUrl):
        fetch_page(web.url(), web.network)


def test_a_redirect_loop_is_refused(web: LoopbackWeb) -> None:
    web.pages |= {"/a": redirect_answer("/b"), "/b": redirect_answer("/a#again")}
    with pytest.raises(TooManyRedirects, match="redirects to itself"):
        fetch_page(web.url("/a"), web.network)
    assert len(web.requests) == 2


def test_a_long_chain_of_redirects_is_refused(web: LoopbackWeb) -> None:
    web.pages |= {f"/{number}": redirect_answer(f"/{number + 1}") for number in range(20)}
    with pytest.raises(TooManyRedirects, match="more than 5"):
        fetch_page(web.url("/0"), web.network)
    assert len(web.requests) == MAX_REDIRECTS + 1


def test_five_redirects_are_followed(web: LoopbackWeb) -> None:
    web.pages |= {f"/{number}": redirect_answer(f"/{number + 1}") for number in range(MAX_REDIRECTS)}
    web.pages[f"/{MAX_REDIRECTS}"] = http_answer(PAGE)
    assert fetch_page(web.url("/0"), web.network).body == PAGE


def test_a_redirect_needs_a_target(web: LoopbackWeb) -> None:
    web.pages["/"] = http_answer(status="302 Found")
    with pytest.raises(FetchFailed, match="without a target"):
        fetch_page(web.url(), web.network)
