"""Web addresses: which can be fetched, and which lead to the same article."""

import ipaddress
import re
import socket

import courlan
import httpx

from claims.refusals import BadUrl

MAX_URL_CHARACTERS = 2_000  # characters
MAX_HOST_CHARACTERS = 253  # of the domain name system
VALID_PORTS = range(1, 65_536)
DEFAULT_PORTS = {"http": 80, "https": 443}

# What newsletters, advertisements and social networks hang on an address. Only names that no
# site uses to choose the page: a wrong one here would merge two articles.
TRACKING_NAMES = frozenset(
    "_ga _gl __twitter_impression cmpid dclid epik fbclid gbraid gclid gclsrc guccounter "
    "guce_referrer guce_referrer_sig igsh igshid li_fat_id mc_cid mc_eid mkt_tok msclkid "
    "ns_campaign ns_linkname ns_mchannel ns_source ocid pk_campaign pk_kwd pk_medium pk_source "
    "ref_src ref_url smid smtyp srsltid ttclid twclid wbraid xtor yclid ysclid".split()
)
TRACKING_PREFIXES = ("utm_", "mtm_", "hsa_", "at_", "_hs", "vero_", "oly_")

_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\\\]")
_PERCENT = re.compile("%([0-9A-Fa-f]{2})?")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")


def canonical_url(url: str) -> str:
    """The form of `url` in which the same article is recognised, itself an address to fetch.

    `parsed` and written out in ASCII: scheme and host in lower case, IDNA, without default
    port and fragment. Tracking parameters go, the others are sorted by name. A trailing slash
    stays: only the site knows whether it means another page, and says so by redirect or
    canonical link. Raises `BadUrl`.
    """
    address = parse_url(url)
    pieces = address.query.decode("ascii").split("&")
    kept = sorted((piece for piece in pieces if piece and not _is_tracking_parameter(piece)), key=_parameter_name)
    path = address.raw_path.partition(b"?")[0]
    query = "&".join(kept).encode("ascii")
    return str(_rebuild_url(address, path + b"?" + query if query else path))


def parse_url(url: str) -> httpx.URL:
    """`url` as the fetcher will use it, so that what is checked is what is asked for.

    Hosts that browsers take for IPv4 (``2130706433``, ``0x7f.1``) become that address, the
    dot of a rooted name goes. Raises `BadUrl` for what is no http or https address, has a
    user name or password, control characters, or more than `LIMIT` characters.
    """
    trimmed = url.strip()
    if len(trimmed) > MAX_URL_CHARACTERS:
        raise BadUrl(f"This address is longer than {MAX_URL_CHARACTERS:,} characters.")
    if _FORBIDDEN.search(trimmed):
        raise BadUrl("There are characters in this address that no address can have.")
    address = _check_url(_parse_url(trimmed))
    if len(str(address)) > MAX_URL_CHARACTERS:
        raise BadUrl(f"This address is longer than {MAX_URL_CHARACTERS:,} characters.")
    return address


def join_url(base: httpx.URL, reference: str) -> httpx.URL:
    """What a page at `base` means by `reference`, `parsed`. Raises `BadUrl`."""
    try:
        return parse_url(str(base.join(reference.strip())))
    except (httpx.InvalidURL, ValueError) as error:
        raise BadUrl from error


def is_same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both addresses are of one owner: the same host, or the same registrable domain."""
    domain = courlan.extract_domain(str(one))
    return one.host == other.host or (domain is not None and domain == courlan.extract_domain(str(other)))


def registered_domain(url: str) -> str:
    """The domain that somebody registered for this address, such as ``paper.co.uk``; the host where that is unknown.

    Raises `BadUrl`.
    """
    address = parse_url(url)
    host = address.host
    if domain := courlan.extract_domain(str(address)):
        return str(domain)
    return host if ":" in host or _ends_in_number(host) else ".".join(host.split(".")[-2:])


def _parse_url(url: str) -> httpx.URL:
    try:
        address = httpx.URL(_PERCENT.sub(_normalise_escape, url))
        _ = address.host  # decoded only here: bad Punycode fails now
    except (httpx.InvalidURL, ValueError) as error:
        raise BadUrl from error
    return address


def _check_url(address: httpx.URL) -> httpx.URL:
    if address.scheme not in DEFAULT_PORTS:
        raise BadUrl
    if address.userinfo:
        raise BadUrl("There is a user name or password in this address. Give it without.")
    if address.port is not None and address.port not in VALID_PORTS:
        raise BadUrl("The port of this address does not exist.")
    return _rebuild_url(address, address.raw_path)


def _rebuild_url(address: httpx.URL, raw_path: bytes) -> httpx.URL:
    """Built anew from its parts: user name and fragment are left out, `raw_path` is path and query."""
    port = None if address.port == DEFAULT_PORTS[address.scheme] else address.port
    host = _normalise_host(address.raw_host.decode("ascii"))
    return httpx.URL(scheme=address.scheme, host=host, port=port, raw_path=raw_path or b"/")


def _normalise_host(host: str) -> str:
    if ":" in host:
        return _parse_ipv6(host)
    name = host.lower().removesuffix(".")
    if _ends_in_number(name):
        return _parse_ipv4(name)
    if len(name) > MAX_HOST_CHARACTERS or not _NAME.fullmatch(name):
        raise BadUrl("The host name of this address is not valid.")
    return name


def _ends_in_number(name: str) -> bool:
    return re.fullmatch("[0-9]+|0x[0-9a-f]*", name.rpartition(".")[2]) is not None


def _parse_ipv4(host: str) -> str:
    """One to four numbers, decimal, octal or hexadecimal, as browsers and the C library read them."""
    try:
        return str(ipaddress.IPv4Address(socket.inet_aton(host)))
    except OSError as error:
        raise BadUrl("The host of this address is neither a name nor an IP address.") from error


def _parse_ipv6(host: str) -> str:
    if "%" in host:
        raise BadUrl("An address with a network interface in it leads nowhere outside.")
    try:
        return ipaddress.IPv6Address(host).compressed
    except ValueError as error:
        raise BadUrl("The host of this address is neither a name nor an IP address.") from error


def _normalise_escape(match: re.Match[str]) -> str:
    """RFC 3986, 6.2.2: capital letters, nothing escaped without need; a lone % is escaped itself."""
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else f"%{match[1].upper()}"


def _parameter_name(piece: str) -> str:
    return piece.partition("=")[0]


def _is_tracking_parameter(piece: str) -> bool:
    name = _parameter_name(piece).lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
