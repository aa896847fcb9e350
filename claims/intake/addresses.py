"""URLs: which can be fetched, and which lead to the same article."""

import ipaddress
import re
import socket

import courlan
import httpx
from django.utils.translation import gettext as _

from claims.refusals import BadUrl

MAX_URL_CHARACTERS = 2_000
MAX_HOST_CHARACTERS = 253  # the limit of DNS
VALID_PORTS = range(1, 65_536)
DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that newsletters, advertisements and social networks add to URLs. Only names that no site uses to
# select a page: a wrong name here would merge two articles.
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
    """Return the form of `url` that identifies an article; it can be fetched.

    The result is parsed by `parse_url` and written in ASCII: scheme and host in lower case, IDNA, without default
    port and fragment. Tracking parameters are removed, the others are sorted by name. A trailing slash stays,
    because some sites serve another page with it. Raises `BadUrl`.
    """
    address = parse_url(url)
    pieces = address.query.decode("ascii").split("&")
    parameters = sorted((piece for piece in pieces if piece and not _is_tracking_parameter(piece)), key=_parameter_name)
    path = address.raw_path.partition(b"?")[0]
    query = "&".join(parameters).encode("ascii")
    return str(_rebuild_url(address, path + b"?" + query if query else path))


def parse_url(url: str) -> httpx.URL:
    """Return `url` as the fetcher uses it, so that the checked URL is the requested one.

    Hosts that browsers read as IPv4 (``2130706433``, ``0x7f.1``) become that address, and a trailing dot of the
    host is removed. Raises `BadUrl` for other schemes than http and https, for a user name or password, for
    control characters, and for more than `MAX_URL_CHARACTERS`.
    """
    trimmed = url.strip()
    if len(trimmed) > MAX_URL_CHARACTERS:
        raise _too_long()
    if _FORBIDDEN.search(trimmed):
        raise BadUrl(_("The URL contains characters that are not allowed."))
    address = _check_url(_parse_url(trimmed))
    if len(str(address)) > MAX_URL_CHARACTERS:
        raise _too_long()
    return address


def join_url(base: httpx.URL, reference: str) -> httpx.URL:
    """Resolve a reference of the page at `base`. Raises `BadUrl`."""
    try:
        return parse_url(str(base.join(reference.strip())))
    except (httpx.InvalidURL, ValueError) as error:
        raise BadUrl from error


def is_same_site(first: httpx.URL, second: httpx.URL) -> bool:
    """Return whether both URLs have one owner: the same host or the same registrable domain."""
    domain = courlan.extract_domain(str(first))
    return first.host == second.host or (domain is not None and domain == courlan.extract_domain(str(second)))


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL. Raises `BadUrl`."""
    address = parse_url(url)
    return str(httpx.URL(scheme=address.scheme, host=address.host, port=address.port)).rstrip("/")


def registered_domain(url: str) -> str:
    """Return the registered domain of a URL, such as ``paper.co.uk``; the host if it is unknown.

    Raises `BadUrl`.
    """
    address = parse_url(url)
    host = address.host
    if domain := courlan.extract_domain(str(address)):
        return str(domain)
    return host if ":" in host or _ends_in_number(host) else ".".join(host.split(".")[-2:])


def _too_long() -> BadUrl:
    return BadUrl(_("The URL is longer than %(limit)s characters.") % {"limit": f"{MAX_URL_CHARACTERS:,}"})


def _parse_url(url: str) -> httpx.URL:
    try:
        address = httpx.URL(_PERCENT.sub(_normalise_escape, url))
        address.host  # noqa: B018 - decodes the host: bad Punycode fails here
    except (httpx.InvalidURL, ValueError) as error:
        raise BadUrl from error
    return address


def _check_url(address: httpx.URL) -> httpx.URL:
    if address.scheme not in DEFAULT_PORTS:
        raise BadUrl
    if address.userinfo:
        raise BadUrl(_("The URL contains a user name or password. Remove it."))
    if address.port is not None and address.port not in VALID_PORTS:
        raise BadUrl(_("The port in the URL is not valid."))
    return _rebuild_url(address, address.raw_path)


def _rebuild_url(address: httpx.URL, raw_path: bytes) -> httpx.URL:
    """Build the URL from its parts, without user name and fragment; `raw_path` is path and query."""
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
        raise BadUrl(_("The host name in the URL is not valid."))
    return name


def _ends_in_number(name: str) -> bool:
    return re.fullmatch("[0-9]+|0x[0-9a-f]*", name.rpartition(".")[2]) is not None


def _parse_ipv4(host: str) -> str:
    """Parse one to four numbers, decimal, octal or hexadecimal, as browsers and the C library do."""
    try:
        return str(ipaddress.IPv4Address(socket.inet_aton(host)))
    except OSError as error:
        raise BadUrl(_("The host in the URL is neither a name nor an IP address.")) from error


def _parse_ipv6(host: str) -> str:
    if "%" in host:
        raise BadUrl(_("The URL names a network interface and cannot be reached from here."))
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError as error:
        raise BadUrl(_("The host in the URL is neither a name nor an IP address.")) from error
    if address.ipv4_mapped is None:
        return address.compressed
    high, low = divmod(int(address.ipv4_mapped), 1 << 16)  # as browsers write it, and Python before 3.13
    return f"::ffff:{high:x}:{low:x}"


def _normalise_escape(match: re.Match[str]) -> str:
    """Normalise an escape as in RFC 3986, 6.2.2: capital letters, no needless escapes; escape a lone %."""
    if match[1] is None:
        return "%25"
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else f"%{match[1].upper()}"


def _parameter_name(piece: str) -> str:
    return piece.partition("=")[0]


def _is_tracking_parameter(piece: str) -> bool:
    name = _parameter_name(piece).lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
