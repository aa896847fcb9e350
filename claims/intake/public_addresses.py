"""Which IP addresses lie in the public internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

# Refused besides: what older Pythons count as global (protocol assignments, documentation), and
# what is public by the registries, yet no place of articles: the relays of 6to4 (RFC 7526) and
# the address under which a cloud provider serves its machines.
_EXCLUDED_IPV4 = tuple(map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
_EXCLUDED_IPV6 = (IPv6Network("3fff::/20"),)

# All global unicast addresses that were ever given out are in here (RFC 4291 and IANA): whatever
# else a later RFC invents is refused until somebody looks at it.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public_address(address: IPAddress) -> bool:
    """Whether `address` is one that anybody in the world reaches alike.

    An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is as public as that;
    Teredo, the NAT64 prefix for local use (64:ff9b:1::/48) and IPv4-compatible addresses are not.
    """
    if isinstance(address, IPv4Address):
        return _is_public_ipv4(address)
    carried = _embedded_ipv4(address)
    if carried is not None:
        return _is_public_ipv4(carried)
    excluded = any(address in network for network in _EXCLUDED_IPV6)
    return address in _GLOBAL_UNICAST and address.is_global and not excluded


def _is_public_ipv4(address: IPv4Address) -> bool:
    excluded = any(address in network for network in _EXCLUDED_IPV4)
    return address.is_global and not address.is_multicast and not address.is_reserved and not excluded


def _embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a packet to `address` reaches in the end."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
