"""Redirects are followed, each checked like the first address."""

from dataclasses import replace
from ipaddress import ip_address

import pytest

from claims.intake.fetching import REDIRECTS, fetch
from claims.intake.ip import IPAddress, is_public
from claims.refusals import BadUrl, FetchFailed, PrivateUrl, TooManyRedirects
from tests.intake.web import INWARD_URLS, PAGE, Web, answer, moved


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed(web: Web, status: str) -> None:
    web.names["www.news.example"] = ["127.0.0.1"]
    web.pages["/old"] = moved(web.url("/new", host="www.news.example"), status)
    web.pages["/new"] = moved("latest?a=1", status)
    web.pages["/latest?a=1"] = answer(PAGE)
    assert fetch(web.url("/old"), web.network).url == web.url("/latest?a=1", host="www.news.example")
    assert web.asked == ["news.example", "www.news.example", "www.news.example"]


@pytest.mark.parametrize("target", [*INWARD_URLS, "//169.254.169.254/", "http://intranet.example/"])
def test_redirects_do_not_lead_inside(web: Web, target: str) -> None:
    """The first connection may go to the test server, all later ones are judged as in earnest."""
    web.names |= {"intranet.example": ["192.168.0.7"], "localhost": ["127.0.0.1"]}
    web.pages["/"] = moved(target)
    judges = iter([lambda address: address == ip_address("127.0.0.1")])

    def allows(address: IPAddress) -> bool:
        return next(judges, is_public)(address)

    with pytest.raises(PrivateUrl):
        fetch(web.url(), replace(web.network, allows=allows))
    assert len(web.requests) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://[", "ftp://news.example/"])
def test_redirects_lead_to_web_addresses_only(web: Web, target: str) -> None:
    web.pages["/"] = moved(target)
    with pytest.raises(BadUrl):
        fetch(web.url(), web.network)


def test_a_loop_is_named_at_its_second_turn(web: Web) -> None:
    web.pages |= {"/a": moved("/b"), "/b": moved("/a#again")}
    with pytest.raises(TooManyRedirects, match="back to itself"):
        fetch(web.url("/a"), web.network)
    assert len(web.requests) == 2


def test_a_chain_has_an_end(web: Web) -> None:
    web.pages |= {f"/{number}": moved(f"/{number + 1}") for number in range(20)}
    with pytest.raises(TooManyRedirects, match="more than 5"):
        fetch(web.url("/0"), web.network)
    assert len(web.requests) == REDIRECTS + 1


def test_a_chain_of_five_is_followed(web: Web) -> None:
    web.pages |= {f"/{number}": moved(f"/{number + 1}") for number in range(REDIRECTS)}
    web.pages[f"/{REDIRECTS}"] = answer(PAGE)
    assert fetch(web.url("/0"), web.network).body == PAGE


def test_a_redirect_needs_a_target(web: Web) -> None:
    web.pages["/"] = answer(status="302 Found")
    with pytest.raises(FetchFailed, match="to nowhere"):
        fetch(web.url(), web.network)
