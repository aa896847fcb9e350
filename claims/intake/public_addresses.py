"""Which IP addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

# Also refused: addresses that older Pythons count as global (protocol assignments, documentation), the relays of
# 6to4 (RFC 7526), and the address of a cloud provider's internal services.
_EXCLUDED_IPV4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
_EXCLUDED_IPV6 = (IPv6Network("3fff::/20"),)

# All global unicast addresses that have been assigned are in this network (RFC 4291 and IANA); anything else is
# refused.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public_address(address: IPAddress) -> bool:
    """Return whether `address` is public.

    An IPv6 address with an embedded IPv4 address (mapped, NAT64, 6to4) is public if that address is; Teredo, the
    local NAT64 prefix (64:ff9b:1::/48) and IPv4-compatible addresses are not public.
    """
    if isinstance(address, IPv4Address):
        return _is_public_ipv4(address)
    embedded = _embedded_ipv4(address)
    if embedded is not None:
        return _is_public_ipv4(embedded)
    excluded = any(address in network for network in _EXCLUDED_IPV6)
    return address in _GLOBAL_UNICAST and address.is_global and not excluded


def _is_public_ipv4(address: IPv4Address) -> bool:
    excluded = any(address in network for network in _EXCLUDED_IPV4)
    return address.is_global and not address.is_multicast and not address.is_reserved and not excluded


def _embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets to `address` reach, if any."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
