"""Which IP addresses are public, in all their forms."""

from ipaddress import ip_address

import pytest

from claims.intake.public_addresses import is_public_address

PUBLIC = "93.184.215.14 8.8.8.8 1.1.1.1 2606:4700:4700::1111 2a00:1450:4001:80b::200e".split()
CARRYING_PUBLIC = "::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1".split()

PRIVATE = {
    "unspecified": "0.0.0.0 0.1.2.3 ::",
    "loopback": "127.0.0.1 127.255.255.254 ::1",
    "private networks": "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd00:ec2::254",
    "link-local, with the metadata of clouds": "169.254.169.254 fe80::1",
    "metadata outside of link-local": "168.63.129.16 100.100.100.200 192.0.0.192",
    "shared by carriers": "100.64.0.1 100.127.255.255",
    "multicast": "224.0.0.1 239.255.255.250 ff02::1 ff0e::1",
    "reserved and broadcast": "240.0.0.1 255.255.255.255",
    "documentation and benchmarks": "192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 2001:db8::1 3fff::1",
    "6to4 relays": "192.88.99.1",
    "site-local of old, segment routing": "fec0::1 5f00::1",
    "mapped": "::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254",
    "IPv4-compatible and translated": "::127.0.0.1 ::8.8.8.8 ::ffff:0:127.0.0.1",
    "NAT64": "64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::8.8.8.8 64:ff9b:1::1",
    "6to4": "2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2 2001::1",
}


@pytest.mark.parametrize("address", PUBLIC + CARRYING_PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public_address(ip_address(address))


@pytest.mark.parametrize("addresses", PRIVATE.values(), ids=PRIVATE)
def test_other_addresses_are_not_public(addresses: str) -> None:
    assert [address for address in addresses.split() if is_public_address(ip_address(address))] == []
