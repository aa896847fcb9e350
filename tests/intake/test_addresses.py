"""Canonical URLs, and URLs that are refused."""

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.intake.addresses import (
    MAX_URL_CHARACTERS,
    TRACKING_NAMES,
    canonical_url,
    is_same_site,
    join_url,
    parse_url,
    registered_domain,
)
from claims.refusals import BadUrl

CANONICAL = {
    "scheme and host in capitals": ("HTTPS://News.EXAMPLE/Fire", "https://news.example/Fire"),
    "spaces around it": ("  https://news.example/fire \n", "https://news.example/fire"),
    "no path": ("https://news.example", "https://news.example/"),
    "default port": ("https://news.example:443/fire", "https://news.example/fire"),
    "default port of the other scheme": ("http://news.example:443/", "http://news.example:443/"),
    "empty port": ("http://news.example:/", "http://news.example/"),
    "fragment": ("https://news.example/fire#comments", "https://news.example/fire"),
    "dot at the end of the host": ("http://localhost./", "http://localhost/"),
    "dot segments": ("https://news.example/a/../b/./c", "https://news.example/b/c"),
    "hidden dot segments": ("https://news.example/a/%2e%2E/b", "https://news.example/b"),
    "escapes without need": ("https://news.example/%7Ejane/%66ire", "https://news.example/~jane/fire"),
    "escapes in small letters": ("https://news.example/caf%c3%a9", "https://news.example/caf%C3%A9"),
    "unescaped letters": ("https://news.example/café", "https://news.example/caf%C3%A9"),
    "lone per cent signs": ("https://news.example/5%", "https://news.example/5%25"),
    "international name": ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    "the same in Punycode": ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    "tracking": ("https://n.example/f?utm_source=x&UTM_Medium=y&fbclid=z&id=7", "https://n.example/f?id=7"),
    "nothing but tracking": ("https://news.example/f?gclid=1", "https://news.example/f"),
    "order of parameters": ("https://news.example/?b=2&a=1&b=1", "https://news.example/?a=1&b=2&b=1"),
    "parameter without value": ("https://news.example/?12345", "https://news.example/?12345"),
    "empty query": ("https://news.example/f?", "https://news.example/f"),
    "slash at the end stays": ("https://news.example/fire/", "https://news.example/fire/"),
    "IPv4 as one number": ("http://2130706433/", "http://127.0.0.1/"),
    "IPv4 in hexadecimal": ("http://0x7f.0x1/", "http://127.0.0.1/"),
    "IPv4 in octal": ("http://017700000001/", "http://127.0.0.1/"),
    "IPv4 with full-width dots": ("http://127。0。0。1/", "http://127.0.0.1/"),
    "IPv4 escaped": ("http://%31%32%37.0.0.1/", "http://127.0.0.1/"),
    "IPv6 mapped": ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
    "IPv6 at length": ("http://[2001:DB8:0:0:0:0:0:1]:8080/", "http://[2001:db8::1]:8080/"),
}

REFUSED = {
    "nothing": "",
    "no scheme": "news.example/fire",
    "relative": "/fire",
    "scheme relative": "//news.example/fire",
    "another scheme": "ftp://news.example/fire",
    "file": "file:///etc/passwd",
    "script": "javascript:alert(1)",
    "no host": "http:///fire",
    "no slashes": "http:news.example",
    "user name and password": "https://jane:secret@news.example/",
    "host that looks like another": "https://news.example@evil.example/",
    "backslash": "https://news.example\\@evil.example/",
    "line feed inside": "https://news.example/fi\nre",
    "NUL": "https://news.example/\0",
    "lone surrogate": "https://news.example/\ud800",
    "space in the host": "https://news example/",
    "slash hidden in the host": "https://news.example%2fevil.example/",
    "empty label": "https://news..example/",
    "label too long": f"https://{'a' * 64}.example/",
    "host too long": f"https://{'a.' * 130}example/",
    "bad Punycode": "https://xn--a/",
    "letter that no name can have": "https://①.example/",
    "port too high": "https://news.example:99999/",
    "port zero": "https://news.example:0/",
    "port of letters": "https://news.example:http/",
    "five numbers": "http://1.2.3.4.5/",
    "number too high": "http://127.0.0.256/",
    "octal with dots": "http://0177.0.0.1/",
    "IPv6 unclosed": "http://[::1/",
    "IPv6 with interface": "http://[fe80::1%25eth0]/",
    "too long": f"https://news.example/{'a' * MAX_URL_CHARACTERS}",
    "too long when escaped": f"https://news.example/{'é' * (MAX_URL_CHARACTERS // 3)}",
}


@pytest.mark.parametrize(("url", "expected"), CANONICAL.values(), ids=CANONICAL)
def test_one_article_has_one_canonical_url(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize("url", REFUSED.values(), ids=REFUSED)
def test_a_bad_url_is_refused(url: str) -> None:
    with pytest.raises(BadUrl):
        canonical_url(url)


@pytest.mark.parametrize("name", sorted(TRACKING_NAMES))
def test_tracking_parameters_are_removed(name: str) -> None:
    assert canonical_url(f"https://news.example/?{name}=1&page=2") == "https://news.example/?page=2"


PIECES = st.text(st.sampled_from("ab%/.?&=#:+ é2eE1[]@\\;~'utm_") | st.characters(), max_size=30)


@settings(deadline=None)
@given(PIECES, st.sampled_from(["", "news.example", "[::1]", "0x7f.1", "bücher.example"]))
@example("/%%36%31", "news.example")
@example("/a?b&&a=%2e", "news.example")
def test_canonicalising_twice_changes_nothing(rest: str, host: str) -> None:
    try:
        once = canonical_url(f"http://{host}{rest}")
    except BadUrl:
        return
    assert canonical_url(once) == once
    assert once.isascii()
    assert len(once) <= MAX_URL_CHARACTERS


@settings(deadline=None)
@given(PIECES, st.sampled_from(["", "news.example", "[::1]"]))
def test_the_checked_url_is_the_requested_one(rest: str, host: str) -> None:
    """The fetcher builds its request from these parts; another parser must not see another host in them."""
    try:
        address = parse_url(f"http://{host}{rest}")
    except BadUrl:
        return
    again = httpx.URL(str(address))
    assert (again.raw_host, again.port, again.raw_path) == (address.raw_host, address.port, address.raw_path)


@pytest.mark.parametrize(
    ("first", "other", "same"),
    [
        ("https://news.example/a", "http://news.example/b", True),
        ("https://www.bbc.co.uk/a", "https://bbc.co.uk/b", True),
        ("https://edition.cnn.com/", "https://www.cnn.com/", True),
        ("https://times.co.uk/", "https://herald.co.uk/", False),
        ("https://jane.github.io/", "https://joe.github.io/", False),
        ("http://192.0.2.1/", "http://192.0.2.2/", False),
        ("http://intranet/", "http://elsewhere/", False),
    ],
)
def test_a_site_has_one_owner(first: str, other: str, same: bool) -> None:
    assert is_same_site(parse_url(first), parse_url(other)) is same


def test_a_reference_is_joined_and_checked() -> None:
    base = parse_url("https://news.example/a/b?c=1")
    assert str(join_url(base, "../d")) == "https://news.example/d"
    assert str(join_url(base, "//other.example/")) == "https://other.example/"
    for reference in ("javascript:alert(1)", "http://[", "ftp://news.example/", "https://u:p@news.example/"):
        with pytest.raises(BadUrl):
            join_url(base, reference)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://news.courier.example/a", "courier.example"),
        ("https://mine.github.io/", "mine.github.io"),
        ("http://192.0.2.7/", "192.0.2.7"),
        ("http://[2001:db8::1]/", "2001:db8::1"),
        ("https://localhost/", "localhost"),
    ],
)
def test_a_site_is_a_registered_domain(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


def test_a_bad_url_has_no_site() -> None:
    with pytest.raises(BadUrl):
        registered_domain("courier")
