"""The address of a client, as limits count it."""

from collections.abc import Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings

IPV6_GROUP_BITS = 64
"""The part of an IPv6 address that belongs to one subscriber, who may use any address in it."""


def client_group(headers: Mapping[str, Any]) -> str:
    """Return what counts as the client of a request, by its `META`, behind the `NUM_PROXIES` proxies of the desk."""
    return address_group(
        client_address(
            headers.get("REMOTE_ADDR") or "", headers.get("HTTP_X_FORWARDED_FOR", ""), proxies=settings.NUM_PROXIES
        )
    )


def client_address(remote: str, forwarded: str, *, proxies: int) -> str:
    """Return the address of the client behind a known number of proxies.

    Each proxy appends the address that it sees to X-Forwarded-For; what stands before those entries is the client's own
    word and is ignored.
    """
    chain = [address.strip() for address in forwarded.split(",") if address.strip()]
    return chain[-min(proxies, len(chain))] if proxies and chain else remote


def address_group(address: str) -> str:
    """Return what counts as one client: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Network((parsed, IPV6_GROUP_BITS), strict=False))
